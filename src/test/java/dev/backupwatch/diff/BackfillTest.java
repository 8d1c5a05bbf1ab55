package dev.backupwatch.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.RowKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The very first look tells of the past as far back as it shall, and nothing from before that. */
class BackfillTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final List<String> LIFE_4 = List.of(
            "backup/1002/4 started inferred",
            "backup/1002/4/tasks/4 started inferred",
            "backup/1002/4/tasks/4 completed inferred",
            "backup/1002/4 completed inferred");

    private Watching watching = new Watching();
    private ScriptedCluster cluster = watching.cluster;

    private void begin(LifePolicy policy) {
        watching = new Watching(policy);
        cluster = watching.cluster;
        cluster.tenant(1002, "orders");
        cluster.tenant(1004, "billing");
    }

    /** One backup of each tenant a day. */
    private void days(int number) {
        for (int day = 1; day <= number; day++) {
            cluster.pass(DAY);
            for (long tenant : List.of(1002L, 1004L)) {
                cluster.startJob(tenant, day);
                cluster.startTask(tenant, day, day);
                cluster.pass(Watching.SECOND);
                cluster.complete(tenant, day);
            }
        }
    }

    @Test
    void withoutBackfillWhatHadEndedIsSilent() {
        begin(LifePolicy.DEFAULT);
        days(4);
        Instant firstLook = cluster.clock();

        watching.quietFor(Duration.ofMinutes(2));
        assertThat(watching.lives().toldSince()).isEqualTo(firstLook);
    }

    @Test
    void whatEndedWithinThatTimeIsInferredOnceAndWhatEndedBeforeNever() {
        begin(LifePolicy.DEFAULT.backfilling(DAY));
        days(4);

        List<String> told = toldInThreePolls();
        assertThat(told).hasSize(8).doesNotHaveDuplicates().containsAll(LIFE_4);
        watching.quietFor(Duration.ofMinutes(2));
    }

    @Test
    void theBaselineIsNotMovedByARestartAndNothingIsToldTwice() {
        begin(LifePolicy.DEFAULT.backfilling(DAY));
        days(4);
        watching.poll();
        watching.restart();

        assertThat(toldInThreePolls()).hasSize(8);
        watching.restart();
        watching.quietFor(Duration.ofMinutes(2));
    }

    @Test
    void manyDaysAreToldInStepsInTheOrderInWhichTheyEnded() {
        begin(LifePolicy.DEFAULT.backfilling(DAY.multipliedBy(30)).reading(10));
        days(40);
        assertThat(watching.lives().toldSince()).isNull();
        Instant firstLook = cluster.clock();
        List<String> told = new ArrayList<>();
        List<Integer> steps = new ArrayList<>();
        do {
            List<String> step = watching.told();
            steps.add(step.size());
            told.addAll(step);
            assertThat(watching.lives().toldSince() == null)
                    .as("as long as not all is told")
                    .isEqualTo(watching.lives().isCatchingUp());
        } while (watching.lives().isCatchingUp());
        assertThat(watching.lives().toldSince()).isEqualTo(firstLook.minus(DAY.multipliedBy(30)));

        assertThat(told).hasSize(30 * 2 * 4).doesNotHaveDuplicates();
        assertThat(told.indexOf("backup/1002/11 completed inferred"))
                .isLessThan(told.indexOf("backup/1002/40 completed inferred"));
        assertThat(steps).allMatch(size -> size <= 2 * 10 * 2);
        watching.quietFor(Duration.ofMinutes(2));
    }

    @Test
    void theHistoryFromBeforeIsNotRead() {
        begin(LifePolicy.DEFAULT.backfilling(DAY));
        days(40);
        watching.poll();
        Polled walk = watching.poll();

        assertThat(walk.asked().queries())
                .hasSize(2)
                .allSatisfy(query -> assertThat(
                                ((HistoryQuery.InTimeOrder) query).stretch().after())
                        .isNotNull());
        assertThat(watching.lives().isCatchingUp()).isFalse();
        assertThat(watching.poll().asked().probe()).isFalse();
    }

    @Test
    void whatRunsAtTheFirstLookIsFoundAndEndsAsAnyOther() {
        begin(LifePolicy.DEFAULT.backfilling(DAY));
        days(3);
        cluster.startJob(1002, 4);
        cluster.startTask(1002, 4, 4);
        assertThat(watching.told())
                .containsExactly("backup/1002/4 started found", "backup/1002/4/tasks/4 started found");
        assertThat(watching.told()).hasSize(8);
        cluster.complete(1002, 4);

        assertThat(watching.told())
                .containsExactly("backup/1002/4/tasks/4 completed history", "backup/1002/4 completed history");
        watching.quietFor(Duration.ofMinutes(2));
    }

    @Test
    void aRowThatIsLiveAndInTheHistoryAtTheFirstLookIsFoundAndThenEnds() {
        begin(LifePolicy.DEFAULT.backfilling(DAY));
        cluster.startSysJob(1);
        cluster.markEnded(ScriptedCluster.job(1, 1), "COMPLETED", 0);
        cluster.copyToHistory(ScriptedCluster.job(1, 1));

        assertThat(watching.told()).containsExactly("backup/1/1 started found");
        assertThat(watching.told()).containsExactly("backup/1/1 completed history");
        watching.quietFor(Duration.ofMinutes(1));
    }

    /** Found by a random history: it was told as found, and as its history row counted as known, its ending never. */
    @Test
    void aRowThatLingersInTheLiveViewThoughItEndedBeforeAllThatIsToldIsNeverTold() {
        begin(LifePolicy.DEFAULT.backfilling(Duration.ofMillis(60)));
        cluster.startSysJob(1);
        cluster.markEnded(ScriptedCluster.job(1, 1), "FAILED", -4018);
        cluster.copyToHistory(ScriptedCluster.job(1, 1));
        cluster.pass(Watching.SECOND);
        watching.quietFor(Duration.ofMinutes(1));
        cluster.hide(1);
        watching.quietFor(LifePolicy.DEFAULT.lostAfter().plusMinutes(1));
        cluster.move(ScriptedCluster.job(1, 1));
        cluster.show(1);

        watching.quietFor(Duration.ofMinutes(1));
    }

    @Test
    void aLateRowThatComesAfterTheWalkHasPassedItsPlaceIsStillTold() {
        begin(LifePolicy.DEFAULT.backfilling(DAY.multipliedBy(30)).reading(4));
        days(4);
        cluster.hide(1004);
        watching.poll();
        cluster.show(1004);
        List<String> told = new ArrayList<>(toldInThreePolls());
        for (int minute = 0; minute < 5; minute++) {
            told.addAll(watching.pollAfter(Duration.ofMinutes(1)).told());
        }

        assertThat(told).hasSize(4 * 2 * 4).doesNotHaveDuplicates();
        assertThat(cluster.history(RowKind.JOB).all()).hasSize(8);
    }

    private List<String> toldInThreePolls() {
        List<String> told = new ArrayList<>();
        for (int poll = 0; poll < 3; poll++) {
            told.addAll(watching.told());
        }
        return told;
    }
}
