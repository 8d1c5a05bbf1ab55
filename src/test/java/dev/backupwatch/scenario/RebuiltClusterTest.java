package dev.backupwatch.scenario;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Another cluster answers under the same name: it counts its tenants' jobs from 1 again. */
class RebuiltClusterTest extends ScenarioTest {

    @Test
    void theSameKeyWithAnotherStartIsAnotherLife() {
        scenario.when("backup 1 runs", c -> c.backup(1002, 1).starts())
                .then("job.started 1002/1", "task.started 1002/1/1")
                .when("the cluster is rebuilt, its backup 1 runs", c -> {
                    c.isRebuilt();
                    c.backup(1002, 1).starts();
                })
                .then("job.lost 1002/1 recreated", "task.lost 1002/1/1 recreated", "source.recreated")
                .then("job.started 1002/1 found", "task.started 1002/1/1 found")
                .when("it ends", c -> c.backup(1002, 1).ends("STATUS=COMPLETED"))
                .then("task.completed 1002/1/1", "job.completed 1002/1");
    }

    @Test
    void aHistoryWhoseCountFellIsAnotherCluster() {
        scenario.given("three backups of the past", c -> {
                    for (int job = 1; job <= 3; job++) {
                        c.backup(1002, job).comesAndGoes("STATUS=COMPLETED");
                    }
                })
                .thenNothing()
                .after(Duration.ofHours(2))
                .when("the cluster is rebuilt and has backed up once", c -> {
                    c.isRebuilt();
                    c.backup(1002, 1).comesAndGoes("STATUS=COMPLETED");
                })
                .then("source.recreated")
                .after(Duration.ofHours(1))
                .when("its next one runs", c -> c.backup(1002, 2).starts())
                .then("job.started 1002/2 found", "task.started 1002/2/2 found");
    }

    @Test
    void anEmptyClusterProvesNothingUntilItsFirstBackupDoes() {
        scenario.when("backup 1 comes and goes", c -> c.backup(1002, 1).comesAndGoes("STATUS=COMPLETED"))
                .after(Duration.ofSeconds(30))
                .then(
                        "job.started 1002/1 inferred",
                        "task.started 1002/1/1 inferred",
                        "task.completed 1002/1/1 inferred",
                        "job.completed 1002/1 inferred")
                .when("the cluster is rebuilt", c -> c.isRebuilt())
                .thenNothingFor(Duration.ofMinutes(2), Duration.ofSeconds(15))
                .when("its backup 1 runs", c -> c.backup(1002, 1).starts())
                .then("source.recreated")
                .then("job.started 1002/1 found", "task.started 1002/1/1 found");
    }

    @Test
    void aRunningBackupOfAClusterThatIsNoMoreIsLostWhenAnotherAnswers() {
        scenario.when("backup 4 runs", c -> c.backup(1002, 4).starts())
                .then("job.started 1002/4", "task.started 1002/4/4")
                .when("the cluster is rebuilt", c -> c.isRebuilt())
                .thenNothing()
                .when("its backup 4 runs, hours later", c -> c.backup(1002, 4).starts())
                .then("job.lost 1002/4 recreated", "task.lost 1002/4/4 recreated", "source.recreated");
    }

    @Test
    void aHistoryThatIsMerelyTrimmedIsTheSameCluster() {
        scenario.given("three backups of the past", c -> {
                    for (int job = 1; job <= 3; job++) {
                        c.backup(1002, job).comesAndGoes("STATUS=COMPLETED");
                    }
                })
                .thenNothing()
                .when("somebody deletes the oldest two", c -> {
                    c.execute("DELETE FROM CDB_OB_BACKUP_JOB_HISTORY WHERE JOB_ID < 3");
                    c.execute("DELETE FROM CDB_OB_BACKUP_TASK_HISTORY WHERE JOB_ID < 3");
                })
                .thenNothingFor(Duration.ofMinutes(2), Duration.ofSeconds(15))
                .when("the next backup comes and goes", c -> c.backup(1002, 4).comesAndGoes("STATUS=COMPLETED"))
                .after(Duration.ofSeconds(30))
                .then(
                        "job.started 1002/4 inferred",
                        "task.started 1002/4/4 inferred",
                        "task.completed 1002/4/4 inferred",
                        "job.completed 1002/4 inferred");
    }
}
