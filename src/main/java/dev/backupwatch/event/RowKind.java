package dev.backupwatch.event;

/** Whether a row is a backup job or a backup task, and the column that numbers it within its tenant. */
public enum RowKind {
    JOB("JOB_ID"),
    TASK("TASK_ID");

    private final String idColumn;

    RowKind(String idColumn) {
        this.idColumn = idColumn;
    }

    public String idColumn() {
        return idColumn;
    }
}
