package dev.backupwatch.event;

/** Position of one change event in the log. The first event has sequence 1; {@link #NONE} precedes them all. */
public record Sequence(long value) implements Comparable<Sequence> {

    public static final Sequence NONE = new Sequence(0);

    public Sequence {
        if (value < 0) {
            throw new IllegalArgumentException("sequence must not be negative: " + value);
        }
    }

    public Sequence next() {
        return plus(1);
    }

    public Sequence plus(long events) {
        return new Sequence(Math.addExact(value, events));
    }

    public boolean isBefore(Sequence other) {
        return value < other.value;
    }

    public boolean isAfter(Sequence other) {
        return value > other.value;
    }

    public static Sequence later(Sequence a, Sequence b) {
        return a.isAfter(b) ? a : b;
    }

    @Override
    public int compareTo(Sequence other) {
        return Long.compare(value, other.value);
    }
}
