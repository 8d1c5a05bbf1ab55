package dev.backupwatch.eventlog.sqlite;

import dev.backupwatch.eventlog.LogRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jboss.logging.Logger;

/** The way from a path to a log: each step may find that this file is not to be used. */
final class Opening {

    private static final Logger LOG = Logger.getLogger(Opening.class);

    private Opening() {}

    static SqliteEventLog open(Outfit outfit) {
        SqliteLogSettings settings = outfit.settings();
        Path folder = settings.folder();
        try {
            Files.createDirectories(folder);
        } catch (IOException failure) {
            throw new LogRefusedException(
                    "cannot make the log's folder %s: make it by hand, or choose another".formatted(folder), failure);
        }
        Ownership ownership = Ownership.take(settings.folder(), settings.beside(".lock"));
        try {
            NativeDriver.load(folder);
            lookAtWhatIsThere(settings.file(), outfit.clock().instant());
            var log = new SqliteEventLog(ownership, outfit);
            look(log);
            return log;
        } catch (RuntimeException refusal) {
            ownership.close();
            throw refusal;
        }
    }

    /** Before SQLite has the file: it would change, or throw away, what it takes for its own. */
    private static void lookAtWhatIsThere(Path file, Instant now) {
        try {
            FileHeader header = FileHeader.of(file);
            if (header == FileHeader.FOREIGN) {
                throw Schema.foreign(file);
            }
            if (header == FileHeader.NEWER) {
                throw Schema.newer(file);
            }
            if (header == FileHeader.TORN || Quarantine.hasLeftBehind(file)) {
                LOG.errorf(
                        "the log %s is damaged; it was moved to %s, and a new log begins",
                        file, Quarantine.moveAside(file, now));
            }
        } catch (IOException failure) {
            throw new LogRefusedException(
                    "cannot read the log %s: let this service read and write it, or choose another".formatted(file),
                    failure);
        }
    }

    private static void look(SqliteEventLog log) {
        try {
            log.look();
        } catch (RuntimeException refusal) {
            log.close();
            throw refusal;
        } catch (IOException failure) {
            LOG.warn("the log cannot be read just now; it is tried again when it is opened for writing", failure);
        }
    }
}
