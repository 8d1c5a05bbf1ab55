package dev.backupwatch.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The READMEs' tables of keys are made from the code: {@code -Dreadme.write=true} writes them. */
class KeyTableTest {

    private static final Path ENGLISH = Path.of("README.md");
    private static final Path CHINESE = Path.of("README.zh-CN.md");

    /** Its key, and what it means. */
    private static final Pattern ROW = Pattern.compile("\\| `(backupwatch\\.[^`]+)` \\|.*\\| ?(.*) \\|");

    @Test
    void theEnglishTableIsTheCodes() throws Exception {
        KeyTable table = KeyTable.ofTheSources();

        assertTable(ENGLISH, table.rows("needed", table::english));
    }

    /** Meanings are translated by hand; of a new key, the table says that its own is not. */
    @Test
    void theChineseTableHasTheSameKeysWithMeaningsOfItsOwn() throws Exception {
        List<String> rows = KeyTable.ofTheSources().rows("必填", KeyTableTest::chinese);

        assertTable(CHINESE, rows);
        assertThat(rows).as("meanings to translate").noneMatch(row -> row.contains("| ??? "));
    }

    private static void assertTable(Path file, List<String> rows) throws IOException {
        if (Boolean.getBoolean("readme.write")) {
            Files.write(file, with(rows, Files.readAllLines(file)));
        }
        assertThat(Files.readAllLines(file).stream()
                        .filter(line -> ROW.matcher(line).matches()))
                .as("the keys in %s; -Dreadme.write=true writes them anew", file)
                .containsExactlyElementsOf(rows);
    }

    private static List<String> with(List<String> rows, List<String> lines) {
        List<String> written = new ArrayList<>();
        for (String line : lines) {
            boolean isRow = ROW.matcher(line).matches();
            if (isRow && !written.containsAll(rows)) {
                written.addAll(rows);
            } else if (!isRow) {
                written.add(line);
            }
        }
        return written;
    }

    private static Optional<String> chinese(String key) {
        try {
            return Files.readAllLines(CHINESE).stream()
                    .map(ROW::matcher)
                    .filter(row -> row.matches() && row.group(1).equals(key))
                    .map((Matcher row) -> row.group(2))
                    .findFirst();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
