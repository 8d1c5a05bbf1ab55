package dev.backupwatch.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.Severity;
import dev.backupwatch.event.Visibility;
import dev.backupwatch.story.Backup;
import dev.backupwatch.story.ManualClock;
import dev.backupwatch.story.WrittenLog;
import io.netty.buffer.ByteBuf;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever readers come, read, stall and go: what is held stays within its bound, and all are served. */
class SnapshotsLawTest {

    private static final int ROWS = 500;
    private static final int STEPS = 600;
    private static final List<Filter> FILTERS =
            List.of(Filter.ALL, tenants("1000"), tenants("1001", "1002"), tenants("7"), tenants("1003", "7"));

    private final WrittenLog log = new WrittenLog(1 << 26);
    private final ManualClock clock = new ManualClock();
    private final List<UniAssertSubscriber<Snapshots.Reading>> asked = new ArrayList<>();
    private final List<Snapshots.Reading> reading = new ArrayList<>();
    private final Set<Snapshot> seen = new HashSet<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsHeldStaysWithinItsBoundAndAllAreServed(long seed) {
        var random = new Random(seed);
        for (int job = 1; job <= ROWS; job++) {
            log.poll(Backup.of(1000 + job % 4, job).started());
        }
        long one = Snapshot.of(log.state(), Filter.ALL, clock.instant()).bytes();
        long bound = one / 4 + random.nextLong(3 * one);
        var snapshots = new Snapshots(new NewestState(log.reader()), clock, bound);
        for (int step = 0; step < STEPS; step++) {
            perform(snapshots, random);
            takeOpened();
            assertBounded(bound);
        }
        for (int turn = 0; !asked.isEmpty() || !reading.isEmpty(); turn++) {
            assertThat(turn).as("all are served").isLessThan(2 * STEPS);
            reading.forEach(Snapshots.Reading::close);
            reading.clear();
            snapshots.tick();
            takeOpened();
            assertBounded(bound);
        }
        clock.advance(Snapshots.PATIENCE.plusNanos(1));
        snapshots.tick();
        assertThat(seen).noneMatch(SnapshotsLawTest::isHeld);
    }

    private void perform(Snapshots snapshots, Random random) {
        int chance = random.nextInt(10);
        if (chance < 4) {
            Filter filter = FILTERS.get(random.nextInt(FILTERS.size()));
            asked.add(snapshots.open(filter).subscribe().withSubscriber(UniAssertSubscriber.create()));
        } else if (chance < 7 && !reading.isEmpty()) {
            readOn(reading.get(random.nextInt(reading.size())));
        } else if (chance < 9) {
            int job = 1 + random.nextInt(ROWS);
            log.poll(Backup.of(1000 + job % 4, job).turns("S" + random.nextInt()));
        } else {
            clock.advance(Duration.ofMillis(random.nextInt(5_000)));
            snapshots.tick();
        }
    }

    private void readOn(Snapshots.Reading one) {
        Optional<ByteBuf> part = one.next();
        part.ifPresent(ByteBuf::release);
        if (part.isEmpty() || one.isAtEnd()) {
            one.close();
            reading.remove(one);
        }
    }

    private void takeOpened() {
        for (UniAssertSubscriber<Snapshots.Reading> one : List.copyOf(asked)) {
            if (one.getItem() != null) {
                asked.remove(one);
                reading.add(one.getItem());
                seen.add(one.getItem().snapshot());
            }
        }
    }

    private void assertBounded(long bound) {
        List<Snapshot> held = seen.stream().filter(SnapshotsLawTest::isHeld).toList();
        seen.retainAll(held);
        assertThat(held.size() <= 1 || held.stream().mapToLong(Snapshot::bytes).sum() <= bound)
                .as("%d are held", held.size())
                .isTrue();
    }

    private static boolean isHeld(Snapshot snapshot) {
        Optional<ByteBuf> part = snapshot.part(0);
        part.ifPresent(ByteBuf::release);
        return part.isPresent();
    }

    private static Filter tenants(String... tenants) {
        return new Filter(Set.of(), Set.of(tenants), Set.of(), Set.of(), Set.of(), Severity.INFO, Visibility.ALL);
    }
}
