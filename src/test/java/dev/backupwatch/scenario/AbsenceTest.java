package dev.backupwatch.scenario;

import dev.backupwatch.demo.View;
import dev.backupwatch.demo.ViewKey;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that are in neither view: nothing is known of them, until something is. */
class AbsenceTest extends ScenarioTest {

    private static final Duration A_POLL = Duration.ofSeconds(10);

    @BeforeEach
    void aBackupRuns() {
        scenario.when("backup 7 of tenant 1002 runs", c -> c.backup(1002, 7).starts())
                .then("job.started 1002/7", "task.started 1002/7/7");
    }

    @Test
    void aTenantThatVanishesForThreePollsAndReturnsIsNotTold() {
        scenario.when("the views skip it", c -> c.views().hide(1002))
                .thenNothing()
                .thenNothing()
                .thenNothing()
                .when("they show it again", c -> c.views().show(1002))
                .thenNothing()
                .when("it goes on", c -> c.backup(1002, 7).task("STATUS=BACKUP_SYS_META"))
                .then("task.status_changed 1002/7/7 STATUS:INIT->BACKUP_SYS_META");
    }

    @Test
    void whatHappenedToATenantMeanwhileIsToldOnItsReturn() {
        scenario.when("the views skip it", c -> c.views().hide(1002))
                .thenNothing()
                .when("it goes on behind them", c -> c.backup(1002, 7).task("STATUS=BACKUP_LOG FILE_COUNT=4"))
                .thenNothing()
                .when("they show it again", c -> c.views().show(1002))
                .then("task.status_changed 1002/7/7 STATUS:INIT->BACKUP_LOG FILE_COUNT:0->4")
                .when("it is skipped and ends", c -> {
                    c.views().hide(1002);
                    c.backup(1002, 7).ends("STATUS=COMPLETED");
                })
                .thenNothing()
                .when("it is back", c -> c.views().show(1002))
                .then("task.completed 1002/7/7 history", "job.completed 1002/7 history");
    }

    @Test
    void aTenantThatIsNotNormalForAnHourIsNotLost() {
        scenario.when("it is being restored", c -> c.degrades(1002, "RESTORE"))
                .thenNothingFor(Duration.ofHours(1), Duration.ofMinutes(5))
                .when("it is NORMAL again", c -> c.recovers(1002))
                .thenNothing()
                .when("it ends", c -> c.backup(1002, 7).ends("STATUS=COMPLETED"))
                .then("task.completed 1002/7/7", "job.completed 1002/7");
    }

    @Test
    void aTenantWhoseMetaTenantIsNotNormalForAnHourIsNotLost() {
        scenario.when("its meta tenant alone is not NORMAL", c -> {
                    c.insert(View.TENANTS, 1001, "TENANT_NAME=META$1002 TENANT_TYPE=META STATUS=RESTORE", Map.of());
                    c.views().hide(1002);
                })
                .thenNothingFor(Duration.ofHours(1), Duration.ofMinutes(5))
                .when("the views show it", c -> c.views().show(1002))
                .thenNothing();
    }

    @Test
    void theTimeUntilALossBeginsAnewWhenATenantIsNormalAgain() {
        scenario.when("it is not NORMAL", c -> c.degrades(1002, "DROPPING"))
                .thenNothingFor(Duration.ofMinutes(30), Duration.ofMinutes(1))
                .when(
                        "it is NORMAL, and yet skipped",
                        c -> c.update(View.TENANTS, ViewKey.tenant(1002), Words.columns("STATUS=NORMAL")))
                .thenNothingFor(Duration.ofMinutes(9), Duration.ofMinutes(1))
                .after(Duration.ofMinutes(1))
                .then("task.lost 1002/7/7 vanished severity=warning", "job.lost 1002/7 vanished severity=warning");
    }

    @Test
    void aTenantThatIsDroppedLosesItsRowsForGood() {
        scenario.when("another runs too", c -> c.backup(1004, 1).starts())
                .then("job.started 1004/1", "task.started 1004/1/1")
                .when("1002 is dropped", c -> c.views().dropTenant(1002))
                .then("task.lost 1002/7/7 tenant_dropped", "job.lost 1002/7 tenant_dropped severity=warning")
                .thenNothing();
    }

    @Test
    void aTenantThatIsDroppedWhileItIsNotNormalIsDropped() {
        scenario.when("it is being dropped", c -> c.degrades(1002, "DROPPING"))
                .thenNothingFor(Duration.ofMinutes(2), A_POLL)
                .when("it is gone", c -> c.views().dropTenant(1002))
                .after(Duration.ofMinutes(5))
                .then("task.lost 1002/7/7 tenant_dropped", "job.lost 1002/7 tenant_dropped");
    }

    @Test
    void aRowThatIsInNeitherViewIsLostAfterTenMinutes() {
        scenario.when("its rows are nowhere", c -> {
                    c.loses(View.TASKS, 1002, 7);
                    c.loses(View.JOBS, 1002, 7);
                })
                .thenNothing()
                .thenNothingFor(Duration.ofSeconds(570), Duration.ofSeconds(95))
                .after(Duration.ofSeconds(30))
                .then("task.lost 1002/7/7 vanished", "job.lost 1002/7 vanished")
                .thenNothingFor(Duration.ofMinutes(10), Duration.ofMinutes(2));
    }

    @Test
    void aJobThatWasToldAsLostReachesTheHistoryAfterAll() {
        lost().when("it has ended meanwhile", c -> c.backup(1002, 7).ends("STATUS=COMPLETED"))
                .thenNothing()
                .when("the views show it", c -> c.views().show(1002))
                .after(Duration.ofSeconds(30))
                .then("task.completed 1002/7/7 history", "job.completed 1002/7 history STATUS=COMPLETED")
                .thenNothing();
    }

    @Test
    void aJobThatWasToldAsLostReturns() {
        lost().when("the views show it", c -> c.views().show(1002))
                .then("job.started 1002/7 returned", "task.started 1002/7/7 returned")
                .when("it ends", c -> c.backup(1002, 7).ends("STATUS=COMPLETED"))
                .then("task.completed 1002/7/7 history", "job.completed 1002/7 history");
    }

    @Test
    void aHistoryRowThatComesLateBelowIdsAlreadyReadIsFound() {
        scenario.when("7 ends, 8 comes and goes but its move fails, 9 comes and goes", c -> {
                    c.backup(1002, 7).ends("STATUS=COMPLETED");
                    c.backup(1002, 9).comesAndGoes("STATUS=COMPLETED");
                })
                .after(Duration.ofSeconds(30))
                .then(
                        "job.started 1002/9 inferred",
                        "task.started 1002/9/9 inferred",
                        "task.completed 1002/7/7",
                        "task.completed 1002/9/9 inferred",
                        "job.completed 1002/7",
                        "job.completed 1002/9 inferred")
                .when("8 is moved at last", c -> c.backup(1002, 8).comesAndGoes("STATUS=COMPLETED"))
                .after(Duration.ofSeconds(30))
                .then(
                        "job.started 1002/8 inferred",
                        "task.started 1002/8/8 inferred",
                        "task.completed 1002/8/8 inferred",
                        "job.completed 1002/8 inferred");
    }

    @Test
    void aTenantHiddenAtJob7WhoseJob8CameAndWentWhileJob9IsLiveOnReturn() {
        scenario.when("the views skip the tenant", c -> c.views().hide(1002))
                .thenNothing()
                .when("7 ends, 8 comes and goes, 9 starts", c -> {
                    c.backup(1002, 7).ends("STATUS=COMPLETED");
                    c.backup(1002, 8).comesAndGoes("STATUS=FAILED RESULT=-4012");
                    c.backup(1002, 9).starts();
                })
                .thenNothing()
                .when("they show it again", c -> c.views().show(1002))
                .then(
                        "job.started 1002/8 inferred",
                        "job.started 1002/9 live",
                        "task.started 1002/8/8 inferred",
                        "task.started 1002/9/9 live",
                        "task.completed 1002/7/7",
                        "task.failed 1002/8/8 inferred RESULT=-4012",
                        "job.completed 1002/7",
                        "job.failed 1002/8 inferred RESULT=-4012");
    }

    @Test
    void aNewTenantsFirstJobThatComesAndGoesBetweenTwoPollsIsFound() {
        scenario.when("a tenant is created, backed up and done", c -> {
                    c.tenant(1006, "returns");
                    c.backup(1006, 1).comesAndGoes("STATUS=COMPLETED");
                })
                .after(Duration.ofSeconds(30))
                .then(
                        "job.started 1006/1 inferred",
                        "task.started 1006/1/1 inferred",
                        "task.completed 1006/1/1 inferred",
                        "job.completed 1006/1 inferred");
    }

    @Test
    void aTenantThatIsSkippedFromTheTasksOnIsNotTold() {
        scenario.whileReading(
                        Between.JOBS_AND_TASKS,
                        "the views skip it",
                        c -> c.views().hide(1002))
                .thenNothing()
                .when("they show it again", c -> c.views().show(1002))
                .thenNothing();
    }

    @Test
    void aTenantThatIsSkippedFromTheHistoryOnEndsWhenItIsBack() {
        scenario.when("it ends", c -> c.backup(1002, 7).ends("STATUS=COMPLETED"))
                .whileReading(
                        Between.LIVE_AND_HISTORY,
                        "the views skip it",
                        c -> c.views().hide(1002))
                .thenNothing()
                .when("they show it again", c -> c.views().show(1002))
                .then("task.completed 1002/7/7", "job.completed 1002/7");
    }

    @Test
    void aTenantThatIsSkippedBetweenTheCountsAndTheRowsEndsWhenItIsBack() {
        scenario.when("it ends", c -> c.backup(1002, 7).ends("STATUS=COMPLETED"))
                .whileReading(
                        Between.COUNTS_AND_ROWS,
                        "the views skip it",
                        c -> c.views().hide(1002))
                .thenNothing()
                .when("they show it again", c -> c.views().show(1002))
                .then("task.completed 1002/7/7", "job.completed 1002/7");
    }

    /** In neither view for ten minutes, though its tenant is NORMAL. */
    private Scenario lost() {
        return scenario.when(
                        "the views skip a tenant that is NORMAL", c -> c.views().hide(1002))
                .thenNothing()
                .thenNothingFor(Duration.ofSeconds(570), Duration.ofSeconds(95))
                .after(Duration.ofSeconds(30))
                .then("task.lost 1002/7/7 vanished", "job.lost 1002/7 vanished");
    }
}
