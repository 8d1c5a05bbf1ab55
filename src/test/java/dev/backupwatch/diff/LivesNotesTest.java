package dev.backupwatch.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backupwatch.event.Cell;
import dev.backupwatch.event.Tenant;
import dev.backupwatch.event.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a watch notes is all that its successor needs. The law over random histories is {@link LivesLawTest}'s. */
class LivesNotesTest {

    private static final Lives UNSEEN = Lives.unseen(Watching.CLUSTER, LifePolicy.DEFAULT);

    private static final TenantId ORDERS = new TenantId(1002);

    private final Watching watching = new Watching();
    private final ScriptedCluster cluster = watching.cluster;

    @Test
    void nothingNotedIsNothingSeen() {
        assertThat(LivesNotes.between(UNSEEN, UNSEEN).put()).isEmpty();
        assertThat(LivesNotes.recall(Watching.CLUSTER, LifePolicy.DEFAULT, Map.of()))
                .isEqualTo(UNSEEN);
    }

    @Test
    void everyKindOfCellAndNameIsRecalledAsItWas() {
        cluster.tenant(1002, "orders \"& more\" 订单");
        watching.poll();
        cluster.startSysJob(1);
        cluster.startChildJob(1002, 1, 1);
        cluster.startTask(1002, 1, 1);
        cluster.setTask(1002, 1, "END_SCN", Cell.of("1763661600123456000"));
        cluster.setTask(1002, 1, "OUTPUT_BYTES", Cell.of(Long.MAX_VALUE));
        cluster.setTask(1002, 1, "COMMENT", Cell.NOTHING);
        watching.poll();

        watching.restart();
        watching.quietFor(Duration.ofSeconds(40));
    }

    @Test
    void whatIsMissingLostOrEndedLatelyIsRecalledToo() {
        cluster.tenant(1002, "orders");
        watching.poll();
        for (long job = 1; job <= 3; job++) {
            cluster.startJob(1002, job);
            cluster.startTask(1002, job, job);
        }
        watching.poll();
        cluster.complete(1002, 1);
        watching.poll();
        cluster.hide(1002);
        watching.poll();
        watching.restart();
        watching.quietFor(LifePolicy.DEFAULT.lostAfter().minusSeconds(1));
        assertThat(watching.told()).hasSize(4).allMatch(told -> told.endsWith("lost vanished"));
        watching.restart();
        cluster.show(1002);

        assertThat(watching.told())
                .containsExactly(
                        "backup/1002/2 started returned",
                        "backup/1002/3 started returned",
                        "backup/1002/2/tasks/2 started returned",
                        "backup/1002/3/tasks/3 started returned");
    }

    @Test
    void aHundredEndingsOfOneTenantAreToldOnceAlsoAfterARestart() {
        cluster.tenant(1002, "orders");
        watching.poll();
        for (long job = 1; job <= 100; job++) {
            cluster.startJob(1002, job);
            watching.poll();
            cluster.complete(1002, job);
            watching.poll();
        }
        watching.restart();

        watching.quietFor(Duration.ofMinutes(1));
    }

    @Test
    void aQuietPollNotesNothing() {
        cluster.tenant(1002, "orders");
        watching.poll();
        cluster.startJob(1002, 1);
        watching.poll();
        Lives before = watching.lives();
        watching.poll();

        LivesNotes.Change change = LivesNotes.between(before, watching.lives());
        assertThat(change.put()).isEmpty();
        assertThat(change.removed()).isEmpty();
    }

    @Test
    void aTenantsRoleAndCreationAreRecalled() {
        cluster.tenant(new Tenant(
                ORDERS, "orders", "USER", "NORMAL", "STANDBY", Instant.parse("2024-05-06T01:30:00.123456Z")));
        cluster.tenant(new Tenant(new TenantId(1004), "billing", "USER", "NORMAL", "", null));
        watching.poll();

        watching.restart();
        assertThat(watching.lives().tenants()).containsAllEntriesOf(cluster.tenants());
    }

    @Test
    void aTenantNotedByAnEarlierVersionHasNoRoleYetAndWasCreatedNobodyKnowsWhen() {
        Map<String, Object> note = Map.of("name", "orders", "type", "USER", "status", "NORMAL");

        Lives recalled = LivesNotes.recall(Watching.CLUSTER, LifePolicy.DEFAULT, Map.of("tenant/1002", note));
        assertThat(recalled.tenants())
                .containsOnly(Map.entry(ORDERS, new Tenant(ORDERS, "orders", "USER", "NORMAL", "", null)));
    }

    @Test
    void aNoteThatCannotBeReadIsRefusedAndNotGuessed() {
        assertThatThrownBy(() -> LivesNotes.recall(
                        Watching.CLUSTER, LifePolicy.DEFAULT, Map.of("tenant/1002", List.of("orders"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        LivesNotes.recall(Watching.CLUSTER, LifePolicy.DEFAULT, Map.of("told/view/1002/1", Map.of())))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
