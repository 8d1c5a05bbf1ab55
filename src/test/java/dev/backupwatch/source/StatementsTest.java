package dev.backupwatch.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backupwatch.diff.HistoryPlace;
import dev.backupwatch.diff.HistoryQuery;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StatementsTest {

    private static final Knowledge SYS = known(Viewpoint.SYS);
    private static final Knowledge ORDERS = known(new Viewpoint(new TenantId(1002)));
    private static final HistoryQuery QUERY =
            new HistoryQuery.AboveId(RowKind.TASK, List.of(new TenantId(1002), new TenantId(1004)), 17);

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
        assertThat(statements.live(RowKind.JOB, SYS, List.of()))
                .isEqualTo("SELECT /*+ QUERY_TIMEOUT(2500000) */ `TENANT_ID`, `JOB_ID`, `KEY`"
                        + " FROM oceanbase.CDB_OB_BACKUP_JOBS");
    }

    @Test
    void theHistoryIsReadWithOneListOfTenantsAndOneBound() {
        assertThat(statements.history(QUERY, SYS))
                .endsWith(" FROM oceanbase.CDB_OB_BACKUP_TASK_HISTORY"
                        + " WHERE TENANT_ID IN (1002, 1004) AND TASK_ID > 17");
    }

    @Test
    void theProbeCountsPerTenant() {
        assertThat(statements.historyProbe(RowKind.JOB, Viewpoint.SYS, List.of(), Optional.empty()))
                .endsWith("TENANT_ID, COUNT(*), MAX(JOB_ID), MAX(END_TIMESTAMP), 0"
                        + " FROM oceanbase.CDB_OB_BACKUP_JOB_HISTORY GROUP BY TENANT_ID");
        assertThat(statements.historyProbe(
                        RowKind.JOB, Viewpoint.SYS, List.of(), Optional.of(Instant.parse("2026-11-23T04:00:00Z"))))
                .contains("MAX(END_TIMESTAMP), SUM(END_TIMESTAMP > '2026-11-23 04:00:00.000000') FROM");
    }

    @Test
    void aUserTenantsViewsAreNeverAskedForATenantAndEachRowIsToldItsTenant() {
        assertThat(statements.live(RowKind.JOB, ORDERS, List.of()))
                .isEqualTo("SELECT /*+ QUERY_TIMEOUT(2500000) */ 1002 AS TENANT_ID, `JOB_ID`, `KEY`"
                        + " FROM oceanbase.DBA_OB_BACKUP_JOBS");
        assertThat(statements.history(QUERY, ORDERS))
                .isEqualTo("SELECT /*+ QUERY_TIMEOUT(2500000) */ 1002 AS TENANT_ID, `TASK_ID`"
                        + " FROM oceanbase.DBA_OB_BACKUP_TASK_HISTORY WHERE 1002 IN (1002, 1004) AND TASK_ID > 17");
        assertThat(statements.historyProbe(RowKind.TASK, ORDERS.viewpoint(), List.of(), Optional.empty()))
                .isEqualTo(
                        "SELECT /*+ QUERY_TIMEOUT(2500000) */ 1002 AS TENANT_ID, COUNT(*), MAX(TASK_ID), MAX(END_TIMESTAMP), 0"
                                + " FROM oceanbase.DBA_OB_BACKUP_TASK_HISTORY HAVING COUNT(*) > 0");
    }

    @Test
    void theHistoryOfOneTenantIsReadInTheOrderOfTimeAndId() {
        var stretch = new HistoryQuery.Stretch(
                new HistoryPlace(Instant.parse("2026-11-23T04:00:00Z"), new TenantId(1002), 6), null);

        assertThat(statements.history(new HistoryQuery.InTimeOrder(RowKind.TASK, List.of(), stretch, 500), ORDERS))
                .endsWith(
                        " FROM oceanbase.DBA_OB_BACKUP_TASK_HISTORY WHERE (END_TIMESTAMP > '2026-11-23 04:00:00.000000'"
                                + " OR (END_TIMESTAMP = '2026-11-23 04:00:00.000000'"
                                + " AND (1002 > 1002 OR (1002 = 1002 AND TASK_ID > 6))))"
                                + " ORDER BY END_TIMESTAMP, TASK_ID LIMIT 500");
    }

    @Test
    void theLastJobsAreReadOneTenantAStatementAndTheirTasksByABoundOnEitherSide() {
        assertThat(statements.lastJobs(new TenantId(1004), SYS))
                .isEqualTo(
                        "SELECT /*+ QUERY_TIMEOUT(2500000) */ `TENANT_ID`, `JOB_ID`"
                                + " FROM oceanbase.CDB_OB_BACKUP_JOB_HISTORY WHERE TENANT_ID = 1004 ORDER BY JOB_ID DESC LIMIT 6");
        assertThat(statements.tasksOfJobs(new TenantId(1004), 3, 8, SYS))
                .isEqualTo("SELECT /*+ QUERY_TIMEOUT(2500000) */ `TENANT_ID`, `TASK_ID`"
                        + " FROM oceanbase.CDB_OB_BACKUP_TASK_HISTORY"
                        + " WHERE TENANT_ID = 1004 AND JOB_ID >= 3 AND JOB_ID <= 8");
        assertThat(statements.lastJobs(new TenantId(1004), ORDERS))
                .isEqualTo("SELECT /*+ QUERY_TIMEOUT(2500000) */ 1002 AS TENANT_ID, `JOB_ID`"
                        + " FROM oceanbase.DBA_OB_BACKUP_JOB_HISTORY WHERE 1002 = 1004 ORDER BY JOB_ID DESC LIMIT 6");
        assertThat(statements.tasksOfJobs(new TenantId(1002), 3, 8, ORDERS))
                .isEqualTo("SELECT /*+ QUERY_TIMEOUT(2500000) */ 1002 AS TENANT_ID, `TASK_ID`"
                        + " FROM oceanbase.DBA_OB_BACKUP_TASK_HISTORY"
                        + " WHERE 1002 = 1002 AND JOB_ID >= 3 AND JOB_ID <= 8");
    }

    @Test
    void theLastSuccessOfEachTypeIsAskedForOnceForAllTenants() {
        List<TenantId> tenants = List.of(new TenantId(1002), new TenantId(1004));

        assertThat(statements.lastSuccesses(tenants, SYS.viewpoint()))
                .isEqualTo("SELECT /*+ QUERY_TIMEOUT(2500000) */ TENANT_ID, BACKUP_TYPE, MAX(END_TIMESTAMP)"
                        + " FROM oceanbase.CDB_OB_BACKUP_JOB_HISTORY"
                        + " WHERE TENANT_ID IN (1002, 1004) AND STATUS = 'COMPLETED' GROUP BY TENANT_ID, BACKUP_TYPE");
        assertThat(statements.lastSuccesses(tenants, ORDERS.viewpoint()))
                .isEqualTo("SELECT /*+ QUERY_TIMEOUT(2500000) */ 1002 AS TENANT_ID, BACKUP_TYPE, MAX(END_TIMESTAMP)"
                        + " FROM oceanbase.DBA_OB_BACKUP_JOB_HISTORY"
                        + " WHERE 1002 IN (1002, 1004) AND STATUS = 'COMPLETED' GROUP BY BACKUP_TYPE");
    }

    @Test
    void ofTheTenantsRoleAndCreationAreReadWhereThereAreSuch() {
        assertThat(statements.tenants(SYS.columns().ofTenants()))
                .isEqualTo("SELECT /*+ QUERY_TIMEOUT(2500000) */ TENANT_ID, TENANT_NAME, TENANT_TYPE, STATUS,"
                        + " TENANT_ROLE, CREATE_TIME FROM oceanbase.DBA_OB_TENANTS");
        assertThat(statements.tenants(new ViewColumns(List.of(Map.entry("DBA_OB_TENANTS", "CREATE_TIME"))).ofTenants()))
                .endsWith(" STATUS, CREATE_TIME FROM oceanbase.DBA_OB_TENANTS");
        assertThat(statements.tenants(new ViewColumns(List.of()).ofTenants()))
                .endsWith(" STATUS FROM oceanbase.DBA_OB_TENANTS");
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
        return Stream.of(SYS, ORDERS).flatMap(this::all).toList();
    }

    private Stream<String> all(Knowledge known) {
        return Stream.of(
                statements.columns(),
                statements.modes(),
                statements.reasonNotToRead(View.CDB_OB_BACKUP_JOBS),
                statements.live(RowKind.JOB, known, List.of()),
                statements.historyProbe(RowKind.TASK, known.viewpoint(), List.of(), Optional.empty()),
                statements.history(QUERY, known),
                statements.lastJobs(new TenantId(1002), known),
                statements.tasksOfJobs(new TenantId(1002), 3, 8, known),
                statements.lastSuccesses(List.of(new TenantId(1002)), known.viewpoint()),
                statements.tenants(known.columns().ofTenants()));
    }

    private static Knowledge known(Viewpoint viewpoint) {
        var columns = new ViewColumns(List.of(
                Map.entry("CDB_OB_BACKUP_JOBS", "TENANT_ID"),
                Map.entry("CDB_OB_BACKUP_JOBS", "JOB_ID"),
                Map.entry("CDB_OB_BACKUP_JOBS", "KEY"),
                Map.entry("CDB_OB_BACKUP_JOB_HISTORY", "TENANT_ID"),
                Map.entry("CDB_OB_BACKUP_JOB_HISTORY", "JOB_ID"),
                Map.entry("CDB_OB_BACKUP_JOB_HISTORY", "PASSWD"),
                Map.entry("CDB_OB_BACKUP_TASK_HISTORY", "TENANT_ID"),
                Map.entry("CDB_OB_BACKUP_TASK_HISTORY", "TASK_ID"),
                Map.entry("DBA_OB_BACKUP_JOBS", "JOB_ID"),
                Map.entry("DBA_OB_BACKUP_JOBS", "KEY"),
                Map.entry("DBA_OB_BACKUP_JOB_HISTORY", "JOB_ID"),
                Map.entry("DBA_OB_BACKUP_TASK_HISTORY", "TASK_ID"),
                Map.entry("DBA_OB_TENANTS", "TENANT_ID"),
                Map.entry("DBA_OB_TENANTS", "CREATE_TIME"),
                Map.entry("DBA_OB_TENANTS", "COMPATIBLE"),
                Map.entry("DBA_OB_TENANTS", "TENANT_ROLE")));
        return new Knowledge(columns, viewpoint, "");
    }
}
