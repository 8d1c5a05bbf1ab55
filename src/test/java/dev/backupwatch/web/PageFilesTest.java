package dev.backupwatch.web;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page is made of is kept together by hand: no build step would say that a file is missing. */
class PageFilesTest {

    private static final Path FOLDER = Path.of("src", "main", "resources", "page");
    private static final Pattern IMPORT = Pattern.compile(
            "(?:^|[;\\n}/])\\s*(?:import|export)\\s*(?:[\\w*{}$,\\s]+from)?\\s*\\(?\\s*[\"']([^\"']+)[\"']");
    private static final int MOST_LINES = 300;

    private final PageFiles files = PageFiles.read();

    @Test
    void everyFileOfTheFolderIsNamedInTheIndexAndTheOtherWayRound() throws IOException {
        List<String> ours = files.byName().keySet().stream()
                .filter(name -> !name.startsWith("lib/"))
                .toList();

        assertThat(ours)
                .containsExactlyInAnyOrderElementsOf(new TreeSet<>(texts("").keySet())
                        .stream().filter(not("index.html"::equals)).toList());
    }

    @Test
    void everyImportLeadsToAFileThatIsNamedInTheIndex() {
        Map<String, PageFile> modules = modules();

        assertThat(modules).isNotEmpty();
        modules.forEach((name, module) -> assertThat(imports(name, module))
                .as("imports of " + name)
                .isSubsetOf(files.byName().keySet()));
    }

    /** What only the index named would be asked for by every browser and used by none. */
    @Test
    void everyModuleIsImportedByAnother() {
        Map<String, PageFile> modules = modules();

        assertThat(modules.entrySet().stream().flatMap(module -> imports(module.getKey(), module.getValue()).stream()))
                .containsAll(
                        modules.keySet().stream().filter(not("app.js"::equals)).toList());
    }

    @Test
    void noFileIsLongerThanAReaderKeepsInMind() throws IOException {
        texts("")
                .forEach((name, text) ->
                        assertThat(text.lines().count()).as("lines of " + name).isLessThanOrEqualTo(MOST_LINES));
    }

    /** Markup and code are made by templates that stand in files, and of nothing else; and nothing comes from elsewhere. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "innerHTML",
                "outerHTML",
                "insertAdjacentHTML",
                "document.write",
                "unsafeHTML",
                "unsafeSVG",
                "unsafeCSS",
                "createPolicy",
                "eval(",
                "new Function",
                "javascript:",
                "style=\"",
                "style='",
                "http://",
                "https://"
            })
    void noModuleMakesMarkupOrCodeOfText(String word) throws IOException {
        assertThat(texts(".js")).isNotEmpty();
        texts(".js").forEach((name, text) -> assertThat(text).as(name).doesNotContain(word));
        texts(".css").forEach((name, text) -> assertThat(text).as(name).doesNotContain(word));
        assertThat(texts(".html").get("index.html")).doesNotContain(word);
    }

    /** A colour of its own would be right in one of the two schemes at most. */
    @Test
    void coloursAreNamedInOnePlace() throws IOException {
        Map<String, String> styles = texts(".css");
        styles.remove("style/base.css");

        styles.forEach((name, text) -> assertThat(text).as(name).doesNotContainPattern("#[0-9a-fA-F]{3,8}\\b[;,) ]"));
    }

    private Map<String, PageFile> modules() {
        Map<String, PageFile> modules = new TreeMap<>(files.byName());
        modules.keySet().removeIf(name -> !name.endsWith(".js") || name.contains(".iife."));
        return modules;
    }

    private static List<String> imports(String name, PageFile module) {
        return IMPORT.matcher(module.plain().toString())
                .results()
                .map((MatchResult found) -> Path.of(name)
                        .resolveSibling(found.group(1))
                        .normalize()
                        .toString()
                        .replace('\\', '/'))
                .toList();
    }

    private static Map<String, String> texts(String ending) throws IOException {
        try (Stream<Path> all = Files.walk(FOLDER)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(ending))
                    .collect(Collectors.toMap(
                            PageFilesTest::name, PageFilesTest::text, (one, other) -> one, TreeMap::new));
        }
    }

    private static String name(Path file) {
        return FOLDER.relativize(file).toString().replace('\\', '/');
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
