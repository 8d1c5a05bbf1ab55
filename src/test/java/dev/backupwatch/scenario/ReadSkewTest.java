package dev.backupwatch.scenario;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two views have no common snapshot: something happens between the reading of the one and of the other. */
class ReadSkewTest extends ScenarioTest {

    @BeforeEach
    void aBackupRuns() {
        scenario.when("a backup runs", c -> c.backup(1002, 1).starts())
                .then("job.started 1002/1", "task.started 1002/1/1");
    }

    @Test
    void aJobThatStartsBetweenTheReadingOfJobsAndOfTasksIsToldBeforeItsTask() {
        scenario.whileReading(
                        Between.JOBS_AND_TASKS,
                        "another starts",
                        c -> c.backup(1004, 1).starts())
                .thenNothing()
                .then("job.started 1004/1 live", "task.started 1004/1/1 live");
    }

    @Test
    void aBackupThatIsMovedBetweenTheReadingOfJobsAndOfTasksEndsWithItsTrueValues() {
        scenario.whileReading(
                        Between.JOBS_AND_TASKS,
                        "it ends",
                        c -> c.backup(1002, 1).ends("STATUS=COMPLETED"))
                .then("task.completed 1002/1/1 STATUS=COMPLETED", "job.completed 1002/1 STATUS=COMPLETED")
                .thenNothing();
    }

    @Test
    void aBackupThatIsMovedBetweenTheLiveViewsAndTheHistoryEndsOnce() {
        scenario.after(Duration.ofSeconds(30))
                .whileReading(
                        Between.LIVE_AND_HISTORY,
                        "it ends",
                        c -> c.backup(1002, 1).ends("STATUS=COMPLETED"))
                .then("task.completed 1002/1/1", "job.completed 1002/1")
                .thenNothing();
    }

    @Test
    void aBackupThatIsNewInTheLiveViewsAndOverInTheHistoryStartsNowAndEndsInTheNextPoll() {
        scenario.when("another starts", c -> c.backup(1004, 1).starts())
                .after(Duration.ofSeconds(30))
                .whileReading(
                        Between.LIVE_AND_HISTORY,
                        "and ends",
                        c -> c.backup(1004, 1).ends("STATUS=COMPLETED"))
                .then("job.started 1004/1 live STATUS=DOING", "task.started 1004/1/1 live")
                .then("task.completed 1004/1/1 history", "job.completed 1004/1 history");
    }

    @Test
    void aBackupThatEndsAfterTheHistoryWasCountedIsReadByTheNextPoll() {
        scenario.after(Duration.ofSeconds(30))
                .whileReading(
                        Between.COUNTS_AND_ROWS,
                        "it ends",
                        c -> c.backup(1002, 1).ends("STATUS=COMPLETED"))
                .thenNothing()
                .then("task.completed 1002/1/1", "job.completed 1002/1");
    }

    @Test
    void aBackupThatEndsBetweenTheReadingsOfTheHistoryEndsOnce() {
        scenario.when("another comes and goes", c -> c.backup(1002, 2).comesAndGoes("STATUS=COMPLETED"))
                .after(Duration.ofSeconds(30))
                .whileReading(
                        Between.ROWS_AND_SECOND_READING,
                        "the first ends",
                        c -> c.backup(1002, 1).ends("STATUS=COMPLETED"))
                .then(
                        "job.started 1002/2 inferred",
                        "task.started 1002/2/2 inferred",
                        "task.completed 1002/2/2 inferred",
                        "job.completed 1002/2 inferred")
                .then("task.completed 1002/1/1", "job.completed 1002/1");
    }

    @Test
    void aTenantThatIsDroppedBeforeTheTenantsAreReadLosesItsRowsInTheNextPollAtTheLatest() {
        scenario.after(Duration.ofMinutes(5))
                .whileReading(
                        Between.HISTORY_AND_TENANTS,
                        "it is dropped",
                        c -> c.views().dropTenant(1002))
                .thenNothing()
                .then("task.lost 1002/1/1 tenant_dropped", "job.lost 1002/1 tenant_dropped");
    }

    @Test
    void ofAPollThatCouldNotReadOneViewNothingIsConcluded() {
        scenario.when("the last view cannot be read, and another starts", c -> {
                    c.execute("RENAME TABLE CDB_OB_BACKUP_TASK_HISTORY TO OUT_OF_SIGHT");
                    c.backup(1004, 1).starts();
                })
                .after(Duration.ofSeconds(30))
                .then("source.degraded")
                .thenNothing()
                .when("it can be read again, and the backup has ended", c -> {
                    c.execute("RENAME TABLE OUT_OF_SIGHT TO CDB_OB_BACKUP_TASK_HISTORY");
                    c.backup(1002, 1).ends("STATUS=COMPLETED");
                })
                .then(
                        "source.recovered",
                        "job.started 1004/1",
                        "task.started 1004/1/1",
                        "task.completed 1002/1/1",
                        "job.completed 1002/1");
    }
}
