package dev.backupwatch.settings;

import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What cannot be used of the configuration.
 *
 * @param key as whoever set it wrote it
 * @param value what it was set to, unless that is a secret; empty where it was not set
 * @param complaint what is allowed, or what else to write
 * @param place where it was set
 */
public record Mistake(String key, Optional<String> value, String complaint, Optional<String> place) {

    @Override
    public String toString() {
        return "%s%s%n    %s%s"
                .formatted(
                        key,
                        value.map(text -> " = " + text).orElse(""),
                        complaint,
                        place.map(where -> "%n    set in %s".formatted(where)).orElse(""));
    }

    /** For people, each mistake with what may be done about it. */
    static String list(Collection<Mistake> mistakes) {
        return mistakes.stream()
                .map(mistake -> "  " + mistake)
                .collect(Collectors.joining(
                        "%n".formatted(),
                        "The configuration has %s:%n"
                                .formatted(mistakes.size() == 1 ? "a mistake" : mistakes.size() + " mistakes"),
                        ""));
    }
}
