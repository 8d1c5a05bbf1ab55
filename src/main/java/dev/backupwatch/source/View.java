package dev.backupwatch.source;

import dev.backupwatch.event.RowKind;

/** The views that are read, all in the database {@code oceanbase}. */
enum View {
    CDB_OB_BACKUP_JOBS,
    CDB_OB_BACKUP_TASKS,
    CDB_OB_BACKUP_JOB_HISTORY,
    CDB_OB_BACKUP_TASK_HISTORY,
    DBA_OB_TENANTS;

    static final String DATABASE = "oceanbase";

    static View live(RowKind kind) {
        return kind == RowKind.JOB ? CDB_OB_BACKUP_JOBS : CDB_OB_BACKUP_TASKS;
    }

    static View history(RowKind kind) {
        return kind == RowKind.JOB ? CDB_OB_BACKUP_JOB_HISTORY : CDB_OB_BACKUP_TASK_HISTORY;
    }

    String qualified() {
        return DATABASE + "." + name();
    }
}
