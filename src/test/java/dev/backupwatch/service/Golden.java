package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The bytes of one event of each type, as they are promised. What differs from run to run, the place in the log,
 * the time of the poll and the database's port, is blanked; all else counts. {@code -Dgolden.write=true} writes the files anew, to be read in review.
 */
final class Golden {

    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

    private Golden() {}

    static void check(Received event) throws IOException {
        Path file = FOLDER.resolve(event.shortType() + ".json");
        String actual = blanked(event.text());
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, actual + "\n");
        }
        assertThat(actual + "\n").as(file.toString()).isEqualTo(Files.readString(file));
    }

    static String blanked(String text) {
        return text.replaceFirst("\"id\":\"[a-z0-9]+-[1-9][0-9]*\"", "\"id\":\"<cursor>\"")
                .replaceFirst("\"pollend\":\"[a-z0-9]+-[1-9][0-9]*\"", "\"pollend\":\"<cursor>\"")
                .replaceFirst("\"sequence\":\"[0-9]{20}\"", "\"sequence\":\"<sequence>\"")
                .replaceFirst(
                        "\"time\":\"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{6}Z\"",
                        "\"time\":\"<time>\"")
                .replaceAll("127[.]0[.]0[.]1:[0-9]{1,5}\\b", "127.0.0.1:<port>");
    }
}
