package dev.backupwatch.event;

import java.util.List;

/** Of what a row is, and the column that numbers it within its tenant. */
public enum RowKind {
    JOB("JOB_ID"),
    TASK("TASK_ID"),
    /** No row of a backup view: what is known of a tenant's backups altogether. */
    TENANT("TENANT_ID");

    /** The kinds that the backup views have rows of; a task's job comes before it. */
    public static final List<RowKind> OF_VIEWS = List.of(JOB, TASK);

    private final String idColumn;

    RowKind(String idColumn) {
        this.idColumn = idColumn;
    }

    public String idColumn() {
        return idColumn;
    }
}
