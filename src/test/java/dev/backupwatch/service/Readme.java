package dev.backupwatch.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The README as its readers have it. */
final class Readme {

    static final String ENGLISH = "README.md";
    static final String CHINESE = "README.zh-CN.md";

    private Readme() {}

    static String text() throws IOException {
        return Files.readString(Path.of(ENGLISH));
    }

    /** @param file {@link #ENGLISH} or {@link #CHINESE} */
    static List<ReadmeSection> sections(String file) throws IOException {
        return ReadmeSection.allOf(ReadmeBlock.allOf(Files.readString(Path.of(file))));
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
