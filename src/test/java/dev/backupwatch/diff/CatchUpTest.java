package dev.backupwatch.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.diff.HistoryQuery.AboveId;
import dev.backupwatch.diff.HistoryQuery.InTimeOrder;
import dev.backupwatch.event.ChangeEvent;
import dev.backupwatch.event.Observed;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowEvent;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.RowVerb;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** After a long time without a poll there is more unread history than one poll may read. */
class CatchUpTest {

    private static final Duration REGULAR = Duration.ofSeconds(30);

    private final Watching watching = new Watching();
    private final ScriptedCluster cluster = watching.cluster;

    @BeforeEach
    void firstLook() {
        for (long tenant = 1002; tenant <= 1062; tenant++) {
            cluster.tenant(tenant, "t" + tenant);
        }
        backups(3);
        cluster.pass(Watching.SECOND);
        watching.poll();
    }

    /** Each of 60 tenants has that many backups, one after the other: a job and its task each. */
    private void backups(int each) {
        for (int i = 0; i < each; i++) {
            for (long tenant = 1002; tenant <= 1061; tenant++) {
                backup(tenant);
            }
        }
    }

    private void backup(long tenant) {
        long id = cluster.history(RowKind.JOB).all().stream()
                        .filter(row -> row.number("TENANT_ID") == tenant)
                        .count()
                + 1;
        cluster.pass(Duration.ofMillis(10));
        cluster.startJob(tenant, id);
        cluster.startTask(tenant, id, id);
        cluster.markEnded(ScriptedCluster.task(tenant, id), "COMPLETED", 0);
        cluster.move(ScriptedCluster.task(tenant, id));
        cluster.pass(Duration.ofMillis(5));
        cluster.complete(tenant, id);
    }

    @Test
    void noPollReadsMoreThanFiveHundredRowsAndEachLifeIsToldOnceInTheOrderOfItsEnding() {
        backups(20);
        List<RowEvent> told = new ArrayList<>();
        List<Integer> rows = new ArrayList<>();
        cluster.pass(REGULAR);
        do {
            Polled polled = watching.poll();
            polled.events().forEach(event -> told.add((RowEvent) event));
            rows.add(polled.events().size() / 2);
        } while (watching.lives().isCatchingUp());

        assertThat(rows).allMatch(count -> count <= 500).hasSizeBetween(5, 8);
        assertThat(told).hasSize(60 * 20 * 4).allMatch(event -> event.observed() == Observed.INFERRED);
        assertThat(told.stream().map(event -> event.identity().subject() + event.verb()))
                .doesNotHaveDuplicates();
        assertThat(endingsOfJobsByPoll(told)).isSorted();
        watching.quietFor(Duration.ofMinutes(2));
    }

    @Test
    void aWalkAsksNoTenantByItselfAndIsBoundedInEveryQuery() {
        backups(20);
        cluster.pass(REGULAR);
        for (HistoryQuery query : watching.poll().asked().queries()) {
            assertThat(query).isInstanceOfSatisfying(InTimeOrder.class, walk -> {
                assertThat(walk.tenants()).isEmpty();
                assertThat(walk.most()).isEqualTo(250);
            });
        }
    }

    @Test
    void theWalkNamesItsTenantsWhereTheyAreFew() {
        for (int i = 0; i < 300; i++) {
            backup(1002);
        }
        cluster.pass(REGULAR);

        assertThat(watching.poll().asked().queries())
                .extracting(query -> ((InTimeOrder) query).tenants().size())
                .containsExactly(1, 1);
    }

    @Test
    void fiftyTenantsAreStillNamed() {
        for (int i = 0; i < 6; i++) {
            for (long tenant = 1002; tenant < 1052; tenant++) {
                backup(tenant);
            }
        }
        cluster.pass(REGULAR);

        assertThat(watching.poll().asked().queries())
                .extracting(query -> ((InTimeOrder) query).tenants().size())
                .containsExactly(50, 50);
    }

    @Test
    void afterTheWalkOneRowIsReadAsEver() {
        backups(20);
        catchUp();
        backup(1002);
        cluster.pass(REGULAR);

        assertThat(watching.poll().asked().queries())
                .hasSize(2)
                .allMatch(query -> query instanceof AboveId byId && byId.above() == 23);
    }

    @Test
    void endingsThatAreWaitedForAreReadAtOnceHoweverMany() {
        for (long tenant = 1002; tenant <= 1061; tenant++) {
            for (long id = 4; id < 24; id++) {
                cluster.startJob(tenant, id);
            }
        }
        watching.poll();
        for (long tenant = 1002; tenant <= 1061; tenant++) {
            for (long id = 4; id < 24; id++) {
                cluster.finish(tenant, id, "CANCELED", -4072);
            }
        }

        assertThat(watching.poll().events()).hasSize(1200);
        assertThat(watching.lives().isCatchingUp()).isFalse();
    }

    @Test
    void aRunningBackupIsFollowedWhileTheHistoryIsCaughtUpWith() {
        cluster.startJob(1062, 1);
        watching.poll();
        backups(20);
        cluster.pass(REGULAR);
        watching.poll();
        cluster.jobStatus(1062, 1, "DOING");

        assertThat(watching.told()).contains("backup/1062/1 status_changed live");
        assertThat(watching.lives().isCatchingUp()).isTrue();
    }

    @Test
    void nothingIsLostWhileItsEndingMayStillBeUnread() {
        cluster.startJob(1062, 1);
        watching.poll();
        backups(20);
        cluster.complete(1062, 1);
        cluster.pass(Duration.ofHours(2));
        List<String> told = catchUp();

        assertThat(told).contains("backup/1062/1 completed history").noneMatch(line -> line.contains(" lost "));
    }

    @Test
    void aTaskThatEndedLongBeforeItsJobIsToldToo() {
        cluster.startJob(1062, 1);
        cluster.startTask(1062, 1, 1);
        cluster.markEnded(ScriptedCluster.task(1062, 1), "CANCELED", -4072);
        cluster.move(ScriptedCluster.task(1062, 1));
        backups(10);
        cluster.pass(Duration.ofHours(1));
        backups(10);
        cluster.finish(1062, 1, "CANCELED", -4072);
        cluster.pass(REGULAR);
        List<String> told = catchUp();
        told.addAll(watching.pollAfter(REGULAR).told());

        assertThat(told)
                .containsOnlyOnce("backup/1062/1/tasks/1 canceled inferred")
                .containsOnlyOnce("backup/1062/1 canceled inferred")
                .hasSize(60 * 20 * 4 + 4);
    }

    @Test
    void aTenantHiddenDuringAStepIsReadOnItsReturn() {
        backups(20);
        cluster.pass(REGULAR);
        watching.poll();
        cluster.hide(1002);
        watching.poll();
        watching.poll();
        cluster.show(1002);
        List<String> told = catchUp();
        for (int i = 0; i < 3; i++) {
            told.addAll(watching.pollAfter(REGULAR).told());
        }

        assertThat(told.stream().filter(line -> line.startsWith("backup/1002/23 completed")))
                .hasSize(1);
        assertThat(watching.lives().isCatchingUp()).isFalse();
        watching.quietFor(Duration.ofMinutes(2));
    }

    /** A walk over all tenants meets rows of tenants that its probe did not show. */
    @Test
    void whatWasToldOfATenantThatTheProbeDidNotShowIsNotToldAgain() {
        backups(20);
        cluster.pass(REGULAR);
        cluster.hide(1002);
        watching.meanwhile(Gap.AFTER_PROBES, () -> cluster.show(1002));
        List<String> told = catchUp();
        for (int i = 0; i < 3; i++) {
            told.addAll(watching.pollAfter(REGULAR).told());
        }

        assertThat(told).hasSize(60 * 20 * 4).doesNotHaveDuplicates();
    }

    @Test
    void aHistoryThatIsNewToUsIsReadFromItsOldestRow() {
        cluster.hide(1063);
        cluster.tenant(1063, "late");
        for (int i = 0; i < 300; i++) {
            backup(1063);
        }
        watching.pollAfter(REGULAR);
        cluster.show(1063);
        cluster.pass(REGULAR);

        assertThat(((InTimeOrder) watching.poll().asked().queries().get(0))
                        .stretch()
                        .after())
                .isNull();
        assertThat(catchUp().size()).isLessThanOrEqualTo(300 * 4);
        watching.quietFor(Duration.ofMinutes(2));
    }

    private List<String> catchUp() {
        List<String> told = new ArrayList<>();
        int polls = 0;
        cluster.pass(REGULAR);
        do {
            told.addAll(watching.told());
            assertThat(polls++).as("polls to catch up").isLessThan(100);
        } while (watching.lives().isCatchingUp());
        return told;
    }

    /** The latest END_TIMESTAMP of the jobs that were told, in the order in which they were told. */
    private static List<Instant> endingsOfJobsByPoll(List<RowEvent> told) {
        List<Instant> ends = new ArrayList<>();
        Instant latest = Instant.MIN;
        for (ChangeEvent event : told) {
            var row = (RowEvent) event;
            Row last = row.row();
            if (row.verb() == RowVerb.COMPLETED && row.identity().key().kind() == RowKind.JOB) {
                Instant end = last.time("END_TIMESTAMP");
                latest = end.isAfter(latest) ? end : latest;
                ends.add(latest);
            }
        }
        return ends;
    }
}
