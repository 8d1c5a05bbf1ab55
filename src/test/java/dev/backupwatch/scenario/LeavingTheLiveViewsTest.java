package dev.backupwatch.scenario;

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
}
