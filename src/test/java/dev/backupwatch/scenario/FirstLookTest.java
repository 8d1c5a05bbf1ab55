package dev.backupwatch.scenario;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is there when a source is first looked at was there before: it is found, or silently known. */
class FirstLookTest extends ScenarioTest {

    @Test
    void aRunningBackupIsFoundAndHasNotJustStarted() {
        scenario.given("a backup runs", c -> {
                    c.sysBackup(1).starts("1002");
                    c.backup(1002, 1).startsUnder(1);
                })
                .then(
                        "job.started 1/1 found",
                        "job.started 1002/1 found under=1/1",
                        "task.started 1002/1/1 found under=1/1")
                .when("it ends", c -> {
                    c.backup(1002, 1).ends("STATUS=COMPLETED");
                    c.sysBackup(1).ends("STATUS=COMPLETED");
                })
                .then("task.completed 1002/1/1", "job.completed 1002/1", "job.completed 1/1");
    }

    @Test
    void whatHadEndedBeforeIsNeverTold() {
        scenario.given("backups of the past, and one of now", c -> {
                    c.backup(1002, 1).comesAndGoes("STATUS=COMPLETED");
                    c.backup(1002, 2).comesAndGoes("STATUS=FAILED RESULT=-4012");
                    c.backup(1002, 3).starts();
                })
                .then("job.started 1002/3 found", "task.started 1002/3/3 found")
                .thenNothingFor(Duration.ofMinutes(5), Duration.ofSeconds(15));
    }

    @Test
    void aBackupThatEndsInTheMiddleOfTheFirstLookIsFoundAndThenEnds() {
        scenario.given("a backup runs", c -> c.backup(1002, 1).starts())
                .whileReading(
                        Between.LIVE_AND_HISTORY,
                        "it ends",
                        c -> c.backup(1002, 1).ends("STATUS=COMPLETED"))
                .then("job.started 1002/1 found STATUS=DOING", "task.started 1002/1/1 found")
                .then("task.completed 1002/1/1", "job.completed 1002/1");
    }

    @Test
    void aBackupThatComesAndGoesInTheMiddleOfTheFirstLookIsInferred() {
        scenario.given("nothing runs", c -> {})
                .whileReading(
                        Between.LIVE_AND_HISTORY,
                        "a backup comes and goes",
                        c -> c.backup(1002, 1).comesAndGoes("STATUS=COMPLETED"))
                .then(
                        "job.started 1002/1 inferred",
                        "task.started 1002/1/1 inferred",
                        "task.completed 1002/1/1 inferred",
                        "job.completed 1002/1 inferred")
                .thenNothingFor(Duration.ofMinutes(1), Duration.ofSeconds(15));
    }

    @Test
    void aSysJobThatLingersInBothViewsAtTheFirstLookHadEndedBefore() {
        scenario.given("sys' job is copied, not yet deleted", c -> {
                    c.sysBackup(1).starts("1002");
                    c.sysBackup(1).finishes("STATUS=COMPLETED");
                    c.sysBackup(1).isCopied();
                })
                .thenNothing()
                .when("it is deleted", c -> c.sysBackup(1).isDeleted())
                .thenNothingFor(Duration.ofMinutes(1), Duration.ofSeconds(15));
    }

    @Test
    void aTenantThatIsHiddenAtTheFirstLookIsFoundWhenItIsThere() {
        scenario.given("a tenant runs a backup, has others behind it, and is skipped", c -> {
                    c.backup(1002, 1).comesAndGoes("STATUS=COMPLETED");
                    c.backup(1002, 2).starts();
                    c.views().hide(1002);
                })
                .thenNothing()
                .when("the views show it", c -> c.views().show(1002))
                .then("job.started 1002/2 found", "task.started 1002/2/2 found")
                .thenNothingFor(Duration.ofMinutes(2), Duration.ofSeconds(15));
    }
}
