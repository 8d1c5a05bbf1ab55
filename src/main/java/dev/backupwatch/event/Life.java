package dev.backupwatch.event;

import java.time.Instant;

/** One run of a job or task. The same key with another start is another life: the cluster was built anew. */
public record Life(RowKey key, Instant start) {

    /** @throws IllegalArgumentException if the row lacks its key or START_TIMESTAMP */
    public static Life of(RowKind kind, Row row) {
        return of(RowKey.of(kind, row), row);
    }

    /**
     * @param key which that row bears
     * @throws IllegalArgumentException if the row lacks START_TIMESTAMP
     */
    public static Life of(RowKey key, Row row) {
        return new Life(key, row.time("START_TIMESTAMP"));
    }
}
