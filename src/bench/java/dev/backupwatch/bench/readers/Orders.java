package dev.backupwatch.bench.readers;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * One line of what the process is told: a verb and words like {@code readers=1000}.
 *
 * @param words by their names
 */
record Orders(String verb, Map<String, String> words) {

    static Orders parse(String line) {
        String[] parts = line.strip().split(" ", -1);
        return new Orders(
                parts[0],
                Arrays.stream(parts)
                        .skip(1)
                        .map(word -> word.split("=", 2))
                        .collect(Collectors.toMap(word -> word[0], word -> word[1])));
    }

    String text(String name) {
        return Objects.requireNonNull(words.get(name), () -> verb + " needs " + name);
    }

    String text(String name, String otherwise) {
        return words.getOrDefault(name, otherwise);
    }

    long number(String name, long otherwise) {
        String word = words.get(name);
        return word == null ? otherwise : Long.parseLong(word);
    }
}
