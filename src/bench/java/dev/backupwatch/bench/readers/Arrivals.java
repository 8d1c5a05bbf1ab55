package dev.backupwatch.bench.readers;

import java.util.Arrays;

/** When one reader got its events, the first of which has that sequence; in microseconds since the process began. */
final class Arrivals {

    private static final int AT_FIRST = 256;

    private final long first;
    private int[] micros = new int[AT_FIRST];
    private int count;

    Arrivals(long first) {
        this.first = first;
    }

    void add(int moment) {
        if (count == micros.length) {
            micros = Arrays.copyOf(micros, 2 * count);
        }
        micros[count] = moment;
        count++;
    }

    long first() {
        return first;
    }

    int count() {
        return count;
    }

    int at(int place) {
        return micros[place];
    }
}
