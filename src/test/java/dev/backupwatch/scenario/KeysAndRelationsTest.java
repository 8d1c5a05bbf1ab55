package dev.backupwatch.scenario;

import dev.backupwatch.demo.View;
import dev.backupwatch.demo.ViewKey;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whose job is whose: ids are counters of each tenant, and a cluster's backup is a job of sys over those of tenants. */
class KeysAndRelationsTest extends ScenarioTest {

    @Test
    void aJobIsNamedByItsTenantAndItsIdAndHasIncarnationOne() {
        scenario.when("tenants back up under the same number", c -> {
                    c.sysBackup(1).starts("1002");
                    c.backup(1002, 1).starts();
                    c.backup(1004, 1).starts();
                })
                .then(
                        "job.started 1/1 INCARNATION=1 tenant=sys",
                        "job.started 1002/1 INCARNATION=1 tenant=orders",
                        "job.started 1004/1 INCARNATION=1 tenant=billing",
                        "task.started 1002/1/1 INCARNATION=1",
                        "task.started 1004/1/1 INCARNATION=1")
                .when("one of them ends", c -> c.backup(1002, 1).ends("STATUS=COMPLETED"))
                .then("task.completed 1002/1/1", "job.completed 1002/1");
    }

    @Test
    void theNumbersOfAParentItsChildrenAndTheirTasksDriftApart() {
        scenario.when("sys starts its third backup", c -> c.sysBackup(3).starts("1002,1004"))
                .then("job.started 1/3 under= EXECUTOR_TENANT_ID=1002,1004 BACKUP_SET_ID=0 PATH= JOB_LEVEL=CLUSTER")
                .when("its children have numbers of their own", c -> {
                    c.backup(1002, 6, 5).startsUnder(3);
                    c.backup(1004, 1, 9).startsUnder(3);
                })
                .then(
                        "job.started 1002/6 under=1/3 BACKUP_SET_ID=5",
                        "job.started 1004/1 under=1/3",
                        "task.started 1002/6/5 under=1/3",
                        "task.started 1004/1/9 under=1/3 BACKUP_SET_ID=9");
    }

    @Test
    void aJobOfAnotherKindWithTheSameNumberIsNotOurs() {
        scenario.when("a clean-up has job 1 as well", c -> {
                    c.execute("CREATE TABLE CDB_OB_BACKUP_DELETE_JOBS LIKE CDB_OB_BACKUP_JOBS");
                    c.backup(1002, 1).startsJob("STATUS=DOING");
                    c.execute("INSERT INTO CDB_OB_BACKUP_DELETE_JOBS SELECT * FROM CDB_OB_BACKUP_JOBS");
                })
                .then("job.started 1002/1")
                .when("it goes on and ends", c -> c.execute("DROP TABLE CDB_OB_BACKUP_DELETE_JOBS"))
                .thenNothing();
    }

    @Test
    void aJobAndATaskOfTheSameNumberAreTwoRows() {
        scenario.when(
                        "a backup starts, job and task are both 7",
                        c -> c.backup(1002, 7, 7).starts())
                .then("job.started 1002/7", "task.started 1002/7/7")
                .when("only the task goes on", c -> c.backup(1002, 7, 7).task("STATUS=BACKUP_SYS_META"))
                .then("task.status_changed 1002/7/7 STATUS:INIT->BACKUP_SYS_META")
                .when("only the job goes on", c -> c.backup(1002, 7, 7).job("COMMENT='out of space'"))
                .then("job.updated 1002/7 COMMENT:->'out of space'");
    }

    @Test
    void aTenantsOwnBackupHasNoParent() {
        scenario.when("a tenant backs itself up while sys runs job 1", c -> {
                    c.sysBackup(1).starts("1004");
                    c.backup(1002, 1).starts();
                })
                .then(
                        "job.started 1/1",
                        "job.started 1002/1 under= INITIATOR_TENANT_ID=1002 INITIATOR_JOB_ID=0",
                        "task.started 1002/1/1 under=");
    }

    @Test
    void theExecutorThatNeverGotAJobIsNotTold() {
        scenario.when("sys backs two tenants up", c -> c.sysBackup(1).starts("1002,1004"))
                .then("job.started 1/1 EXECUTOR_TENANT_ID=1002,1004")
                .when("one of them starts", c -> c.backup(1002, 1).startsUnder(1))
                .then("job.started 1002/1 under=1/1", "task.started 1002/1/1")
                .when("and ends", c -> c.backup(1002, 1).ends("STATUS=COMPLETED"))
                .then("task.completed 1002/1/1 under=1/1", "job.completed 1002/1 under=1/1")
                .when(
                        "the parent is COMPLETED although 1004 was never backed up",
                        c -> c.sysBackup(1).ends("STATUS=COMPLETED"))
                .then("job.completed 1/1 STATUS=COMPLETED EXECUTOR_TENANT_ID=1002,1004");
    }

    @Test
    void aTenantHasTwoLiveJobsAndTwoLiveTasksAtOnce() {
        scenario.when("sys starts a backup", c -> {
                    c.sysBackup(1).starts("1002");
                    c.backup(1002, 4).startsUnder(1);
                })
                .then("job.started 1/1", "job.started 1002/4 under=1/1", "task.started 1002/4/4 under=1/1")
                .when("the tenant starts its own", c -> c.backup(1002, 5).starts())
                .then("job.started 1002/5 under=", "task.started 1002/5/5 under=")
                .when("the older goes on", c -> c.backup(1002, 4).task("STATUS=BACKUP_SYS_META"))
                .then("task.status_changed 1002/4/4 STATUS:INIT->BACKUP_SYS_META under=1/1")
                .when("the younger ends first", c -> c.backup(1002, 5).ends("STATUS=COMPLETED"))
                .then("task.completed 1002/5/5", "job.completed 1002/5")
                .when("and the older", c -> c.backup(1002, 4).ends("STATUS=COMPLETED"))
                .then("task.completed 1002/4/4", "job.completed 1002/4");
    }

    @Test
    void theParentFailsWithItsFirstFailingChildAndEndsUpToThirtySecondsLater() {
        scenario.when("sys backs two tenants up", c -> {
                    c.sysBackup(1).starts("1002,1004");
                    c.backup(1002, 1).startsUnder(1);
                    c.backup(1004, 1).startsUnder(1);
                })
                .then(
                        "job.started 1/1",
                        "job.started 1002/1",
                        "job.started 1004/1",
                        "task.started 1002/1/1",
                        "task.started 1004/1/1")
                .when("one fails", c -> c.backup(1004, 1).ends("STATUS=FAILED RESULT=-4009"))
                .then("task.failed 1004/1/1", "job.failed 1004/1 RESULT=-4009 under=1/1")
                .when("the parent hears of it", c -> c.sysBackup(1).job("RESULT=-4009"))
                .then("job.updated 1/1 RESULT:0->-4009")
                .when("the other completes", c -> c.backup(1002, 1).ends("STATUS=COMPLETED"))
                .then("task.completed 1002/1/1", "job.completed 1002/1")
                .thenNothingFor(Duration.ofSeconds(30), Duration.ofSeconds(1))
                .when("the parent ends", c -> c.sysBackup(1).ends("STATUS=FAILED"))
                .then("job.failed 1/1 STATUS:DOING->FAILED RESULT=-4009 COMMENT= END_TIMESTAMP");
    }

    @Test
    void aWholeClusterBackupWithinOnePollEndsItsParentLast() {
        scenario.when("sys backs a tenant up", c -> {
                    c.sysBackup(1).starts("1002");
                    c.backup(1002, 1).startsUnder(1);
                })
                .then("job.started 1/1", "job.started 1002/1", "task.started 1002/1/1")
                .when("all ends at once", c -> {
                    c.backup(1002, 1).ends("STATUS=COMPLETED");
                    c.sysBackup(1).ends("STATUS=COMPLETED");
                })
                .then("task.completed 1002/1/1", "job.completed 1002/1", "job.completed 1/1");
    }

    @Test
    void aJobLevelOfSysTenantIsToldAsItStands() {
        scenario.when("a job says SYS_TENANT", c -> c.sysBackup(1).starts("1", "JOB_LEVEL=SYS_TENANT"))
                .then("job.started 1/1 JOB_LEVEL=SYS_TENANT");
    }

    @Test
    void theTypeOfABackupIsToldAsItStandsInEitherSpelling() {
        scenario.when("jobs of all types start", c -> {
                    c.backup(1002, 1).startsJob("BACKUP_TYPE=FULL");
                    c.backup(1002, 2).startsJob("BACKUP_TYPE=INC");
                    c.backup(1004, 1).startsJob("BACKUP_TYPE=D");
                    c.backup(1004, 2).startsJob("BACKUP_TYPE=I");
                })
                .then(
                        "job.started 1002/1 BACKUP_TYPE=FULL",
                        "job.started 1002/2 BACKUP_TYPE=INC",
                        "job.started 1004/1 BACKUP_TYPE=D",
                        "job.started 1004/2 BACKUP_TYPE=I");
    }

    @Test
    void theChildTurnsFromIncToFullWhereThereIsNoUsableSetAndTheParentDoesNot() {
        scenario.when("an incremental backup starts", c -> {
                    c.sysBackup(1).starts("1002", "BACKUP_TYPE=INC");
                    c.backup(1002, 1).startsJob("STATUS=INIT BACKUP_TYPE=INC INITIATOR_TENANT_ID=1 INITIATOR_JOB_ID=1");
                })
                .then("job.started 1/1 BACKUP_TYPE=INC", "job.started 1002/1 BACKUP_TYPE=INC")
                .when("the child becomes a full one", c -> c.backup(1002, 1).job("BACKUP_TYPE=FULL"))
                .then("job.updated 1002/1 BACKUP_TYPE:INC->FULL")
                .when("it goes on", c -> c.backup(1002, 1).job("STATUS=DOING"))
                .then("job.status_changed 1002/1 STATUS:INIT->DOING BACKUP_TYPE=FULL");
    }

    @Test
    void aTaskStartsWhenItsJobDidHoweverLateItsRowComesAndEndsBeforeIt() {
        scenario.when("a job starts", c -> c.backup(1002, 1).startsJob("STATUS=DOING"))
                .then("job.started 1002/1 START_TIMESTAMP=2026-03-01T18:00:00.500000Z")
                .after(Duration.ofMinutes(3))
                .when(
                        "its task's row comes minutes later",
                        c -> c.backup(1002, 1).startsTask())
                .then("task.started 1002/1/1 live START_TIMESTAMP=2026-03-01T18:00:00.500000Z")
                .when("the task ends", c -> c.backup(1002, 1).finishesTask("STATUS=COMPLETED"))
                .then("task.status_changed 1002/1/1 STATUS:INIT->COMPLETED"
                        + " END_TIMESTAMP:null->2026-03-01T18:03:05.500000Z")
                .when("then its job", c -> {
                    c.backup(1002, 1).finishesJob("STATUS=COMPLETED");
                    c.backup(1002, 1).moves();
                })
                .then(
                        "task.completed 1002/1/1 END_TIMESTAMP=2026-03-01T18:03:05.500000Z",
                        "job.completed 1002/1 END_TIMESTAMP=2026-03-01T18:03:06.500000Z");
    }

    @Test
    void theArchiveLogAddsNoTaskAndIsALetterInTheJobsRow() {
        scenario.when("a backup with its archive log starts", c -> {
                    c.backup(1002, 1).startsJob("STATUS=DOING PLUS_ARCHIVELOG=ON");
                    c.backup(1002, 1).startsTask();
                })
                .then("job.started 1002/1 PLUS_ARCHIVELOG=ON", "task.started 1002/1/1")
                .when("it ends", c -> c.backup(1002, 1).ends("STATUS=COMPLETED"))
                .then("task.completed 1002/1/1", "job.completed 1002/1 PLUS_ARCHIVELOG=ON");
    }

    @Test
    void theSampleOfTheDocumentationIsReadAsItStands() {
        scenario.when("the sample's backup starts", c -> {
                    c.backup(1002, 7).startsJob("STATUS=DOING BACKUP_TYPE=D");
                    c.backup(1002, 7).startsTask();
                    c.backup(1002, 7).task("STATUS=BACKUP_DATA TABLET_COUNT=0 INPUT_BYTES=null");
                })
                .then(
                        "job.started 1002/7 BACKUP_TYPE=D",
                        "task.started 1002/7/7 STATUS=BACKUP_DATA TABLET_COUNT=0 INPUT_BYTES=null")
                .when("it counts", c -> c.backup(1002, 7).task("INPUT_BYTES=4096"))
                .then("task.progressed 1002/7/7 INPUT_BYTES:null->4096");
    }

    @Test
    void theListOfTenantsMayBeOutOfSightAndTheirNumbersDo() {
        scenario.given("no right to read the tenants", c -> c.execute("RENAME TABLE DBA_OB_TENANTS TO OUT_OF_SIGHT"))
                .thenNothing()
                .when("a backup starts", c -> c.backup(1002, 1).starts())
                .then("job.started 1002/1 tenant=", "task.started 1002/1/1 tenant=")
                .when("the right is given", c -> c.execute("RENAME TABLE OUT_OF_SIGHT TO DBA_OB_TENANTS"))
                .after(Duration.ofMinutes(5))
                .thenNothing()
                .when("it ends", c -> c.backup(1002, 1).ends("STATUS=COMPLETED"))
                .then("task.completed 1002/1/1 tenant=orders", "job.completed 1002/1 tenant=orders");
    }

    @Test
    void aTenantThatIsCreatedLaterIsKnownByName() {
        scenario.when("a tenant is created and backs itself up", c -> {
                    c.tenant(1006, "returns");
                    c.backup(1006, 1).starts();
                })
                .after(Duration.ofSeconds(10))
                .then("job.started 1006/1 tenant=returns", "task.started 1006/1/1 tenant=returns")
                .when(
                        "it is renamed",
                        c -> c.update(View.TENANTS, ViewKey.tenant(1006), Map.of("TENANT_NAME", "refunds")))
                .after(Duration.ofMinutes(5))
                .thenNothing()
                .when("it goes on", c -> c.backup(1006, 1).job("COMMENT=late"))
                .then("job.updated 1006/1 COMMENT:->late tenant=refunds");
    }
}
