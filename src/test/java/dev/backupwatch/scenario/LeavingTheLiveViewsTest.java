package dev.backupwatch.scenario;

import dev.backupwatch.demo.View;
import dev.backupwatch.demo.ViewKey;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How rows leave the live views, and where their outcome comes from. */
class LeavingTheLiveViewsTest extends ScenarioTest {

    @Test
    void theFinalStatusIsSeldomSeenAndTheOutcomeComesFromTheHistory() {
        scenario.when("a tenant's backup starts", c -> c.backup(1002, 1).starts())
                .then("job.started 1002/1 STATUS=DOING END_TIMESTAMP=null under=", "task.started 1002/1/1 STATUS=INIT")
                .when("it ends and is moved at once", c -> c.backup(1002, 1).ends("STATUS=COMPLETED"))
                .then(
                        "task.completed 1002/1/1 STATUS:INIT->COMPLETED END_TIMESTAMP",
                        "job.completed 1002/1 STATUS:DOING->COMPLETED END_TIMESTAMP")
                .thenNothing();
    }

    @Test
    void theSysTenantsJobIsInBothViewsForAMomentAndEndsOnce() {
        scenario.when("sys starts a backup", c -> c.sysBackup(1).starts("1002"))
                .then("job.started 1/1")
                .when("it completes and is copied, not yet deleted", c -> {
                    c.sysBackup(1).finishes("STATUS=COMPLETED");
                    c.sysBackup(1).isCopied();
                })
                .then("job.status_changed 1/1 STATUS:DOING->COMPLETED END_TIMESTAMP")
                .when("it is deleted", c -> c.sysBackup(1).isDeleted())
                .then("job.completed 1/1 STATUS=COMPLETED")
                .thenNothingFor(Duration.ofMinutes(1), Duration.ofSeconds(10));
    }

    @Test
    void theSysTenantsJobThatStaysInBothViewsEndsOnceWhenTheHistoryIsReadAndIsNotToldAgain() {
        scenario.when("sys starts a backup", c -> c.sysBackup(1).starts("1002"))
                .then("job.started 1/1")
                .when("it completes and is copied, not yet deleted", c -> {
                    c.sysBackup(1).finishes("STATUS=COMPLETED");
                    c.sysBackup(1).isCopied();
                })
                .after(Duration.ofSeconds(30))
                .then("job.completed 1/1 STATUS:DOING->COMPLETED END_TIMESTAMP")
                .thenNothing()
                .when("it is deleted", c -> c.sysBackup(1).isDeleted())
                .thenNothingFor(Duration.ofMinutes(1), Duration.ofSeconds(10));
    }

    @Test
    void aFinalStatusThatWaitsForTheSchedulerIsToldAndIsNotTheEnding() {
        scenario.when("a tenant's backup starts", c -> c.backup(1002, 1).starts())
                .then("job.started 1002/1", "task.started 1002/1/1")
                .when("its task completes", c -> c.backup(1002, 1).finishesTask("STATUS=COMPLETED"))
                .then("task.status_changed 1002/1/1 STATUS:INIT->COMPLETED END_TIMESTAMP")
                .when("its job completes", c -> c.backup(1002, 1).finishesJob("STATUS=COMPLETED"))
                .then("job.status_changed 1002/1 STATUS:DOING->COMPLETED END_TIMESTAMP")
                .when("both are moved", c -> c.backup(1002, 1).moves())
                .then("task.completed 1002/1/1", "job.completed 1002/1");
    }

    @Test
    void aTenantsTaskAndJobReachTheHistoryTogether() {
        scenario.when("two tenants back up", c -> {
                    c.backup(1002, 1).starts();
                    c.backup(1004, 1).starts();
                })
                .then("job.started 1002/1", "job.started 1004/1", "task.started 1002/1/1", "task.started 1004/1/1")
                .when("both end", c -> {
                    c.backup(1002, 1).ends("STATUS=COMPLETED");
                    c.backup(1004, 1).ends("STATUS=FAILED RESULT=-4012");
                })
                .then("task.completed 1002/1/1", "task.failed 1004/1/1", "job.completed 1002/1", "job.failed 1004/1");
    }

    @Test
    void aBackupThatBeginsAndEndsBetweenTwoPollsIsInferredFromTheHistory() {
        scenario.when("a backup comes and goes", c -> c.backup(1002, 1).comesAndGoes("STATUS=COMPLETED"))
                .after(Duration.ofSeconds(30))
                .then(
                        "job.started 1002/1 inferred STATUS=COMPLETED",
                        "task.started 1002/1/1 inferred STATUS=COMPLETED",
                        "task.completed 1002/1/1 inferred",
                        "job.completed 1002/1 inferred")
                .thenNothing();
    }

    @Test
    void aJobIdThatIsSkippedHasComeAndGoneAndIsLookedForAtOnce() {
        scenario.when("backup 1 runs", c -> c.backup(1002, 1).starts())
                .then("job.started 1002/1", "task.started 1002/1/1")
                .when("it ends, backup 2 comes and goes, and backup 3 runs", c -> {
                    c.backup(1002, 1).ends("STATUS=COMPLETED");
                    c.backup(1002, 2).comesAndGoes("STATUS=FAILED RESULT=-4012");
                    c.backup(1002, 3).starts();
                })
                .then(
                        "job.started 1002/2 inferred",
                        "job.started 1002/3",
                        "task.started 1002/2/2 inferred",
                        "task.started 1002/3/3",
                        "task.completed 1002/1/1",
                        "task.failed 1002/2/2 inferred",
                        "job.completed 1002/1",
                        "job.failed 1002/2 inferred");
    }

    @Test
    void theHistoryGrowsForEverAndOnlyWhatIsNewIsTold() {
        scenario.given("more backups of the past than are remembered one by one", c -> {
                    for (int job = 1; job <= 70; job++) {
                        c.backup(1002, job).comesAndGoes("STATUS=COMPLETED");
                    }
                })
                .thenNothing()
                .when("the next one runs", c -> c.backup(1002, 71).starts())
                .then("job.started 1002/71", "task.started 1002/71/71")
                .when("and ends", c -> c.backup(1002, 71).ends("STATUS=COMPLETED"))
                .then("task.completed 1002/71/71", "job.completed 1002/71")
                .thenNothingFor(Duration.ofMinutes(2), Duration.ofSeconds(15));
    }

    @Test
    void anEndingIsReadFromTheHistoryAlsoWhereTheTaskLeavesAPollEarlier() {
        scenario.when("a backup starts", c -> c.backup(1002, 1).starts())
                .then("job.started 1002/1", "task.started 1002/1/1")
                .when("its task is moved alone", c -> {
                    c.backup(1002, 1).finishesTask("STATUS=COMPLETED");
                    c.views().copy(View.TASKS, View.TASK_HISTORY, new ViewKey(1002, 1));
                    c.views().delete(View.TASKS, new ViewKey(1002, 1));
                })
                .then("task.completed 1002/1/1")
                .when("then its job", c -> {
                    c.backup(1002, 1).finishesJob("STATUS=COMPLETED");
                    c.backup(1002, 1).movesWithoutTask();
                })
                .then("job.completed 1002/1");
    }
}
