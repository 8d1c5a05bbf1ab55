package dev.backupwatch.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Found by a random history: rows were told as lost that were in a part of the history which nobody had read yet. */
class LossWhileUnreadTest {

    private static final Duration LONGER_THAN_PATIENCE =
            LifePolicy.DEFAULT.lostAfter().plusMinutes(1);
    private static final int LAST = 1150;

    /** The tenants are caught up with fifty at a time, each fifty in one poll, and the last of them has a job that ended. */
    @Test
    void aRowWhoseTenantsHistoryIsStillToBeReadIsNotLostHoweverLongThatTakes() {
        var watching = new Watching(LifePolicy.DEFAULT.reading(60));
        ScriptedCluster cluster = watching.cluster;
        for (int tenant = 1001; tenant <= LAST; tenant++) {
            cluster.tenant(tenant, "t" + tenant);
        }
        cluster.startJob(LAST, 1);
        assertThat(watching.told()).containsExactly("backup/1150/1 started found");
        for (int tenant = 1001; tenant < LAST; tenant++) {
            cluster.startJob(tenant, 1);
            cluster.startTask(tenant, 1, 1);
            cluster.complete(tenant, 1);
        }
        cluster.complete(LAST, 1);

        for (int poll = 0; poll < 8; poll++) {
            assertThat(watching.pollAfter(LONGER_THAN_PATIENCE).told()).noneMatch(told -> told.contains("lost"));
        }
        assertThat(watching.rows()).isEmpty();
    }
}
