package dev.backupwatch.eventlog.sqlite;

import dev.backupwatch.eventlog.LogRefusedException;
import java.nio.file.Path;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteJDBCLoader;

/**
 * Loads SQLite itself. The driver unpacks it into the folder for temporary files, which hardened hosts and containers mount so
 * that nothing in it can be executed.
 */
final class NativeDriver {

    private static final Logger LOG = Logger.getLogger(NativeDriver.class);
    private static final String FOLDER = "org.sqlite.tmpdir";

    private NativeDriver() {}

    /**
     * @param fallback where to unpack if the folder for temporary files does not do
     * @throws LogRefusedException if neither does
     */
    static void load(Path fallback) {
        Exception refusal = tryToLoad();
        if (refusal == null) {
            return;
        }
        String chosen = System.getProperty(FOLDER);
        if (chosen == null) {
            LOG.infof("SQLite cannot be run from %s; trying %s", System.getProperty("java.io.tmpdir"), fallback);
            System.setProperty(FOLDER, fallback.toString());
            refusal = tryToLoad();
        }
        if (refusal != null) {
            throw new LogRefusedException(
                    "cannot load SQLite's library from %s: set -D%s to a folder whose file system allows executing"
                            .formatted(System.getProperty(FOLDER), FOLDER),
                    refusal);
        }
    }

    private static @Nullable Exception tryToLoad() {
        try {
            SQLiteJDBCLoader.initialize();
            return null;
        } catch (Exception refusal) {
            return refusal;
        }
    }
}
