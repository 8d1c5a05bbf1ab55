package dev.backupwatch.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What one attempt is made of: from the same seed and number always the same. */
final class Draws {

    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final Random random;

    Draws(long seed, int number) {
        random = new Random(seed ^ (number * SPREAD));
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    <T> T oneOf(List<T> those) {
        return those.get(random.nextInt(those.size()));
    }

    byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Of what is to be seen of ASCII, without what an address may not have. */
    String word(int longest) {
        var word = new StringBuilder();
        for (int i = below(longest + 1); i > 0; i--) {
            word.append((char) between('!', '~'));
        }
        return word.toString().replaceAll("[#&=+%,?\"<>\\[\\\\\\]^`{|}]", "x");
    }

    /** The same with a few bytes changed, lost, said twice, or put among the others. */
    byte[] mutated(byte[] bytes) {
        byte[] changed = bytes;
        for (int times = between(1, 4); times > 0; times--) {
            changed = mutatedOnce(changed);
        }
        return changed;
    }

    private byte[] mutatedOnce(byte[] bytes) {
        int at = below(bytes.length + 1);
        int to = Math.min(bytes.length, at + between(0, 12));
        byte[] between = switch (below(5)) {
            case 0 -> new byte[0];
            case 1 -> bytes(between(1, 6));
            case 2 -> Bytes.joined(slice(bytes, at, to), slice(bytes, at, to));
            case 3 -> Hostile.text(this).getBytes(StandardCharsets.UTF_8);
            default ->
                oneOf(List.of("\r\n", "\r", "\n\n", "\0", " ", ":", "\t", "%", "\r\n\r\n"))
                        .getBytes(StandardCharsets.UTF_8);
        };
        return Bytes.joined(slice(bytes, 0, at), between, slice(bytes, to, bytes.length));
    }

    private static byte[] slice(byte[] bytes, int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }
}
