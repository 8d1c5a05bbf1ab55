package dev.backupwatch.eventlog.sqlite;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Where a log is and how much it holds.
 *
 * @param file the database; what belongs to it lies beside it under the same name with a suffix
 * @param ballast how many bytes lie beside the log, to be released when the disk is full; 0 for none
 * @param isCopy of a log that is kept elsewhere. What a machine that loses power takes from it is read there again
 */
public record SqliteLogSettings(Path file, Retention retention, long ballast, boolean isCopy) {

    private static final long BALLAST = 16L * 1024 * 1024;

    public SqliteLogSettings {
        file = file.toAbsolutePath().normalize();
        if (file.getFileName() == null) {
            throw new IllegalArgumentException("not a file's name: " + file);
        }
        if (ballast < 0) {
            throw new IllegalArgumentException("ballast must not be negative: " + ballast);
        }
    }

    public SqliteLogSettings(Path file, Retention retention) {
        this(file, retention, BALLAST);
    }

    public SqliteLogSettings(Path file, Retention retention, long ballast) {
        this(file, retention, ballast, false);
    }

    public static SqliteLogSettings ofCopy(Path file, Retention retention) {
        return new SqliteLogSettings(file, retention, 0, true);
    }

    Path folder() {
        return Objects.requireNonNull(file.getParent(), "an absolute file is in a folder");
    }

    Path beside(String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }
}
