package dev.backupwatch.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** How keys are spelled: parts with dots between them, in quotes where a part has a dot, or the like, of its own. */
final class KeyName {

    static final String OURS = "backupwatch.";
    /** What the names of our types begin with. */
    static final String HOUSE = "dev.backupwatch.";
    /** A part of a pattern that stands for any name. */
    static final String ANY = "*";

    private static final Pattern PART = Pattern.compile("\"([^\"]*)\"|([^.\"]+)");
    private static final Pattern PLAIN = Pattern.compile("[\\w\\-\\[\\]*]+");

    private KeyName() {}

    /** Without their quotes. */
    static List<String> parts(String name) {
        return PART.matcher(name)
                .results()
                .map(part -> part.group(1) == null ? part.group(2) : part.group(1))
                .toList();
    }

    static String of(List<String> parts) {
        return String.join(".", parts.stream().map(KeyName::quotedWhereNeeded).toList());
    }

    /** A name more; none where it is empty. */
    static String below(String path, String name) {
        return name.isEmpty() ? path : path + "." + name;
    }

    /** The same name, whatever was in quotes without need. */
    static String canonical(String name) {
        return of(parts(name));
    }

    /** How else that name may be spelled: with one of its parts in quotes. */
    static List<String> withQuotes(String canonical) {
        List<String> parts = parts(canonical);
        List<String> spellings = new ArrayList<>();
        for (int i = 1; i < parts.size() - 1; i++) {
            List<String> quoted = new ArrayList<>(
                    parts.stream().map(KeyName::quotedWhereNeeded).toList());
            quoted.set(i, '"' + parts.get(i) + '"');
            spellings.add(String.join(".", quoted));
        }
        return spellings;
    }

    /** As an environment variable; what stands for a name has two underscores on both sides, as its quotes have. */
    static String asVariable(String pattern, List<String> parts) {
        List<String> pieces = parts(pattern);
        List<String> words = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            boolean isName = pieces.get(i).equals(ANY);
            String word = isName && i < parts.size() ? parts.get(i) : pieces.get(i);
            words.add(isName ? "_" + word + "_" : word);
        }
        return String.join("_", words).replaceAll("[^A-Za-z0-9<>]", "_").toUpperCase(Locale.ROOT);
    }

    /** Whether a variable of the environment could be meant to be that key. */
    static boolean isSpelledBy(String name, String variable) {
        return letters(name).equals(letters(variable));
    }

    private static String letters(String name) {
        return name.replaceAll("[^A-Za-z0-9]+", "_").toUpperCase(Locale.ROOT);
    }

    private static String quotedWhereNeeded(String part) {
        return PLAIN.matcher(part).matches() ? part : '"' + part + '"';
    }
}
