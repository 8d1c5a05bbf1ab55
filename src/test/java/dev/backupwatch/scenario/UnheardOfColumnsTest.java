package dev.backupwatch.scenario;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A version yet to come: whatever it counts is told, in whatever type. */
@ExtendWith(OneStage.class)
class UnheardOfColumnsTest {

    Scenario scenario;

    @BeforeEach
    void aBackupRuns(Stage stage) throws SQLException {
        scenario = new Scenario(stage, OceanBase.UNHEARD_OF)
                .when("a backup runs", c -> c.backup(1002, 1).starts())
                .then(
                        "job.started 1002/1 PRIORITY=0 table=null requestedBy=null",
                        "task.started 1002/1/1 VERIFIED_BLOCK_COUNT=0 order=null");
    }

    @AfterEach
    void end() {
        scenario.close();
    }

    @Test
    void aColumnThatIsNamedAsACounterIsProgress() {
        changes("VERIFIED_BLOCK_COUNT=3", "task.progressed 1002/1/1 VERIFIED_BLOCK_COUNT:0->3");
        changes("COMPRESSED_BYTES=4096", "task.progressed 1002/1/1 COMPRESSED_BYTES:0->4096");
        changes("VERIFY_PROGRESS=12.5", "task.progressed 1002/1/1 VERIFY_PROGRESS:0.00->12.50");
    }

    @Test
    void anIntegerThatNoLongHoldsIsTextAndHasNoDelta() {
        changes(
                "COMPRESSED_BYTES=18446744073709551615",
                "task.progressed 1002/1/1 COMPRESSED_BYTES:0->18446744073709551615");
        changes("LARGEST=" + "9".repeat(65), "task.updated 1002/1/1 LARGEST:null->" + "9".repeat(65));
    }

    @Test
    void aColumnNamedByAReservedWordOrInMixedCaseIsAColumn() {
        changes("order=2", "task.updated 1002/1/1 order:null->2");
        changes("shardState=moving", "task.updated 1002/1/1 shardState:null->moving");
        scenario.when("so are the job's", c -> c.backup(1002, 1).job("table=t1 requestedBy=ops PRIORITY=-1"))
                .then("job.updated 1002/1 table:null->t1 requestedBy:null->ops PRIORITY:0->-1");
    }

    @Test
    void momentsAreInUtcAndOtherTypesAreText() {
        changes(
                "LEASE_TIMESTAMP='2026-03-01 12:00:00.25'",
                "task.updated 1002/1/1 LEASE_TIMESTAMP:null->2026-03-01T12:00:00.250000Z");
        changes("VALID_UNTIL=2026-04-01", "task.updated 1002/1/1 VALID_UNTIL:null->2026-04-01");
        changes("VERIFIED_SCN=1772388000123456789", "task.updated 1002/1/1 VERIFIED_SCN:0->1772388000123456789");
        changes("FINGERPRINT=c0ffee", "task.updated 1002/1/1 FINGERPRINT:null->c0ffee");
        changes("REMARK='备份 réserve'", "task.updated 1002/1/1 REMARK:null->'备份 réserve'");
        changes("RETENTION=2031", "task.updated 1002/1/1 RETENTION:null->2031");
        changes("IS_SPARSE=1", "task.updated 1002/1/1 IS_SPARSE:null->1");
        changes("RATIO=0.25", "task.updated 1002/1/1 RATIO:null->0.25");
    }

    @Test
    void theHistoryHasThemTooAndTellsTheirFinalValues() {
        changes("VERIFIED_BLOCK_COUNT=3 shardState=moving", "task.progressed 1002/1/1 VERIFIED_BLOCK_COUNT shardState");
        scenario.when("it ends", c -> {
                    c.backup(1002, 1).finishesTask("STATUS=SEALED shardState=moved");
                    c.backup(1002, 1).finishesJob("STATUS=SEALED");
                    c.backup(1002, 1).moves();
                })
                .then(
                        "task.completed 1002/1/1 VERIFIED_BLOCK_COUNT=3 shardState:moving->moved",
                        "job.completed 1002/1 STATUS=SEALED");
    }

    private void changes(String columns, String event) {
        scenario.when(columns, c -> c.backup(1002, 1).task(columns)).then(event);
    }
}
