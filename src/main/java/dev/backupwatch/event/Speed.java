package dev.backupwatch.event;

import org.jspecify.annotations.Nullable;

/**
 * How fast bytes went lately, by the database's clock. Never from OUTPUT_RATE_BYTES, which is 0 while a task runs.
 *
 * @param outputBytesPerSecond absent while it cannot be known
 * @param inputBytesPerSecond absent while it cannot be known
 */
public record Speed(
        @Nullable Long outputBytesPerSecond, @Nullable Long inputBytesPerSecond) {

    public static final Speed UNKNOWN = new Speed(null, null);
}
