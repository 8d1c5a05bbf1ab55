package dev.backupwatch.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A part of the README that is translated as a whole, or, where it is code, kept as it is. */
record ReadmeBlock(Kind kind, String text) {

    enum Kind {
        CODE,
        HEADING,
        ROW,
        POINT,
        PARAGRAPH
    }

    /** Lines that follow, up to one that is empty or begins something else. */
    private static final String MORE_LINES = "(?:\n(?! *```|#|\\|| *[*-] |[ \t]*$).+)*";

    /** One group for each kind, by its name. */
    private static final Pattern BLOCK = Pattern.compile("(?m)(?<code>^ *```(?s:.*?)^ *```$)"
            + "|(?<heading>^#{1,6} .+$)"
            + "|(?<row>^\\|.+$)"
            + "|(?<point>^ *[*-] .+" + MORE_LINES + ")"
            + "|(?<paragraph>^.*\\S.*" + MORE_LINES + ")");

    private static final Pattern SPAN = Pattern.compile("`[^`]+`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)|\\b(?:src|srcset|href)=\"([^\"]+)\"");

    static List<ReadmeBlock> allOf(String text) {
        List<ReadmeBlock> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            Kind kind = Stream.of(Kind.values())
                    .filter(one -> block.group(one.name().toLowerCase(Locale.ROOT)) != null)
                    .findFirst()
                    .orElseThrow();
            blocks.add(new ReadmeBlock(kind, block.group()));
        }
        return blocks;
    }

    /** 1 to 6, of a heading. */
    int level() {
        return text.indexOf(' ');
    }

    List<String> spans() {
        return kind == Kind.CODE ? List.of() : spansOf(text);
    }

    /** Where links and pictures lead to. */
    List<String> links() {
        return kind == Kind.CODE
                ? List.of()
                : LINK.matcher(withoutSpans())
                        .results()
                        .map(link -> link.group(1) == null ? link.group(2) : link.group(1))
                        .toList();
    }

    /** Whether there is anything in it that a translation would change. */
    boolean isProse() {
        String words = LINK.matcher(withoutSpans()).replaceAll("");
        return kind != Kind.CODE
                && Pattern.compile("[A-Za-z]{2}").matcher(words).find();
    }

    /** The spans of code in a row's cell, counted from 0. Empty where it holds none, or only words. */
    List<String> spansOfCell(int column) {
        String[] cells = text.split("(?<!\\\\)\\|", -1);
        return column + 1 < cells.length ? spansOf(cells[column + 1]) : List.of();
    }

    private static List<String> spansOf(String text) {
        return SPAN.matcher(text).results().map(span -> span.group()).toList();
    }

    private String withoutSpans() {
        return SPAN.matcher(text).replaceAll("");
    }
}
