package dev.backupwatch.diff;

import static dev.backupwatch.diff.ScriptedCluster.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.TenantId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolitenessTest {

    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private final Watching watching = new Watching();
    private final ScriptedCluster cluster = watching.cluster;

    @Test
    void anIdleClusterIsAskedForItsJobsAloneUntilTheRegularProbe() {
        cluster.tenant(1002, "orders");
        watching.poll();
        for (int second = 1; second < 30; second++) {
            assertThat(watching.poll().asked()).isEqualTo(new Questions(false, false, List.of(), false));
        }

        assertThat(watching.poll().asked()).isEqualTo(new Questions(false, true, List.of(), false));
    }

    @Test
    void aRunningBackupIsAskedForItsTasksAndNotForTheHistory() {
        cluster.tenant(1002, "orders");
        watching.poll();
        cluster.startJob(1002, 1);
        watching.poll();

        assertThat(watching.poll().asked()).isEqualTo(new Questions(true, false, List.of(), false));
    }

    @Test
    void theNextJobInTurnAsksForNoHistory() {
        cluster.tenant(1002, "orders");
        for (int job = 1; job <= 7; job++) {
            cluster.startJob(1002, job);
        }
        watching.poll();
        watching.poll();
        cluster.startJob(1002, 8);
        assertThat(watching.poll().asked()).isEqualTo(new Questions(true, false, List.of(), false));
        cluster.startJob(1002, 10);

        assertThat(watching.poll().asked().probe()).as("9 was passed over").isTrue();
    }

    @Test
    void theRegularProbeReadsNoHistoryForWhatStillRuns() {
        cluster.tenant(1002, "orders");
        cluster.startJob(1002, 1);
        cluster.complete(1002, 1);
        cluster.startJob(1002, 2);
        cluster.pass(Watching.SECOND);
        watching.poll();

        assertThat(watching.pollAfter(Duration.ofSeconds(30)).asked())
                .isEqualTo(new Questions(true, true, List.of(), false));
    }

    @Test
    void aRowThatIsMissedIsSoughtFromItsOwnIdOnInTheHistoryOfItsKind() {
        cluster.tenant(1002, "orders");
        for (int id = 1; id <= 3; id++) {
            cluster.startJob(1002, id);
            cluster.startTask(1002, id + 10, id);
            cluster.complete(1002, id);
        }
        cluster.pass(Watching.SECOND);
        cluster.startJob(1002, 4);
        cluster.startTask(1002, 14, 4);
        watching.poll();
        cluster.live(RowKind.JOB).remove(job(1002, 4));
        cluster.live(RowKind.TASK).remove(ScriptedCluster.task(1002, 14));

        List<TenantId> orders = List.of(new TenantId(1002));
        assertThat(watching.poll().asked().queries())
                .containsExactly(
                        new HistoryQuery.AboveId(RowKind.JOB, orders, 3),
                        new HistoryQuery.AboveId(RowKind.TASK, orders, 13));
    }

    @Test
    void aRunningBackupOfAKnownTenantDoesNotAskForTheTenantsMoreOften() {
        cluster.tenant(1002, "orders");
        cluster.startJob(1002, 1);
        watching.poll();
        for (int second = 1; second < 300; second++) {
            assertThat(watching.poll().asked().tenants()).isFalse();
        }
        assertThat(watching.poll().asked().tenants()).isTrue();
    }

    @Test
    void aRowMissingBelowIdsThatWereReadIsReadWithAllOnceAndNotAgain() {
        cluster.tenant(1002, "orders");
        for (int job : List.of(1, 2, 4)) {
            cluster.startJob(1002, job);
            cluster.complete(1002, job);
        }
        cluster.pass(Watching.SECOND);
        watching.poll();
        cluster.startJob(1002, 3);
        cluster.complete(1002, 3);

        List<TenantId> orders = List.of(new TenantId(1002));
        assertThat(watching.pollAfter(Duration.ofSeconds(30)).asked().queries())
                .containsExactly(
                        new HistoryQuery.AboveId(RowKind.JOB, orders, 4),
                        new HistoryQuery.AboveId(RowKind.JOB, orders, 0));
        assertThat(watching.pollAfter(Duration.ofSeconds(30)).asked().queries()).isEmpty();
    }

    @Test
    void tenantsWithNearIdsShareAQuerySoThatFewOldRowsAreReadAgain() {
        for (int tenant = 1001; tenant <= 1100; tenant++) {
            cluster.tenant(tenant, "t" + tenant);
            for (int job = 1; job <= (tenant % 2 == 0 ? 1 : 9); job++) {
                cluster.startJob(tenant, job);
                cluster.complete(tenant, job);
            }
        }
        cluster.pass(Watching.SECOND);
        watching.poll();
        for (int tenant = 1001; tenant <= 1100; tenant++) {
            int next = tenant % 2 == 0 ? 2 : 10;
            cluster.startJob(tenant, next);
            cluster.complete(tenant, next);
        }
        var polled = watching.pollAfter(Duration.ofSeconds(30));

        assertThat(polled.asked().queries())
                .extracting(query -> ((HistoryQuery.AboveId) query).above())
                .containsExactly(1L, 9L);
        assertThat(polled.told()).hasSize(200);
    }

    @Test
    void theTenantsAreReadEveryFiveMinutes() {
        assertThat(watching.poll().asked().tenants()).isTrue();
        for (int second = 1; second < 300; second++) {
            assertThat(watching.poll().asked().tenants()).isFalse();
        }
        assertThat(watching.poll().asked().tenants()).isTrue();
        assertThat(watching.poll().asked().tenants()).isFalse();
    }

    @Test
    void aPendingRowIsAskedForInEveryPollForTenSecondsAndThenByTheRegularProbe() {
        cluster.tenant(1002, "orders");
        watching.poll();
        cluster.startJob(1002, 1);
        watching.poll();
        cluster.hide(1002);
        for (Duration since = Duration.ZERO; since.compareTo(TEN_SECONDS) < 0; since = since.plus(Watching.SECOND)) {
            Questions asked = watching.poll().asked();
            assertThat(asked.probe()).as("probe after %s", since).isTrue();
            assertThat(asked.tenants()).as("tenants after %s", since).isTrue();
        }
        for (int second = 10; second < 39; second++) {
            assertThat(watching.poll().asked()).isEqualTo(new Questions(true, false, List.of(), false));
        }

        assertThat(watching.poll().asked().probe()).isTrue();
    }

    @Test
    void aHistoryRowThatWaitsIsAskedForInTheNextPoll() {
        watching.poll();
        cluster.startSysJob(1);
        cluster.markEnded(job(1, 1), "COMPLETED", 0);
        cluster.copyToHistory(job(1, 1));
        watching.pollAfter(Duration.ofSeconds(30));

        assertThat(watching.poll().asked().probe()).isTrue();
        assertThat(watching.poll().asked().probe()).isFalse();
    }

    @Test
    void aHistoryRowThatWaitsInVainIsAskedForByTheRegularProbeAloneAfterTenSeconds() {
        watching.poll();
        cluster.tenant(1002, "orders");
        cluster.history(RowKind.TASK)
                .put(BackupRows.ended(BackupRows.task(1002, 1, 77, cluster.clock()), "COMPLETED", 0, cluster.clock()));
        cluster.pass(Duration.ofSeconds(30));
        int probes = 0;
        for (int second = 0; second < 100; second++) {
            probes += watching.poll().asked().probe() ? 1 : 0;
        }

        assertThat(probes).as("ten in a row, and then every thirty seconds").isBetween(12, 15);
    }

    @Test
    void noQueryNamesMoreThanFiftyTenantsAndEachRowIsToldOnce() {
        watching.poll();
        for (int tenant = 1001; tenant <= 1130; tenant++) {
            cluster.tenant(tenant, "t" + tenant);
            cluster.startJob(tenant, tenant % 7 + 1);
            cluster.complete(tenant, tenant % 7 + 1);
        }
        var polled = watching.pollAfter(Duration.ofSeconds(30));

        assertThat(polled.asked().queries())
                .hasSize(3)
                .allMatch(query -> ((HistoryQuery.AboveId) query).tenants().size() <= 50);
        assertThat(polled.told()).hasSize(260).doesNotHaveDuplicates();
    }

    @Test
    void anUnchangedCountAsksForNoRows() {
        cluster.tenant(1002, "orders");
        watching.poll();
        for (int job = 1; job <= 3; job++) {
            cluster.startJob(1002, job);
            cluster.startTask(1002, job, job);
            cluster.complete(1002, job);
        }
        assertThat(watching.pollAfter(Duration.ofSeconds(30)).asked().queries()).hasSize(2);

        assertThat(watching.pollAfter(Duration.ofSeconds(30)).asked().queries()).isEmpty();
    }

    @Test
    void onlyTheNewRowsOfALongHistoryAreRead() {
        cluster.tenant(1002, "orders");
        for (int job = 1; job <= 200; job++) {
            cluster.startJob(1002, job);
            cluster.complete(1002, job);
        }
        cluster.pass(Watching.SECOND);
        assertThat(watching.poll().asked().queries()).isEmpty();
        cluster.startJob(1002, 201);
        cluster.complete(1002, 201);

        assertThat(watching.pollAfter(Duration.ofSeconds(30)).asked().queries())
                .containsExactly(new HistoryQuery.AboveId(RowKind.JOB, List.of(new TenantId(1002)), 200));
        assertThat(watching.pollAfter(Duration.ofSeconds(30)).asked().queries()).isEmpty();
    }
}
