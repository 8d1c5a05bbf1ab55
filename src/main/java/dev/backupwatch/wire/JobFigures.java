package dev.backupwatch.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backupwatch.event.Encoded;
import org.jspecify.annotations.Nullable;

/**
 * What can be counted of a job, read back from its item.
 *
 * @param percent 0 to 100; absent while it cannot be known
 * @param outputBytesPerSecond absent while it cannot be known
 */
public record JobFigures(@Nullable Double percent, @Nullable Long outputBytesPerSecond, boolean isStalled) {

    static final String STALLED = "stalled";

    /**
     * @param item as {@link ItemEncoder#encode} made it, also that of an earlier version: what it lacks is not known
     * @throws java.io.UncheckedIOException if that is no JSON
     */
    public static JobFigures of(Encoded item) {
        JsonNode job = Json.parsed(item);
        JsonNode progress = job.path("progress");
        JsonNode percent = progress.path("percent");
        JsonNode rate = progress.path("outputBytesPerSecond");
        boolean isStalled = false;
        for (JsonNode condition : job.path("conditions")) {
            isStalled |= condition.asText().equals(STALLED);
        }
        return new JobFigures(
                percent.isNumber() ? percent.asDouble() : null, rate.isNumber() ? rate.asLong() : null, isStalled);
    }
}
