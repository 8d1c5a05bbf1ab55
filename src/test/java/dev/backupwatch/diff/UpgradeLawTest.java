package dev.backupwatch.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.Cell;
import dev.backupwatch.event.ChangeEvent;
import dev.backupwatch.event.ColumnChange;
import dev.backupwatch.event.RowEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a counter does while versions come and go: no fall to 0 is told near a change, and in the end all is told. */
class UpgradeLawTest {

    private static final String BYTES = "OUTPUT_BYTES";
    private static final Cell ZERO = Cell.of(0);

    private final Watching watching = new Watching();
    private final ScriptedCluster cluster = watching.cluster;
    private final List<ColumnChange> changes = new ArrayList<>();
    private Instant upgraded = Instant.EPOCH;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void noFallToZeroIsToldNearAnUpgradeAndNoneIsKeptBackForEver(long seed) {
        var random = new Random(seed);
        begin();
        for (int poll = 0; poll < 200; poll++) {
            act(random, poll);
            check(watching.poll());
            cluster.pass(random.nextInt(8) == 0 ? Duration.ofMinutes(random.nextInt(12)) : Duration.ZERO);
        }
        cluster.pass(LifePolicy.SETTLING.plus(ScriptedShape.KNOWN_FOR));
        check(watching.poll());
        check(watching.poll());
        cluster.pass(LifePolicy.SETTLING);
        check(watching.poll());

        assertThat(told()).isEqualTo(live());
    }

    @Test
    void theLawSeesFallsToZeroAtAll() {
        noFallToZeroIsToldNearAnUpgradeAndNoneIsKeptBackForEver(1);

        assertThat(changes).anyMatch(change -> change.to().equals(ZERO));
    }

    private void begin() {
        cluster.tenant(1002, "orders");
        assertThat(watching.told()).isEmpty();
        cluster.startJob(1002, 1);
        cluster.startTask(1002, 1, 1);
        assertThat(watching.told()).hasSize(2);
    }

    private void act(Random random, int poll) {
        if (random.nextInt(15) == 0) {
            cluster.shape().version("4.3." + poll);
            upgraded = cluster.clock();
        }
        if (random.nextInt(3) == 0) {
            cluster.setTask(1002, 1, BYTES, Cell.of(random.nextInt(3) * 100L));
        }
    }

    private void check(Polled polled) {
        boolean isNear =
                upgraded.plus(LifePolicy.SETTLING).isAfter(cluster.clock().minus(Watching.SECOND));
        for (ChangeEvent event : polled.events()) {
            List<ColumnChange> changed = ((RowEvent) event).changed();
            changes.addAll(changed);
            assertThat(changed).allMatch(change -> !isNear || !change.to().equals(ZERO));
        }
    }

    private Cell told() {
        return Objects.requireNonNull(watching.lives().told().get(ScriptedCluster.task(1002, 1)))
                .row()
                .cell(BYTES)
                .orElseThrow();
    }

    private Cell live() {
        return cluster.liveRow(ScriptedCluster.task(1002, 1)).cell(BYTES).orElseThrow();
    }
}
