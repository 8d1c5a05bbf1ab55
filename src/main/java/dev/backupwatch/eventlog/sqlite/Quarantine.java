package dev.backupwatch.eventlog.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Moves a damaged database aside. Nothing is deleted: what can still be read from it is for people to decide. */
final class Quarantine {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** The database first: a rest that a crash leaves behind is found without its database, and moved the next time. */
    private static final List<String> PARTS = List.of("", "-wal", "-shm", "-journal");

    private Quarantine() {}

    /**
     * Only while nobody has the file open.
     *
     * @return where the database is now; the names of the rest have kept their ends, so that SQLite's shell finds them
     */
    static Path moveAside(Path file, Instant now) throws IOException {
        Path aside = freeName(file, "corrupt-" + STAMP.format(now));
        for (String part : PARTS) {
            Path from = file.resolveSibling(file.getFileName() + part);
            if (Files.exists(from)) {
                Files.move(from, aside.resolveSibling(aside.getFileName() + part));
            }
        }
        return aside;
    }

    /** Whether there is a write-ahead log without its database. SQLite would delete it. */
    static boolean hasLeftBehind(Path file) throws IOException {
        Path wal = file.resolveSibling(file.getFileName() + "-wal");
        boolean isWithout = !Files.exists(file) || Files.size(file) == 0;
        return isWithout && Files.exists(wal) && Files.size(wal) > 0;
    }

    private static Path freeName(Path file, String mark) {
        Path aside = file.resolveSibling(file.getFileName() + "." + mark);
        for (int number = 2; isTaken(aside); number++) {
            aside = file.resolveSibling("%s.%s-%d".formatted(file.getFileName(), mark, number));
        }
        return aside;
    }

    private static boolean isTaken(Path aside) {
        return PARTS.stream().anyMatch(part -> Files.exists(aside.resolveSibling(aside.getFileName() + part)));
    }
}
