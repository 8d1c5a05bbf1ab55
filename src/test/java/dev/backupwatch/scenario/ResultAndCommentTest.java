package dev.backupwatch.scenario;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What RESULT and COMMENT say, and when. */
class ResultAndCommentTest extends ScenarioTest {

    private static final String BY_ROOTSERVICE =
            "(ROOTSERVICE)addr: 10.0.0.1:2882, result: -4009(IO error), trace_id: YB42AC110002-0005F0-0-0";
    private static final String BY_SERVER =
            "(SERVER)ls_id: 1001, addr: 10.0.0.2:2882, module: BACKUP_DATA, result: -4184(no space), trace_id: YB42";

    @Test
    void resultIsANegativeErrorCodeAndAFailureSaysIt() {
        scenario.when("a backup starts", c -> c.backup(1002, 1).starts())
                .then("job.started 1002/1 RESULT=0", "task.started 1002/1/1 RESULT=0")
                .when("it times out", c -> c.backup(1002, 1).ends("STATUS=FAILED RESULT=-4012"))
                .then(
                        "task.failed 1002/1/1 RESULT:0->-4012 severity=error saying='-4012'",
                        "job.failed 1002/1 RESULT:0->-4012 severity=error saying='-4012'");
    }

    @Test
    void whatWasCanceledHasAResultAndIsNoFailure() {
        scenario.when("a backup starts", c -> c.backup(1002, 1).starts())
                .then("job.started 1002/1", "task.started 1002/1/1")
                .when("it is canceled", c -> c.backup(1002, 1).ends("STATUS=CANCELED RESULT=-4072"))
                .then(
                        "task.canceled 1002/1/1 RESULT:0->-4072 severity=info",
                        "job.canceled 1002/1 RESULT:0->-4072 severity=info");
    }

    @Test
    void theCommentIsWrittenBeforeTheStatusFlips() {
        scenario.when("a backup starts", c -> c.backup(1002, 1).starts())
                .then("job.started 1002/1", "task.started 1002/1/1")
                .when("the error is written down", c -> c.backup(1002, 1).job("COMMENT='" + BY_ROOTSERVICE + "'"))
                .then("job.updated 1002/1 COMMENT:->'" + BY_ROOTSERVICE + "' STATUS=DOING severity=info")
                .when("the status flips", c -> {
                    c.backup(1002, 1).finishesTask("STATUS=FAILED RESULT=-4009 COMMENT='IO error'");
                    c.backup(1002, 1).finishesJob("STATUS=FAILED RESULT=-4009");
                })
                .then(
                        "job.status_changed 1002/1 STATUS:DOING->FAILED RESULT:0->-4009 END_TIMESTAMP",
                        "task.status_changed 1002/1/1 STATUS:INIT->FAILED RESULT:0->-4009 COMMENT:->'IO error'"
                                + " END_TIMESTAMP")
                .when("both are moved", c -> c.backup(1002, 1).moves())
                .then(
                        "task.failed 1002/1/1 COMMENT='IO error' saying='IO error'",
                        "job.failed 1002/1 COMMENT='" + BY_ROOTSERVICE + "' saying='OB_IO_ERROR'");
    }

    @Test
    void theCommentOfAServerNamesTheLogStream() {
        scenario.when("a backup starts", c -> c.backup(1002, 1).starts())
                .then("job.started 1002/1", "task.started 1002/1/1")
                .when("it fails", c -> {
                    c.backup(1002, 1).job("COMMENT='" + BY_SERVER + "'");
                    c.backup(1002, 1).ends("STATUS=FAILED RESULT=-4184");
                })
                .then("task.failed 1002/1/1 COMMENT=", "job.failed 1002/1 COMMENT:->'" + BY_SERVER + "'");
    }

    @Test
    void theSysTenantsParentHasTheResultOfItsChildAndNoComment() {
        scenario.when("sys backs a tenant up", c -> {
                    c.sysBackup(1).starts("1002");
                    c.backup(1002, 1).startsUnder(1);
                })
                .then("job.started 1/1", "job.started 1002/1", "task.started 1002/1/1")
                .when("the child fails, then the parent", c -> {
                    c.backup(1002, 1).job("COMMENT='" + BY_SERVER + "'");
                    c.backup(1002, 1).ends("STATUS=FAILED RESULT=-4184");
                    c.sysBackup(1).ends("STATUS=FAILED RESULT=-4184");
                })
                .then(
                        "task.failed 1002/1/1",
                        "job.failed 1002/1 COMMENT='" + BY_SERVER + "'",
                        "job.failed 1/1 RESULT=-4184 COMMENT= saying='-4184'");
    }

    @Test
    void aRejectedStartMakesNoRowAndNoEvent() {
        scenario.when("ALTER SYSTEM BACKUP is refused: the views stay as they are", c -> {})
                .thenNothingFor(Duration.ofMinutes(1), Duration.ofSeconds(5));
    }

    @Test
    void aCommentInChineseWithLineBreaksIsToldAsItIsInTheRow() {
        scenario.when("a backup starts", c -> c.backup(1002, 1).starts())
                .then("job.started 1002/1", "task.started 1002/1/1")
                .when("the error is written down", c -> c.backup(1002, 1).job("COMMENT='磁盘空间不足\n第二行'"))
                .then("job.updated 1002/1 COMMENT:->'磁盘空间不足\n第二行'");
    }

    @Test
    void thePasswordIsNeverReadAndKeysInThePathAreMasked() {
        scenario.when(
                        "a backup with keys in its path starts",
                        c -> c.backup(1002, 1)
                                .startsJob("PATH='oss://bucket/backup?host=h&access_id=LTAI5t&access_key=abc123'"))
                .then("job.started 1002/1 PASSWD=absent"
                        + " PATH='oss://bucket/backup?host=h&access_id=***&access_key=***'");
    }
}
