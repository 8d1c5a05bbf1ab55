package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Whoever reads the README in Chinese must be told the same, and type the same, as who reads it in English. */
class ReadmeTranslationTest {

    private record Pair(ReadmeSection english, ReadmeSection chinese) {}

    @Test
    void theHeadingsAreOfTheSameLevelsInTheSameOrder() throws Exception {
        assertThat(levels(Readme.CHINESE))
                .as("levels of %s, as of %s", outline(Readme.CHINESE), outline(Readme.ENGLISH))
                .isEqualTo(levels(Readme.ENGLISH));
    }

    @Test
    void paragraphsPointsRowsAndCodeStandInTheSameOrder() throws Exception {
        assertKept("blocks", ReadmeSection::kinds, ReadmeTranslationTest::inOrder);
    }

    @Test
    void theBlocksOfCodeAreTheSameByteForByte() throws Exception {
        assertKept("blocks of code", ReadmeSection::codeBlocks, ReadmeTranslationTest::inOrder);
    }

    @Test
    void theKeysHaveTheSameDefaults() throws Exception {
        assertKept("keys with defaults", ReadmeTranslationTest::defaults, ReadmeTranslationTest::inOrder);
        assertThat(Readme.sections(Readme.CHINESE))
                .as("sections that tell of keys")
                .anySatisfy(section -> assertThat(defaults(section)).isNotEmpty());
    }

    @Test
    void theRowsOfTheTablesBeginWithTheSameCode() throws Exception {
        assertKept(
                "first cells",
                section -> section.rows().stream()
                        .map(row -> row.spansOfCell(0))
                        .filter(Predicate.not(List::isEmpty))
                        .toList(),
                ReadmeTranslationTest::inOrder);
    }

    @Test
    void eachSectionNamesTheSameCodeAsOften() throws Exception {
        assertKept("code in sentences", ReadmeSection::spans, ReadmeTranslationTest::inAnyOrder);
    }

    @Test
    void theLinksLeadToTheSamePlaces() throws Exception {
        assertKept("links", ReadmeTranslationTest::linksElsewhere, ReadmeTranslationTest::inAnyOrder);
    }

    @Test
    void eachAnchorLeadsToAHeadingOfItsOwnFile() throws Exception {
        List<String> complaints = new ArrayList<>();
        for (String file : List.of(Readme.ENGLISH, Readme.CHINESE)) {
            List<ReadmeSection> sections = Readme.sections(file);
            List<String> known = sections.stream().map(ReadmeSection::anchor).toList();
            for (ReadmeSection section : sections) {
                anchors(section).stream()
                        .filter(Predicate.not(known::contains))
                        .forEach(anchor -> complaints.add("%s of %s, '%s'"
                                .formatted(anchor, file, section.heading().text())));
            }
        }
        assertThat(complaints).as("anchors without a heading").isEmpty();
    }

    @Test
    void eachSectionHasAsManyAnchors() throws Exception {
        assertKept(
                "anchors",
                section -> anchors(section).stream().map(anchor -> "#…").toList(),
                ReadmeTranslationTest::inAnyOrder);
    }

    @Test
    void eachFileBeginsWithALinkToTheOther() throws Exception {
        assertThat(top(Readme.ENGLISH)).isEqualTo("[中文](%s)".formatted(Readme.CHINESE));
        assertThat(top(Readme.CHINESE)).isEqualTo("[English](%s)".formatted(Readme.ENGLISH));
    }

    @Test
    void nothingIsLeftUntranslated() throws Exception {
        List<String> complaints = new ArrayList<>();
        for (Pair pair : pairs()) {
            pair.chinese().body().stream()
                    .filter(ReadmeBlock::isProse)
                    .filter(pair.english().body()::contains)
                    .forEach(block -> complaints.add(nameOf(pair) + ": " + block.text()));
        }
        assertThat(complaints).isEmpty();
    }

    /** Tells of all sections at once, so that whoever brings the translation up to date need not run this for each. */
    private static <T> void assertKept(
            String what, Function<ReadmeSection, List<T>> asked, BiFunction<List<T>, List<T>, String> difference)
            throws IOException {
        List<String> complaints = new ArrayList<>();
        for (Pair pair : pairs()) {
            String found = difference.apply(asked.apply(pair.english()), asked.apply(pair.chinese()));
            if (!found.isEmpty()) {
                complaints.add(nameOf(pair) + ": " + found);
            }
        }
        assertThat(complaints).as("%s of %s", what, Readme.CHINESE).isEmpty();
    }

    private static <T> String inOrder(List<T> english, List<T> chinese) {
        String other = inAnyOrder(english, chinese);
        return !other.isEmpty() || english.equals(chinese) ? other : "not in the order of " + english;
    }

    private static <T> String inAnyOrder(List<T> english, List<T> chinese) {
        List<T> missing = without(english, chinese);
        List<T> surplus = without(chinese, english);
        return (missing.isEmpty() ? "" : "lacks " + missing + " ")
                + (surplus.isEmpty() ? "" : "has besides " + surplus);
    }

    /** What stands twice must be taken away twice. */
    private static <T> List<T> without(List<T> all, List<T> others) {
        List<T> rest = new ArrayList<>(all);
        others.forEach(rest::remove);
        return rest;
    }

    /** Where a heading is missing, the law of the headings says so; the others would only complain of everything after it. */
    private static List<Pair> pairs() throws IOException {
        List<ReadmeSection> english = Readme.sections(Readme.ENGLISH);
        List<ReadmeSection> chinese = Readme.sections(Readme.CHINESE);
        assumeThat(levels(Readme.CHINESE)).isEqualTo(levels(Readme.ENGLISH));
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < english.size(); i++) {
            pairs.add(new Pair(english.get(i), chinese.get(i)));
        }
        return pairs;
    }

    private static String nameOf(Pair pair) {
        return "'%s' ('%s')"
                .formatted(
                        pair.chinese().heading().text(),
                        pair.english().heading().text());
    }

    private static List<String> outline(String file) throws IOException {
        return Readme.sections(file).stream()
                .map(section -> section.heading().text())
                .toList();
    }

    private static List<Integer> levels(String file) throws IOException {
        return Readme.sections(file).stream()
                .map(section -> section.heading().level())
                .toList();
    }

    private static List<String> defaults(ReadmeSection section) {
        return section.rows().stream()
                .filter(row -> row.text().matches("\\| `(backupwatch|quarkus)\\.(?s:.*)"))
                .map(row -> row.spansOfCell(0) + " = " + row.spansOfCell(1))
                .toList();
    }

    private static List<String> linksElsewhere(ReadmeSection section) {
        return section.links().stream()
                .filter(link -> !isAnchor(link) && !link.equals(Readme.ENGLISH) && !link.equals(Readme.CHINESE))
                .toList();
    }

    private static List<String> anchors(ReadmeSection section) {
        return section.links().stream().filter(ReadmeTranslationTest::isAnchor).toList();
    }

    private static boolean isAnchor(String link) {
        return link.startsWith("#");
    }

    private static String top(String file) throws IOException {
        return Readme.sections(file).get(0).body().get(0).text();
    }
}
