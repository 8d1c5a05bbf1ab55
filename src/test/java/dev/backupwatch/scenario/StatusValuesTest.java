package dev.backupwatch.scenario;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The words in STATUS, and the order in which the kernel writes them. */
class StatusValuesTest extends ScenarioTest {

    @Test
    void aJobIsInInitThenDoingThenCompleted() {
        scenario.when("a job starts", c -> c.backup(1002, 1).startsJob(""))
                .then("job.started 1002/1 STATUS=INIT")
                .when("it goes on", c -> c.backup(1002, 1).job("STATUS=DOING"))
                .then("job.status_changed 1002/1 STATUS:INIT->DOING")
                .when("it completes", c -> c.backup(1002, 1).finishesJob("STATUS=COMPLETED"))
                .then("job.status_changed 1002/1 STATUS:DOING->COMPLETED END_TIMESTAMP")
                .when("it is moved", c -> c.backup(1002, 1).movesWithoutTask())
                .then("job.completed 1002/1 severity=info");
    }

    @Test
    void aTaskOf421GoesFromMetadataOverMinorAndMajorToTheLog() {
        passes("BACKUP_SYS_META", "BACKUP_USER_META", "BACKUP_DATA_MINOR", "BACKUP_DATA_MAJOR", "BACKUP_LOG");
    }

    @Test
    void aTaskOf4301HasFinishedItsMetadataInBetween() {
        passes(
                "BACKUP_SYS_META",
                "BACKUP_USER_META",
                "BACKUP_META_FINISH",
                "BACKUP_DATA_MINOR",
                "BACKUP_DATA_MAJOR",
                "BACKUP_LOG");
    }

    @Test
    void aTaskOfTheNewestLineFusesTabletsAndPreparesTheLog() {
        passes(
                "BACKUP_SYS_META",
                "BACKUP_USER_META",
                "BACKUP_META_FINISH",
                "BACKUP_SYS_DATA",
                "BACKUP_USER_DATA",
                "BACKUP_FUSE_TABLET_META",
                "PREPARE_BACKUP_LOG",
                "BEFORE_BACKUP_LOG",
                "BACKUP_LOG");
    }

    @Test
    void everyOtherWordIsAStageOfARunningTaskAndNoError() {
        passes(
                "DOING",
                "BACKUP_DATA_SYS",
                "BACKUP_DATA",
                "BACKUP_META",
                "BACKUP_FUSE_TABLET_MATE",
                "backup_data",
                "Verifying",
                "校验中",
                "COMPLETED_BUT_NOT_QUITE");
    }

    @Test
    void aStatusThatNobodyHasHeardOfReachesTheHistoryAndResultDecidesHowItEnded() {
        scenario.when("three backups start", c -> {
                    c.backup(1002, 1).starts();
                    c.backup(1002, 2).starts();
                    c.backup(1004, 1).starts();
                })
                .then(
                        "job.started 1002/1",
                        "job.started 1002/2",
                        "job.started 1004/1",
                        "task.started 1002/1/1",
                        "task.started 1002/2/2",
                        "task.started 1004/1/1")
                .when("they end", c -> {
                    c.backup(1002, 1).ends("STATUS=ARCHIVED RESULT=0");
                    c.backup(1002, 2).ends("STATUS=GIVEN_UP RESULT=-4012");
                    c.backup(1004, 1).ends("STATUS=GIVEN_UP RESULT=-4072");
                })
                .then(
                        "task.completed 1002/1/1 STATUS=ARCHIVED",
                        "task.failed 1002/2/2 STATUS=GIVEN_UP RESULT=-4012 severity=error",
                        "task.canceled 1004/1/1 STATUS=GIVEN_UP RESULT=-4072",
                        "job.completed 1002/1",
                        "job.failed 1002/2",
                        "job.canceled 1004/1");
    }

    @Test
    void theLogIsPassedThroughUnseenWhereNoneIsBackedUp() {
        scenario.when("a backup starts", c -> c.backup(1002, 1).starts())
                .then("job.started 1002/1 PLUS_ARCHIVELOG=OFF", "task.started 1002/1/1")
                .when("its data is read", c -> c.backup(1002, 1).task("STATUS=BACKUP_DATA_MAJOR"))
                .then("task.status_changed 1002/1/1 STATUS:INIT->BACKUP_DATA_MAJOR")
                .when("the log's stage ends at once", c -> {
                    c.backup(1002, 1).task("STATUS=BACKUP_LOG");
                    c.backup(1002, 1).ends("STATUS=COMPLETED");
                })
                .then("task.completed 1002/1/1 STATUS:BACKUP_DATA_MAJOR->COMPLETED", "job.completed 1002/1");
    }

    @Test
    void withItsArchiveLogATaskWaitsForTheCheckpointAndThatIsNoChange() {
        scenario.when("a backup starts", c -> {
                    c.backup(1002, 1).startsJob("STATUS=DOING PLUS_ARCHIVELOG=ON");
                    c.backup(1002, 1).startsTask();
                })
                .then("job.started 1002/1 PLUS_ARCHIVELOG=ON", "task.started 1002/1/1")
                .when("it comes to the log", c -> c.backup(1002, 1).task("STATUS=BACKUP_LOG"))
                .then("task.status_changed 1002/1/1 STATUS:INIT->BACKUP_LOG")
                .thenNothing()
                .thenNothing()
                .when("the log is copied", c -> c.backup(1002, 1).task("LOG_FILE_COUNT=4 FINISH_LOG_FILE_COUNT=1"))
                .thenOnlyWith(
                        "LOG_FILE_COUNT",
                        "task.progressed 1002/1/1 LOG_FILE_COUNT:0->4 FINISH_LOG_FILE_COUNT:0->1 LOG_PROGRESS:0.00->25.00")
                .when("and it ends", c -> c.backup(1002, 1).ends("STATUS=COMPLETED"))
                .then("task.completed 1002/1/1 LOG_FILE_COUNT=absent", "job.completed 1002/1");
    }

    @Test
    void aRunningStageIsCanceled() {
        scenario.when("a backup runs", c -> {
                    c.backup(1002, 1).starts();
                    c.backup(1002, 1).task("STATUS=BACKUP_DATA_MINOR");
                })
                .then("job.started 1002/1", "task.started 1002/1/1 STATUS=BACKUP_DATA_MINOR")
                .when("it is canceled", c -> c.backup(1002, 1).job("STATUS=CANCELING"))
                .then("job.status_changed 1002/1 STATUS:DOING->CANCELING")
                .when("the task follows", c -> c.backup(1002, 1).task("STATUS=CANCELING"))
                .then("task.status_changed 1002/1/1 STATUS:BACKUP_DATA_MINOR->CANCELING")
                .when("it is over", c -> c.backup(1002, 1).ends("STATUS=CANCELED RESULT=-4072"))
                .then(
                        "task.canceled 1002/1/1 STATUS:CANCELING->CANCELED RESULT:0->-4072 severity=info",
                        "job.canceled 1002/1 STATUS:CANCELING->CANCELED RESULT:0->-4072 severity=info");
    }

    @Test
    void aRunningStageFails() {
        scenario.when("a backup runs", c -> {
                    c.backup(1002, 1).starts();
                    c.backup(1002, 1).task("STATUS=BACKUP_USER_META");
                })
                .then("job.started 1002/1", "task.started 1002/1/1")
                .when("its task fails", c -> c.backup(1002, 1).finishesTask("STATUS=FAILED RESULT=-4009"))
                .then("task.status_changed 1002/1/1 STATUS:BACKUP_USER_META->FAILED RESULT:0->-4009 END_TIMESTAMP"
                        + " severity=error")
                .when("its job fails and both are moved", c -> {
                    c.backup(1002, 1).finishesJob("STATUS=FAILED RESULT=-4009");
                    c.backup(1002, 1).moves();
                })
                .then("task.failed 1002/1/1 RESULT=-4009 severity=error", "job.failed 1002/1 STATUS:DOING->FAILED");
    }

    @Test
    void aFailureInInitHasNoTaskRowEver() {
        scenario.when("a job starts", c -> c.backup(1002, 1).startsJob(""))
                .then("job.started 1002/1 STATUS=INIT")
                .when("it fails in INIT", c -> {
                    c.backup(1002, 1).finishesJob("STATUS=FAILED RESULT=-4016");
                    c.backup(1002, 1).movesWithoutTask();
                })
                .then("job.failed 1002/1 STATUS:INIT->FAILED RESULT:0->-4016")
                .when("another does so between two polls", c -> {
                    c.backup(1002, 2).startsJob("");
                    c.backup(1002, 2).finishesJob("STATUS=FAILED RESULT=-4016");
                    c.backup(1002, 2).movesWithoutTask();
                })
                .after(Duration.ofSeconds(30))
                .then(
                        "job.started 1002/2 inferred STATUS=FAILED",
                        "job.failed 1002/2 inferred RESULT=-4016 severity=error");
    }

    @Test
    void aCancelInInitHasNoTaskRowEver() {
        scenario.when("a job starts", c -> c.backup(1002, 1).startsJob(""))
                .then("job.started 1002/1 STATUS=INIT")
                .when("it is canceled", c -> c.backup(1002, 1).job("STATUS=CANCELING"))
                .then("job.status_changed 1002/1 STATUS:INIT->CANCELING")
                .when("it ends", c -> {
                    c.backup(1002, 1).finishesJob("STATUS=CANCELED RESULT=-4072");
                    c.backup(1002, 1).movesWithoutTask();
                })
                .then("job.canceled 1002/1 RESULT=-4072");
    }

    @Test
    void aJobStaysInCancelingForLongAndDoesNotFailMeanwhile() {
        scenario.when("a backup is canceled", c -> {
                    c.backup(1002, 1).starts();
                    c.backup(1002, 1).job("STATUS=CANCELING");
                })
                .then("job.started 1002/1 STATUS=CANCELING", "task.started 1002/1/1")
                .thenNothingFor(Duration.ofHours(48), Duration.ofHours(6))
                .when("it is over at last", c -> c.backup(1002, 1).ends("STATUS=CANCELED RESULT=-4072"))
                .then("task.canceled 1002/1/1", "job.canceled 1002/1");
    }

    @Test
    void aCompletedTaskGoesBackToCancelingAndIsCanceled() {
        scenario.when("a backup starts", c -> c.backup(1002, 1).starts())
                .then("job.started 1002/1", "task.started 1002/1/1")
                .when("its task completes", c -> c.backup(1002, 1).finishesTask("STATUS=COMPLETED"))
                .then("task.status_changed 1002/1/1 STATUS:INIT->COMPLETED END_TIMESTAMP")
                .when("the job is canceled", c -> c.backup(1002, 1).job("STATUS=CANCELING"))
                .then("job.status_changed 1002/1 STATUS:DOING->CANCELING")
                .when("the task is rewritten", c -> c.backup(1002, 1).task("STATUS=CANCELING"))
                .then("task.status_changed 1002/1/1 STATUS:COMPLETED->CANCELING")
                .when("it is canceled", c -> c.backup(1002, 1).task("STATUS=CANCELED RESULT=-4072"))
                .then("task.status_changed 1002/1/1 STATUS:CANCELING->CANCELED RESULT:0->-4072 severity=info")
                .when("both are moved", c -> {
                    c.backup(1002, 1).finishesJob("STATUS=CANCELED RESULT=-4072");
                    c.backup(1002, 1).moves();
                })
                .then("task.canceled 1002/1/1", "job.canceled 1002/1");
    }

    @Test
    void aCancelWinsOverACompletion() {
        scenario.when("a backup starts", c -> c.backup(1002, 1).starts())
                .then("job.started 1002/1", "task.started 1002/1/1")
                .when("its task completes, its job is canceled before it is told so", c -> {
                    c.backup(1002, 1).finishesTask("STATUS=COMPLETED");
                    c.backup(1002, 1).job("STATUS=CANCELING");
                    c.backup(1002, 1).task("STATUS=CANCELED RESULT=-4072");
                    c.backup(1002, 1).finishesJob("STATUS=CANCELED RESULT=-4072");
                    c.backup(1002, 1).moves();
                })
                .then("task.canceled 1002/1/1 STATUS:INIT->CANCELED", "job.canceled 1002/1 STATUS:DOING->CANCELED");
    }

    @Test
    void cancelBackupMakesAllJobsOfATenantCancelingAtOnceAndTheTasksFollow() {
        scenario.when("a tenant has two jobs and another has one", c -> {
                    c.backup(1002, 1).starts();
                    c.backup(1002, 2).startsJob("STATUS=INIT");
                    c.backup(1004, 1).startsJob("STATUS=DOING");
                })
                .then("job.started 1002/1", "job.started 1002/2", "job.started 1004/1", "task.started 1002/1/1")
                .when(
                        "CANCEL BACKUP in that tenant",
                        c -> c.execute("UPDATE CDB_OB_BACKUP_JOBS"
                                + " SET STATUS = 'CANCELING' WHERE TENANT_ID = 1002 AND STATUS IN ('INIT', 'DOING')"))
                .then(
                        "job.status_changed 1002/1 STATUS:DOING->CANCELING",
                        "job.status_changed 1002/2 STATUS:INIT->CANCELING")
                .when("the scheduler's next pass", c -> c.backup(1002, 1).task("STATUS=CANCELING"))
                .then("task.status_changed 1002/1/1 STATUS:INIT->CANCELING");
    }

    /** Each stage is told under the name that the kernel gives it, and none of them is an ending. */
    private void passes(String... stages) {
        scenario.when("a backup starts", c -> c.backup(1002, 1).starts())
                .then("job.started 1002/1", "task.started 1002/1/1 STATUS=INIT");
        String last = "INIT";
        for (String stage : List.of(stages)) {
            scenario.when("it enters " + stage, c -> c.backup(1002, 1).task("STATUS=" + stage))
                    .then("task.status_changed 1002/1/1 STATUS:%s->%s severity=info".formatted(last, stage));
            last = stage;
        }
        scenario.when("it completes", c -> c.backup(1002, 1).ends("STATUS=COMPLETED"))
                .then("task.completed 1002/1/1 STATUS:%s->COMPLETED".formatted(last), "job.completed 1002/1");
    }
}
