package dev.backupwatch.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The README as its readers have it. */
final class Readme {

    private Readme() {}

    static String text() throws IOException {
        return Files.readString(Path.of("README.md"));
    }

    /** The first block of code in that language. */
    static String code(String language) throws IOException {
        Matcher block = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(text());
        if (!block.find()) {
            throw new AssertionError("the README has no " + language);
        }
        return block.group(1);
    }
}
