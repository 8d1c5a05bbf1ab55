package dev.backupwatch.event;

import java.time.Instant;

/** One run of a job or task. The same key with another start is another life: the cluster was built anew. */
public record Life(RowKey key, Instant start) {

    /** @throws IllegalArgumentException if the row lacks its key or START_TIMESTAMP */
    public static Life of(RowKind kind, Row row) {
        return new Life(RowKey.of(kind, row), row.time("START_TIMESTAMP"));
    }
}
