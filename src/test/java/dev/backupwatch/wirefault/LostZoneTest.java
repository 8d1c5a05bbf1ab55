package dev.backupwatch.wirefault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.demo.View;
import dev.backupwatch.diff.PollOutcome.Incomplete;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In OceanBase's default zone every timestamp is read eight hours off, and every row would seem to have changed. */
class LostZoneTest extends WireTest {

    @BeforeEach
    void aBackupRuns() throws SQLException {
        new BackupRows(views).written();
        execute("SET GLOBAL time_zone = '+08:00'");
    }

    @Test
    void aSessionWhoseZoneWasNeverSetIsNotRead() {
        proxy.always(statement -> statement.startsWith("SET time_zone"), Fault.FORGOTTEN);

        Incomplete incomplete = pollBadly("wrong_time_zone");
        assertThat(incomplete.trouble().message()).contains("+08:00", "it is set again");
        assertThat(incomplete.isFleeting()).isTrue();
        assertThat(proxy.statements()).noneMatch(statement -> statement.contains("FROM oceanbase."));
        proxy.calm();
        pollWell();
    }

    @Test
    void aSessionThatLosesItsZoneBetweenTwoPollsIsNotRead() {
        List<Object> known = rows(pollWell());
        proxy.next(statement -> statement.contains("@@time_zone"), Fault.LOSES_ZONE);

        pollBadly("wrong_time_zone");
        assertThat(rows(pollWell())).isEqualTo(known);
        awaitConnections(1);
    }

    /** A proxy may move a session to another server between any two statements. */
    @Test
    void aSessionThatLosesItsZoneWithinAPollTellsNoTimeWrongly() {
        List<Object> known = rows(pollWell());
        proxy.forgetStatements();
        pollWell();
        List<String> reading = proxy.statements().stream()
                .filter(statement -> statement.contains("TIMESTAMP"))
                .filter(statement -> !statement.contains("@@time_zone"))
                .toList();
        assertThat(reading).hasSize(6);

        for (String statement : reading) {
            proxy.next(statement::equals, Fault.LOSES_ZONE);

            pollBadly("wrong_time_zone");
            assertThat(rows(pollWell())).isEqualTo(known);
        }
    }

    /** What a lost zone hides tells no time that could give it away. */
    @Test
    void aHistoryIsNotEmptyBecauseItWasAskedForInAnotherZone() throws SQLException {
        for (String view : List.of("CDB_OB_BACKUP_JOBS", "CDB_OB_BACKUP_TASKS", "CDB_OB_BACKUP_JOB_HISTORY")) {
            execute("DELETE FROM " + view);
        }
        List<Object> known = rows(pollWell());
        proxy.next(statement -> statement.contains("END_TIMESTAMP <="), Fault.LOSES_ZONE);

        pollBadly("wrong_time_zone");

        assertThat(rows(pollWell())).isEqualTo(known);
    }

    /** Of a poll that reads nothing else with a time: no backup runs or ran. */
    @Test
    void aTenantIsNotTakenToBeEightHoursOlderThanItIs() throws SQLException {
        for (View view : List.of(View.JOBS, View.TASKS, View.JOB_HISTORY, View.TASK_HISTORY)) {
            execute("DELETE FROM " + view.viewName());
        }
        List<Object> known = rows(pollWell());
        proxy.next(statement -> statement.contains("CREATE_TIME"), Fault.LOSES_ZONE);

        pollBadly("wrong_time_zone");

        assertThat(rows(pollWell())).isEqualTo(known);
    }
}
