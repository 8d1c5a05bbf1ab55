package dev.backupwatch.settings;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.common.utils.StringUtil;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a key's values look like. */
final class Kind {

    /** What the converter takes; of all else it would make a false without a word. */
    private static final Set<String> FLAGS =
            Set.of("true", "false", "yes", "no", "y", "n", "on", "off", "1", "0", "t", "f");

    private Kind() {}

    /** One word, or all words that may be chosen from. */
    static List<String> names(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(one -> StringUtil.skewer(((Enum<?>) one).name()).toLowerCase(Locale.ROOT))
                    .toList();
        }
        if (type == Boolean.class) {
            return List.of("true", "false");
        }
        if (Number.class.isAssignableFrom(type)) {
            return List.of("number");
        }
        if (type == MemorySize.class) {
            return List.of("size");
        }
        return List.of(type == String.class ? "text" : StringUtil.skewer(type.getSimpleName()));
    }

    static String allowed(Class<?> type) {
        if (type.isEnum() || type == Boolean.class) {
            return "one of " + String.join(", ", names(type));
        }
        if (type == Duration.class) {
            return "a duration, as 500ms, 10s, 5m, 2h, 30d or PT1H30M";
        }
        if (type == MemorySize.class) {
            return "a size, as 512K, 64M or 1G";
        }
        if (type == Instant.class) {
            return "a moment, as 2026-12-31T00:00:00Z";
        }
        if (type == Path.class) {
            return "a path";
        }
        if (type == URI.class) {
            return "an address, as https://host:443/path";
        }
        return Number.class.isAssignableFrom(type)
                ? "a whole number"
                : "a " + names(type).get(0);
    }

    static boolean isFlag(String value) {
        return FLAGS.contains(value.toLowerCase(Locale.ROOT));
    }
}
