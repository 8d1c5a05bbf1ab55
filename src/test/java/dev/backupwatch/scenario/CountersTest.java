package dev.backupwatch.scenario;

import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How far a task is: counters jump, stand still, overshoot and fall, and totals rise. */
class CountersTest extends ScenarioTest {

    private static final String KNOWN = "TABLET_COUNT=100 MACRO_BLOCK_COUNT=1000";

    @BeforeEach
    void aBackupRuns() {
        scenario.when("a backup runs", c -> {
                    c.backup(1002, 1).starts();
                    c.backup(1002, 1).task("STATUS=BACKUP_DATA_MAJOR");
                })
                .then("job.started 1002/1", "task.started 1002/1/1 TABLET_COUNT=0 FINISH_TABLET_COUNT=0");
    }

    @Test
    void countersJumpByWholeFiles() {
        scenario.when("the metadata is known", c -> task(c, KNOWN))
                .then("task.progressed 1002/1/1 TABLET_COUNT:0->100 MACRO_BLOCK_COUNT:0->1000")
                .when(
                        "a file is finished",
                        c -> task(
                                c,
                                "FINISH_TABLET_COUNT=42 FINISH_MACRO_BLOCK_COUNT=420"
                                        + " INPUT_BYTES=4294967296 OUTPUT_BYTES=4294967296"))
                .then("task.progressed 1002/1/1 FINISH_TABLET_COUNT:0->42 FINISH_MACRO_BLOCK_COUNT:0->420"
                        + " INPUT_BYTES:0->4294967296 OUTPUT_BYTES:0->4294967296 DATA_PROGRESS:0.00->42.00")
                .thenNothing();
    }

    @Test
    void aTaskRowThatIsSummedUpAnewEveryPassHasTotalsThatAlwaysEqualWhatIsFinished() {
        scenario.when(
                        "a pass",
                        c -> task(
                                c,
                                "TABLET_COUNT=10 FINISH_TABLET_COUNT=10"
                                        + " MACRO_BLOCK_COUNT=50 FINISH_MACRO_BLOCK_COUNT=50"))
                .then("task.progressed 1002/1/1 TABLET_COUNT:0->10 FINISH_TABLET_COUNT:0->10"
                        + " MACRO_BLOCK_COUNT:0->50 FINISH_MACRO_BLOCK_COUNT:0->50 DATA_PROGRESS:0.00->100.00")
                .when(
                        "the next",
                        c -> task(
                                c,
                                "TABLET_COUNT=30 FINISH_TABLET_COUNT=30"
                                        + " MACRO_BLOCK_COUNT=90 FINISH_MACRO_BLOCK_COUNT=90"))
                .then("task.progressed 1002/1/1 TABLET_COUNT:10->30 FINISH_TABLET_COUNT:10->30"
                        + " MACRO_BLOCK_COUNT:50->90 FINISH_MACRO_BLOCK_COUNT:50->90");
    }

    @Test
    void tabletsStandStillThroughAWholeStageWhileBlocksGoOn() {
        scenario.when("the metadata is known", c -> task(c, KNOWN))
                .then("task.progressed 1002/1/1 TABLET_COUNT MACRO_BLOCK_COUNT")
                .when("blocks alone are counted", c -> task(c, "FINISH_MACRO_BLOCK_COUNT=100"))
                .then("task.progressed 1002/1/1 FINISH_MACRO_BLOCK_COUNT:0->100 DATA_PROGRESS:0.00->10.00")
                .when("and again", c -> task(c, "FINISH_MACRO_BLOCK_COUNT=250"))
                .then("task.progressed 1002/1/1 FINISH_MACRO_BLOCK_COUNT:100->250 DATA_PROGRESS:10.00->25.00");
    }

    @Test
    void aRetryCountsAgainAndOvershootsTheTotalWhichIsThenRaised() {
        scenario.when("all but done", c -> task(c, KNOWN + " FINISH_MACRO_BLOCK_COUNT=1000 FINISH_TABLET_COUNT=100"))
                .then("task.progressed 1002/1/1 TABLET_COUNT MACRO_BLOCK_COUNT FINISH_MACRO_BLOCK_COUNT"
                        + " FINISH_TABLET_COUNT DATA_PROGRESS:0.00->100.00")
                .when("a retry adds", c -> task(c, "FINISH_MACRO_BLOCK_COUNT=1100 FINISH_TABLET_COUNT=104"))
                .then("task.progressed 1002/1/1 FINISH_MACRO_BLOCK_COUNT:1000->1100 FINISH_TABLET_COUNT:100->104"
                        + " DATA_PROGRESS:100.00->99.99")
                .when("the totals are calibrated", c -> task(c, "MACRO_BLOCK_COUNT=1100 TABLET_COUNT=104"))
                .then("task.progressed 1002/1/1 MACRO_BLOCK_COUNT:1000->1100 TABLET_COUNT:100->104"
                        + " DATA_PROGRESS:99.99->100.00");
    }

    @Test
    void aNewMetaTurnRaisesTheTotalsAndThePercentageFalls() {
        scenario.when("half is done", c -> task(c, KNOWN + " FINISH_MACRO_BLOCK_COUNT=500"))
                .then("task.progressed 1002/1/1 TABLET_COUNT MACRO_BLOCK_COUNT FINISH_MACRO_BLOCK_COUNT"
                        + " DATA_PROGRESS:0.00->50.00")
                .when(
                        "a log stream vanished and is read anew",
                        c -> task(c, "META_TURN_ID=2 TABLET_COUNT=150 MACRO_BLOCK_COUNT=2000"))
                .then("task.progressed 1002/1/1 META_TURN_ID:1->2 TABLET_COUNT:100->150"
                        + " MACRO_BLOCK_COUNT:1000->2000 DATA_PROGRESS:50.00->25.00");
    }

    @Test
    void aNewDataTurnAloneIsProgress() {
        scenario.when("moved tablets are redone", c -> task(c, "DATA_TURN_ID=1"))
                .then("task.progressed 1002/1/1 DATA_TURN_ID:0->1")
                .when("in turns of their own since 4.2.1", c -> task(c, "MINOR_TURN_ID=1 MAJOR_TURN_ID=2"))
                .thenOnlyWith("MINOR_TURN_ID", "task.progressed 1002/1/1 MINOR_TURN_ID:0->1 MAJOR_TURN_ID:0->2");
    }

    @Test
    void aCounterThatFallsIsToldWithItsSign() {
        scenario.when("it counts", c -> task(c, KNOWN + " FINISH_TABLET_COUNT=42 OUTPUT_BYTES=1048576"))
                .then("task.progressed 1002/1/1 TABLET_COUNT MACRO_BLOCK_COUNT FINISH_TABLET_COUNT OUTPUT_BYTES")
                .when("it is summed up anew", c -> task(c, "FINISH_TABLET_COUNT=17 OUTPUT_BYTES=4096"))
                .then("task.progressed 1002/1/1 FINISH_TABLET_COUNT:42->17 OUTPUT_BYTES:1048576->4096")
                .when("it goes on", c -> task(c, "FINISH_TABLET_COUNT=18"))
                .then("task.progressed 1002/1/1 FINISH_TABLET_COUNT:17->18");
    }

    @Test
    void bytesExceedTheSizeOfTheDataAndOthersStayZero() {
        scenario.when("retries add again", c -> task(c, "INPUT_BYTES=9223372036854775807 OUTPUT_BYTES=4096"))
                .then("task.progressed 1002/1/1 INPUT_BYTES:0->9223372036854775807 OUTPUT_BYTES:0->4096"
                        + " EXTRA_META_BYTES=0 FILE_COUNT=0");
    }

    @Test
    void zeroOfZeroIsNoProgressAndNoNumberIsMadeOfIt() {
        scenario.when("metadata is written before any tablet is counted", c -> task(c, "OUTPUT_BYTES=512"))
                .then("task.progressed 1002/1/1 OUTPUT_BYTES:0->512 TABLET_COUNT=0 DATA_PROGRESS=0.00"
                        + " saying='512 B written'")
                .when("and it ends so", c -> c.backup(1002, 1).ends("STATUS=COMPLETED"))
                .then("task.completed 1002/1/1 TABLET_COUNT=0 FINISH_TABLET_COUNT=0", "job.completed 1002/1");
    }

    @Test
    void aRetryChangesNeitherStatusNorResultAndIsNotTold() {
        scenario.when(
                        "the scheduler retries the job; only its hidden count rises",
                        c -> job(c, "STATUS=DOING RESULT=0"))
                .thenNothingFor(Duration.ofSeconds(15), Duration.ofSeconds(5))
                .when("it goes on", c -> task(c, "FILE_COUNT=1"))
                .then("task.progressed 1002/1/1 FILE_COUNT:0->1 RESULT=0");
    }

    @Test
    void endScnIsSetWhenADataStageFinishesAndIsNoEnding() {
        scenario.when("minor is finished", c -> task(c, "END_SCN=1772388060123456789"))
                .then("task.updated 1002/1/1 END_SCN:0->1772388060123456789 STATUS=BACKUP_DATA_MAJOR")
                .when("a metadata stage sets it back", c -> task(c, "END_SCN=0 STATUS=BACKUP_USER_META"))
                .then("task.status_changed 1002/1/1 STATUS END_SCN:1772388060123456789->0")
                .when("major is finished", c -> task(c, "END_SCN=1772388120123456789 STATUS=BACKUP_LOG"))
                .then("task.status_changed 1002/1/1 STATUS END_SCN:0->1772388120123456789 END_TIMESTAMP=null")
                .when("it ends", c -> c.backup(1002, 1).ends("STATUS=COMPLETED"))
                .then("task.completed 1002/1/1 END_SCN=1772388120123456789", "job.completed 1002/1");
    }

    @Test
    void theUserLogStreamsStartIsSetAndSetAgain() {
        scenario.when("sys' metadata is done", c -> task(c, "USER_LS_START_SCN=1772388001123456789"))
                .then("task.updated 1002/1/1 USER_LS_START_SCN:0->1772388001123456789")
                .when("a later meta turn", c -> task(c, "META_TURN_ID=2 USER_LS_START_SCN=1772388002123456789"))
                .then("task.progressed 1002/1/1 META_TURN_ID:1->2"
                        + " USER_LS_START_SCN:1772388001123456789->1772388002123456789");
    }

    @Test
    void theRateIsZeroForTheWholeRunAndAnAverageAtTheEnd() {
        scenario.when("it writes for a minute", c -> task(c, "OUTPUT_BYTES=6000"))
                .then("task.progressed 1002/1/1 OUTPUT_BYTES:0->6000 OUTPUT_RATE_BYTES=0.0000")
                .after(Duration.ofSeconds(54))
                .when("it ends", c -> c.backup(1002, 1).ends("STATUS=COMPLETED"))
                .then("task.completed 1002/1/1 OUTPUT_RATE_BYTES:0.0000->100.0000", "job.completed 1002/1");
    }

    @Test
    void statusAndCountersInOnePollAreOneEvent() {
        scenario.when("the next stage has counted already", c -> task(c, "STATUS=BACKUP_LOG FILE_COUNT=3"))
                .then("task.status_changed 1002/1/1 STATUS:BACKUP_DATA_MAJOR->BACKUP_LOG FILE_COUNT:0->3");
    }

    private static void task(Cluster cluster, String columns) throws SQLException {
        cluster.backup(1002, 1).task(columns);
    }

    private static void job(Cluster cluster, String columns) throws SQLException {
        cluster.backup(1002, 1).job(columns);
    }
}
