package dev.backupwatch.demo;

import java.util.List;

/** The views of the sys tenant that a backup monitor reads; in the stand-in each is a table of the same name. */
public enum View {
    JOBS("CDB_OB_BACKUP_JOBS", "TENANT_ID", "JOB_ID"),
    JOB_HISTORY("CDB_OB_BACKUP_JOB_HISTORY", "TENANT_ID", "JOB_ID"),
    TASKS("CDB_OB_BACKUP_TASKS", "TENANT_ID", "TASK_ID"),
    TASK_HISTORY("CDB_OB_BACKUP_TASK_HISTORY", "TENANT_ID", "TASK_ID"),
    TENANTS("DBA_OB_TENANTS", "TENANT_ID");

    private final String viewName;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> keyColumns;

    View(String viewName, String... keyColumns) {
        this.viewName = viewName;
        this.keyColumns = List.of(keyColumns);
    }

    public String viewName() {
        return viewName;
    }

    public List<String> keyColumns() {
        return keyColumns;
    }
}
