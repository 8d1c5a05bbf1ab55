package dev.backupwatch.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A tenant may be hidden from one read of a poll and show in the next. */
class ReadSkewTest {

    private static final Duration REGULAR_PROBE = Duration.ofSeconds(31);

    private final Watching watching = new Watching();
    private final ScriptedCluster cluster = watching.cluster;

    @BeforeEach
    void firstLook() {
        cluster.tenant(1002, "orders");
        watching.poll();
    }

    /** Its first reading told a job, its second was empty: what was told must be remembered all the same. */
    @Test
    void aJobIsToldOnceAlsoIfItsTenantIsHiddenFromTheSecondReadingOfTheHistory() {
        cluster.startJob(1002, 2);
        cluster.startJob(1002, 3);
        cluster.startJob(1002, 4);
        cluster.complete(1002, 4);
        assertThat(hiddenFromTheLiveViews(() -> {}, EnumSet.noneOf(Gap.class)))
                .containsExactly("backup/1002/4 started inferred", "backup/1002/4 completed inferred");
        cluster.complete(1002, 2);
        cluster.complete(1002, 3);
        cluster.startJob(1002, 5);
        assertThat(hiddenFromTheLiveViews(() -> cluster.complete(1002, 5), EnumSet.of(Gap.BETWEEN_PAGES)))
                .containsExactly("backup/1002/5 started inferred", "backup/1002/5 completed inferred");
        cluster.show(1002);

        assertThat(watching.pollAfter(REGULAR_PROBE).told())
                .containsExactly(
                        "backup/1002/2 started inferred",
                        "backup/1002/3 started inferred",
                        "backup/1002/2 completed inferred",
                        "backup/1002/3 completed inferred");
    }

    private List<String> hiddenFromTheLiveViews(Runnable afterTheProbes, Set<Gap> hiddenAgain) {
        cluster.pass(REGULAR_PROBE);
        return watching.poll(gap -> {
                    if (gap == Gap.AFTER_THE_CLOCK || hiddenAgain.contains(gap)) {
                        cluster.hide(1002);
                    }
                    if (gap == Gap.AFTER_TASKS) {
                        cluster.show(1002);
                    }
                    if (gap == Gap.AFTER_PROBES) {
                        afterTheProbes.run();
                    }
                })
                .told();
    }
}
