package dev.backupwatch.source;

import dev.backupwatch.event.RowKind;

/**
 * The views that are read, all in the database {@code oceanbase}. In the sys tenant {@code CDB_*} shows every tenant; a
 * user tenant has {@code DBA_*} in its place, the same without TENANT_ID.
 */
enum View {
    CDB_OB_BACKUP_JOBS,
    CDB_OB_BACKUP_TASKS,
    CDB_OB_BACKUP_JOB_HISTORY,
    CDB_OB_BACKUP_TASK_HISTORY,
    DBA_OB_BACKUP_JOBS,
    DBA_OB_BACKUP_TASKS,
    DBA_OB_BACKUP_JOB_HISTORY,
    DBA_OB_BACKUP_TASK_HISTORY,
    DBA_OB_TENANTS;

    static final String DATABASE = "oceanbase";

    String qualified() {
        return DATABASE + "." + name();
    }

    boolean isOfAllTenants() {
        return name().startsWith("CDB_");
    }

    static View live(RowKind kind, boolean ofAllTenants) {
        if (kind == RowKind.JOB) {
            return ofAllTenants ? CDB_OB_BACKUP_JOBS : DBA_OB_BACKUP_JOBS;
        }
        return ofAllTenants ? CDB_OB_BACKUP_TASKS : DBA_OB_BACKUP_TASKS;
    }

    static View history(RowKind kind, boolean ofAllTenants) {
        if (kind == RowKind.JOB) {
            return ofAllTenants ? CDB_OB_BACKUP_JOB_HISTORY : DBA_OB_BACKUP_JOB_HISTORY;
        }
        return ofAllTenants ? CDB_OB_BACKUP_TASK_HISTORY : DBA_OB_BACKUP_TASK_HISTORY;
    }
}
