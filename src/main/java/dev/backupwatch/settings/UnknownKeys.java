package dev.backupwatch.settings;

import io.smallrye.config.ConfigValue;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Keys that nobody reads, and what may have been meant. */
final class UnknownKeys {

    /** What Kubernetes, and links of containers, set for a service whose name begins with ours. */
    private static final Pattern OF_THE_PLATFORM = Pattern.compile(
            "BACKUPWATCH(_\\w+)?_(SERVICE_HOST|SERVICE_PORT(_\\w+)?|PORT(_\\d+_(TCP|UDP|SCTP)(_\\w+)?)?)"
                    + "|BACKUPWATCH_(NAME|ENV_\\w+)");

    private static final int FEWEST_ERRORS = 3;

    private final List<Key> keys;
    private final Origin origin;

    UnknownKeys(List<Key> keys, Origin origin) {
        this.keys = keys;
        this.origin = origin;
    }

    boolean isKnown(String name) {
        return keys.stream().anyMatch(key -> key.matches(name));
    }

    Optional<Mistake> mistake(String name, ConfigValue value) {
        String written = origin.nameOf(name, value);
        boolean isVariable = origin.isVariable(value);
        if (isVariable && OF_THE_PLATFORM.matcher(written).matches()) {
            return Optional.empty();
        }
        Optional<Key> nearest = nearest(name);
        // What nobody knows could be anything, a mistyped password's value included.
        boolean isShown = !Masking.mayBeSecret(name)
                && nearest.filter(key -> !Masking.isSecret(key.pattern())).isPresent();
        String shown = isShown ? Masking.withoutUser(String.valueOf(value.getValue())) : Masking.MASK;
        String complaint = nearest.map(key -> "is not a key; did you mean " + spelled(key, name, isVariable) + "?")
                .orElse("is not a key");
        return Optional.of(new Mistake(written, Optional.of(shown), complaint, origin.placeOf(value)));
    }

    private static String spelled(Key key, String name, boolean asVariable) {
        List<String> parts = KeyName.parts(name);
        return asVariable ? KeyName.asVariable(key.pattern(), parts) : key.named(parts);
    }

    /** None where all are further away than somebody mistypes. */
    private Optional<Key> nearest(String name) {
        List<String> parts = KeyName.parts(name);
        int most = Math.max(FEWEST_ERRORS, (name.length() - KeyName.OURS.length()) / 4);
        return keys.stream()
                .min(Comparator.comparingInt(key -> distance(key.named(parts), name)))
                .filter(key -> distance(key.named(parts), name) <= most);
    }

    /** Levenshtein's: how many letters must be put in, left out or exchanged. */
    static int distance(String one, String other) {
        int[] last = new int[other.length() + 1];
        for (int j = 0; j < last.length; j++) {
            last[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] next = new int[last.length];
            next[0] = i;
            for (int j = 1; j < next.length; j++) {
                int exchanged = last[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                next[j] = Math.min(exchanged, 1 + Math.min(last[j], next[j - 1]));
            }
            last = next;
        }
        return last[other.length()];
    }
}
