package dev.backupwatch.diff;

import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every row of the live views as one poll saw them. Complete for its scope by definition: a partial read never becomes
 * one.
 *
 * @param databaseTime what the database's clock said before the first view was read
 */
public record LiveRows(Instant databaseTime, Scope scope, Map<RowKey, Row> rows) {

    public LiveRows {
        rows = Collections.unmodifiableMap(rows);
    }

    /** @throws IllegalArgumentException if a row lacks its key */
    public static LiveRows of(Instant databaseTime, List<Row> jobs, List<Row> tasks) {
        return of(databaseTime, Scope.WHOLE, jobs, tasks);
    }

    /** @throws IllegalArgumentException if a row lacks its key */
    public static LiveRows of(Instant databaseTime, Scope scope, List<Row> jobs, List<Row> tasks) {
        Map<RowKey, Row> rows = new LinkedHashMap<>();
        jobs.forEach(job -> rows.put(RowKey.of(RowKind.JOB, job), job));
        tasks.forEach(task -> rows.put(RowKey.of(RowKind.TASK, task), task));
        return new LiveRows(databaseTime, scope, rows);
    }

    /** Whether all tenants were read. */
    boolean isWhole() {
        return scope.equals(Scope.WHOLE);
    }

    /** Whether that row would be here if it were in the live view. */
    boolean lacks(RowKey key) {
        return scope.covers(key.tenant()) && !rows.containsKey(key);
    }
}
