package dev.backupwatch.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which values are nobody's to read. */
final class Masking {

    static final String MASK = "***";

    private static final Set<String> SECRETS = Set.of("password", "key", "secret", "token", "sha256");
    /** For names that somebody may have mistyped. */
    private static final Pattern LIKE_SECRETS = Pattern.compile("(?i)pass|pwd|pw$|key|secr|tok|sha|cred|auth");
    /** Up to the last @, for a password may hold any of the signs that would end it. */
    private static final Pattern USER = Pattern.compile("(?s)://.*@");

    private Masking() {}

    static boolean isSecret(String key) {
        return Arrays.stream(lastPart(key).split("[-_]"))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .anyMatch(word -> SECRETS.contains(word) || SECRETS.contains(word.replaceFirst("s$", "")));
    }

    static boolean mayBeSecret(String key) {
        return isSecret(key) || LIKE_SECRETS.matcher(lastPart(key)).find();
    }

    /** A value that is no secret as a whole. */
    static String withoutUser(String value) {
        return USER.matcher(value).replaceAll("://" + MASK + "@");
    }

    private static String lastPart(String key) {
        List<String> parts = KeyName.parts(key);
        return parts.isEmpty() ? "" : parts.get(parts.size() - 1);
    }
}
