package dev.backupwatch.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backupwatch.diff.HistoryQuery;
import dev.backupwatch.event.Columns;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatementsTest {

    private static final Columns COLUMNS = Columns.of("TENANT_ID", "JOB_ID", "KEY");

    private final Statements statements = new Statements(Duration.ofMillis(2500));

    @Test
    void everyReadOfAViewCarriesItsLimitInMicroseconds() {
        assertThat(all()).allMatch(sql -> sql.startsWith("SELECT /*+ QUERY_TIMEOUT(2500000) */ "));
    }

    @Test
    void noStatementHasAStarOrReadsAPassword() {
        assertThat(all())
                .noneMatch(sql -> sql.replace("COUNT(*)", "")
                        .replace("/*+", "")
                        .replace("*/", "")
                        .contains("*"));
        assertThat(all()).noneMatch(sql -> sql.contains("PASSWD"));
        assertThat(all()).noneMatch(sql -> sql.contains(";"));
    }

    @Test
    void everyColumnIsNamedAndQuoted() {
        assertThat(statements.live(View.CDB_OB_BACKUP_JOBS, COLUMNS))
                .isEqualTo("SELECT /*+ QUERY_TIMEOUT(2500000) */ `TENANT_ID`, `JOB_ID`, `KEY`"
                        + " FROM oceanbase.CDB_OB_BACKUP_JOBS");
    }

    @Test
    void theHistoryIsReadWithOneListOfTenantsAndOneBound() {
        var query = new HistoryQuery.AboveId(RowKind.TASK, List.of(new TenantId(1002), new TenantId(1004)), 17);

        assertThat(statements.history(query, COLUMNS))
                .endsWith(" FROM oceanbase.CDB_OB_BACKUP_TASK_HISTORY"
                        + " WHERE TENANT_ID IN (1002, 1004) AND TASK_ID > 17");
    }

    @Test
    void theProbeCountsPerTenant() {
        assertThat(statements.historyProbe(RowKind.JOB))
                .endsWith("TENANT_ID, COUNT(*), MAX(JOB_ID), MAX(END_TIMESTAMP)"
                        + " FROM oceanbase.CDB_OB_BACKUP_JOB_HISTORY GROUP BY TENANT_ID");
    }

    @Test
    void thePasswordColumnIsNeverListedInAnyCase() {
        var columns = new ViewColumns(List.of(
                Map.entry("CDB_OB_BACKUP_JOBS", "JOB_ID"),
                Map.entry("CDB_OB_BACKUP_JOBS", "PASSWD"),
                Map.entry("CDB_OB_BACKUP_JOBS", "passwd"),
                Map.entry("CDB_OB_BACKUP_JOBS", "STATUS")));

        assertThat(columns.of(View.CDB_OB_BACKUP_JOBS).names()).containsExactly("JOB_ID", "STATUS");
        assertThat(columns.has(View.CDB_OB_BACKUP_TASKS)).isFalse();
        assertThatThrownBy(() -> columns.of(View.CDB_OB_BACKUP_TASKS))
                .isInstanceOf(UnreadableViewException.class)
                .hasMessageContaining("CDB_OB_BACKUP_TASKS");
    }

    private List<String> all() {
        return List.of(
                statements.columns(),
                statements.reasonNotToRead(View.CDB_OB_BACKUP_JOBS),
                statements.live(View.CDB_OB_BACKUP_TASKS, COLUMNS),
                statements.historyProbe(RowKind.TASK),
                statements.history(new HistoryQuery.AboveId(RowKind.JOB, List.of(new TenantId(1)), 0), COLUMNS),
                statements.tenants());
    }
}
