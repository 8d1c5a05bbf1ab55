package dev.backupwatch.bench;

import dev.backupwatch.eventlog.sqlite.Retention;
import dev.backupwatch.eventlog.sqlite.SqliteEventLog;
import dev.backupwatch.eventlog.sqlite.SqliteLogSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for one benchmark's files, empty at first and gone afterwards: some of them are large. */
public final class Scratch implements AutoCloseable {

    /** So much that no benchmark's events are removed while they are read. */
    static final long LOG_BYTES = 1L << 40;

    static final Duration LOG_AGE = Duration.ofDays(36_500);

    private final Path folder;

    private Scratch(Path folder) {
        this.folder = folder;
    }

    public static Scratch of(String name) throws IOException {
        var scratch = new Scratch(Path.of(System.getProperty("bench.folder", "target/bench"), "files", name));
        scratch.close();
        Files.createDirectories(scratch.folder);
        return scratch;
    }

    public Path file(String name) {
        return folder.resolve(name);
    }

    SqliteEventLog log(String name) {
        return log(file(name));
    }

    static SqliteEventLog log(Path file) {
        var settings = new SqliteLogSettings(file, new Retention(LOG_AGE, LOG_BYTES));
        return SqliteEventLog.open(settings, InstantSource.system(), new SecureRandom());
    }

    @Override
    public void close() {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : all) {
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
