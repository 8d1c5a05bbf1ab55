package dev.backupwatch.wirefault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.source.MySqlSource;
import dev.backupwatch.story.ManualClock;
import dev.backupwatch.watch.PolledSource;
import dev.backupwatch.watch.SteppedWatch;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a big cluster is asked. Each statement on these views is one inner statement a tenant there, and each condition is
 * copied into all of them; a database that answers the same in milliseconds does not show what that costs.
 */
class TwoThousandTenantsTest extends WireTest {

    private static final int TENANTS = 2000;
    private static final Pattern LIST = Pattern.compile("TENANT_ID IN \\(([^)]*)\\)");

    private final ManualClock clock = new ManualClock();
    private SteppedWatch watch;
    private MySqlSource watched;

    @BeforeEach
    void eachHasBeenBackedUpBefore() throws SQLException {
        execute("INSERT INTO DBA_OB_TENANTS (TENANT_ID, TENANT_NAME, TENANT_TYPE, STATUS)"
                + " SELECT seq, CONCAT('t', seq), 'USER', 'NORMAL' FROM seq_1001_to_3000");
        execute("SET @first_look = NOW(6)");
        ended(1, "- INTERVAL 2 DAY");
        ended(2, "- INTERVAL 1 DAY");
        watched = new MySqlSource(vertx, pacedTarget(Duration.ofSeconds(30)), clock);
        watch = new SteppedWatch(pacedTarget(Duration.ofSeconds(30)), new PolledSource(watched), clock);
        watch.poll();
        assertThat(watch.events()).hasSize(0);
    }

    @AfterEach
    void stop() {
        watch.close();
    }

    @Test
    void anIdlePollIsTwoStatementsAndABusyOneFour() throws SQLException {
        step();
        assertThat(proxy.statements()).hasSize(2);
        running();
        step();
        assertThat(proxy.statements()).hasSize(4);
        assertThat(watched.cost().rows()).isEqualTo(1 + TENANTS + TENANTS + 1);
        assertThat(watch.events()).hasSize(2 * TENANTS);
        execute("UPDATE CDB_OB_BACKUP_TASKS SET FINISH_MACRO_BLOCK_COUNT = 1 WHERE TENANT_ID < 1011");
        step();
        assertThat(proxy.statements()).hasSize(4);
        assertThat(watch.events()).hasSize(2 * TENANTS + 10);
    }

    @Test
    void theRegularProbeIsTwoMore() {
        List<Integer> statements = new ArrayList<>();
        for (int second = 1; second <= 40; second++) {
            step();
            statements.add(proxy.statements().size());
        }

        assertThat(statements).containsOnly(2, 4).containsOnlyOnce(4);
    }

    @Test
    void endingsOfAllTenantsAtOnceAreReadFiftyTenantsAStatement() throws SQLException {
        running();
        step();
        execute("DELETE FROM CDB_OB_BACKUP_JOBS");
        execute("DELETE FROM CDB_OB_BACKUP_TASKS");
        ended(3, "+ INTERVAL 1 MINUTE");
        step();

        assertThat(watch.events()).hasSize(4 * TENANTS);
        assertThat(proxy.statements()).hasSizeLessThanOrEqualTo(4 + 2 + 2 * TENANTS / 50 + 1);
        assertThat(watched.cost().rows()).isLessThan(2 * TENANTS + 2 * TENANTS + TENANTS + 10);
        assertPolite();
    }

    @Test
    void aLongTimeDownIsCaughtUpWithInStepsOfAtMostFiveHundredRows() throws SQLException {
        ended(3, "+ INTERVAL 1 DAY");
        ended(4, "+ INTERVAL 2 DAY");
        clock.advance(Duration.ofDays(3));
        int told = 0;
        int steps = 0;
        while (told < 2 * 2 * 2 * TENANTS) {
            step();
            int now = watch.events().size();
            assertThat(now - told).as("a start and an ending each").isLessThanOrEqualTo(2 * 500);
            assertThat(watched.cost().rows()).isLessThanOrEqualTo(2 * TENANTS + TENANTS + 500 + 200);
            assertThat(proxy.statements()).hasSizeLessThanOrEqualTo(4 + 2 + 2 + 3);
            assertPolite();
            told = now;
            assertThat(steps++).isLessThan(40);
        }
        step();
        step();
        assertThat(watch.events()).hasSize(2 * 2 * 2 * TENANTS);
    }

    private void step() {
        proxy.forgetStatements();
        watch.poll();
        assertThat(watched.cost().statements()).isEqualTo(proxy.statements().size());
    }

    /** No list of more than fifty, and at most the three places that a page's beginning needs beside it. */
    private void assertPolite() {
        for (String sql : proxy.statements()) {
            Matcher list = LIST.matcher(sql);
            while (list.find()) {
                assertThat(list.group(1).split(",")).hasSizeLessThanOrEqualTo(50);
            }
            assertThat(sql.split("TENANT_ID", -1)).as(sql).hasSizeLessThanOrEqualTo(7);
            assertThat(sql.split(" OR ", -1)).as(sql).hasSizeLessThanOrEqualTo(3);
        }
    }

    private void running() throws SQLException {
        execute("INSERT INTO CDB_OB_BACKUP_JOBS (TENANT_ID, JOB_ID, START_TIMESTAMP, STATUS)"
                + " SELECT seq, 3, @first_look + INTERVAL 1 MINUTE, 'DOING' FROM seq_1001_to_3000");
        execute("INSERT INTO CDB_OB_BACKUP_TASKS (TENANT_ID, TASK_ID, JOB_ID, START_TIMESTAMP, STATUS)"
                + " SELECT TENANT_ID, 3, 3, START_TIMESTAMP, 'BACKUP_DATA_MAJOR' FROM CDB_OB_BACKUP_JOBS");
    }

    /**
     * A job and its task in every tenant, both under this id.
     *
     * @param start in SQL, from the first look on; each tenant ends a second after the one before it
     */
    private void ended(int id, String start) throws SQLException {
        String times = "@first_look %s, @first_look %s + INTERVAL seq SECOND, 'COMPLETED' FROM seq_1001_to_3000"
                .formatted(start, start);
        execute("INSERT INTO CDB_OB_BACKUP_JOB_HISTORY (TENANT_ID, JOB_ID, START_TIMESTAMP, END_TIMESTAMP, STATUS)"
                + " SELECT seq, %d, ".formatted(id) + times);
        execute("INSERT INTO CDB_OB_BACKUP_TASK_HISTORY"
                + " (TENANT_ID, TASK_ID, JOB_ID, START_TIMESTAMP, END_TIMESTAMP, STATUS)"
                + " SELECT seq, %d, %d, ".formatted(id, id) + times);
    }
}
