package dev.backupwatch.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.demo.View;
import dev.backupwatch.demo.ViewKey;
import dev.backupwatch.diff.ClusterFacts;
import dev.backupwatch.diff.LifePolicy;
import dev.backupwatch.diff.RecentRuns;
import dev.backupwatch.diff.Vantage;
import dev.backupwatch.event.JobKey;
import dev.backupwatch.event.RowEvent;
import dev.backupwatch.event.Tenant;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.source.SourceConfig.Scope;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The backups of a user tenant, 1002, as its own login shows them. */
class TenantLoginTest extends TenantTest {

    @Test
    void theTenantsOwnViewsAreReadAndEveryRowNamesTheTenantThatWasLoggedInto() throws SQLException {
        tenant.startJob(1002, 6);
        tenant.startTask(1002, 6);
        tenant.startJob(1004, 9);

        assertThat(looks.told())
                .containsExactly(
                        "backup/1002/6 backup.job.started found", "backup/1002/6/tasks/6 backup.task.started found");
        assertThat(looks.complete().facts()).isEqualTo(new ClusterFacts("4.3.0.1", Vantage.TENANT));
    }

    @Test
    void aWholeLifeIsToldToItsEndingInTheTenantsHistory() throws SQLException {
        assertThat(looks.told()).isEmpty();
        tenant.startJob(1002, 6);
        tenant.startTask(1002, 6);
        assertThat(looks.told())
                .containsExactly(
                        "backup/1002/6 backup.job.started live", "backup/1002/6/tasks/6 backup.task.started live");

        tenant.end(View.TASKS);
        tenant.end(View.JOBS);
        tenant.views.moveToHistory(TenantStandIn.JOB, List.of(TenantStandIn.JOB));

        assertThat(looks.told())
                .containsExactly(
                        "backup/1002/6/tasks/6 backup.task.completed history",
                        "backup/1002/6 backup.job.completed history");
        assertThat(looks.told()).isEmpty();
    }

    @Test
    void aLifeThatCameAndWentBetweenTwoPollsIsReadFromTheTenantsHistory() throws SQLException {
        assertThat(looks.told()).isEmpty();
        tenant.startJob(1002, 6);
        tenant.end(View.JOBS);
        tenant.views.moveToHistory(TenantStandIn.JOB, List.of());
        looks.pass(Duration.ofMinutes(1));

        assertThat(looks.told())
                .containsExactly(
                        "backup/1002/6 backup.job.started inferred", "backup/1002/6 backup.job.completed inferred");
    }

    @Test
    void aLongUnreadHistoryOfTheTenantIsReadInSteps() throws SQLException {
        LifePolicy twoRows = LifePolicy.DEFAULT.reading(2);
        List<String> told = new ArrayList<>();
        try (Looks slow = Looks.at(tenant.standIn, Scope.AUTO, twoRows)) {
            assertThat(slow.told()).isEmpty();
            for (long job = 1; job <= 7; job++) {
                tenant.comeAndGo(1002, job);
                tenant.comeAndGo(1004, job);
            }
            for (int minute = 0; minute < 10; minute++) {
                slow.pass(Duration.ofMinutes(1));
                List<String> step = slow.told();
                assertThat(step).hasSizeLessThanOrEqualTo(4);
                told.addAll(step);
            }
        }

        assertThat(told).hasSize(14).doesNotHaveDuplicates().allMatch(event -> event.startsWith("backup/1002/"));
    }

    @Test
    void aJobOfAClusterBackupNamesItsParentWhichIsNotSeenFromHereAndWaitsForNothing() throws SQLException {
        assertThat(looks.told()).isEmpty();
        tenant.startJob(1002, 6);
        tenant.startTask(1002, 6);

        List<RowEvent> events = looks.events();
        assertThat(events)
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.identity().parent()).isEqualTo(new JobKey(TenantId.SYS, 3)));
        assertThat(events.get(0).row().columns().names())
                .startsWith("TENANT_ID")
                .doesNotContain("PASSWD");
        assertThat(events.get(1).row().columns().names())
                .contains("MAJOR_TURN_ID")
                .doesNotContain("DATA_PROGRESS");
        assertThat(events.get(1).identity().tenantName()).isEqualTo("orders");
    }

    @Test
    void theListOfTenantsIsTheTenantsOwnRow() {
        assertThat(looks.complete().observation().tenants())
                .hasValueSatisfying(tenants -> assertThat(tenants)
                        .containsEntry(
                                new TenantId(1002),
                                new Tenant(
                                        new TenantId(1002),
                                        "orders",
                                        "USER",
                                        "NORMAL",
                                        "PRIMARY",
                                        TenantStandIn.CREATED)));
    }

    @Test
    void theTenantsLastRunsAreReadFromItsOwnHistoryAndThereAreNoOthers() throws SQLException {
        for (long job = 1; job <= 10; job++) {
            tenant.comeAndGo(1002, job);
            tenant.comeAndGo(1004, job);
        }
        tenant.startJob(1002, 11);
        tenant.startTask(1002, 11);
        tenant.views.copy(View.TASKS, View.TASK_HISTORY, new ViewKey(1002, 11));
        tenant.views.moveToHistory(new ViewKey(1002, 11), List.of());

        List<RecentRuns> runs = looks.recentRuns(1002, 1004);

        assertThat(runs.get(0).jobs())
                .extracting(job -> job.number("JOB_ID"))
                .containsExactly(11L, 10L, 9L, 8L, 7L, 6L);
        assertThat(runs.get(0).tasks()).singleElement().satisfies(task -> {
            assertThat(task.number("TENANT_ID")).isEqualTo(1002);
            assertThat(task.number("JOB_ID")).isEqualTo(11);
        });
        assertThat(runs.get(0).lastSuccess()).isEqualTo(Map.of("", TenantStandIn.START.plusSeconds(10)));
        assertThat(runs.get(1)).isEqualTo(new RecentRuns(new TenantId(1004), List.of(), List.of(), Map.of()));
    }
}
