package dev.backupwatch.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.Severity;
import dev.backupwatch.event.SourceState;
import dev.backupwatch.event.Tenant;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.event.Visibility;
import dev.backupwatch.story.Backup;
import dev.backupwatch.story.KnownTenant;
import dev.backupwatch.story.ManualClock;
import dev.backupwatch.story.WrittenLog;
import io.netty.buffer.ByteBuf;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SnapshotsTest {

    private static final int ROWS = 40;
    private static final Duration NANO = Duration.ofNanos(1);

    private final WrittenLog log = new WrittenLog(1 << 24);
    private final ManualClock clock = new ManualClock();
    private final NewestState states = new NewestState(log.reader());
    private int appended;

    @BeforeEach
    void write() {
        for (int job = 1; job <= ROWS; job++) {
            log.poll(Backup.of(1000 + job % 4, job).started("x".repeat(500)));
        }
    }

    @Test
    void itIsEncodedOnceForTwoReadersOfOneCursor() {
        Snapshots snapshots = roomFor(10);
        Snapshots.Reading one = opened(snapshots, Filter.ALL);
        Snapshots.Reading another = opened(snapshots, Filter.ALL);
        ByteBuf bytes = one.next().orElseThrow();
        ByteBuf same = another.next().orElseThrow();

        assertThat(another.snapshot()).isSameAs(one.snapshot());
        bytes.setByte(0, '!');
        assertThat(same.getByte(0)).as("it is the same memory").isEqualTo((byte) '!');
        assertThat(same.toString(StandardCharsets.UTF_8)).contains("\"jobs\":[{");
        bytes.release();
        same.release();
        snapshots.clear();
        assertThat(bytes.refCnt()).isZero();
    }

    @Test
    void whereThereIsRoomEachGetsTheNewest() {
        Snapshots snapshots = roomFor(10);
        Snapshots.Reading one = opened(snapshots, Filter.ALL);
        append();
        Snapshots.Reading another = opened(snapshots, Filter.ALL);

        assertThat(another.snapshot().cursor()).isEqualTo(log.bounds().headCursor());
        assertThat(one.snapshot().cursor()).isNotEqualTo(log.bounds().headCursor());
    }

    @Test
    void oneOfAnOlderStateIsNotSharedAlsoWhereNoEventToldOfTheNewerOne() {
        Snapshots snapshots = roomFor(10);
        Snapshots.Reading one = opened(snapshots, Filter.ALL);
        log.know(KnownTenant.of(1002).summary());
        Snapshots.Reading another = opened(snapshots, Filter.ALL);

        assertThat(another.snapshot().cursor()).isEqualTo(one.snapshot().cursor());
        assertThat(another.snapshot()).isNotSameAs(one.snapshot());
    }

    @Test
    void whereThereIsNoneNewcomersShareTheOneThatOthersOfTheirFilterRead() {
        Snapshots snapshots = roomFor(1);
        Snapshots.Reading one = opened(snapshots, Filter.ALL);
        for (int newcomer = 0; newcomer < 100; newcomer++) {
            append();
            assertThat(opened(snapshots, Filter.ALL).snapshot()).isSameAs(one.snapshot());
        }
    }

    @Test
    void theNewestOfThoseThatAreReadIsShared() {
        Snapshots snapshots = roomFor(2);
        opened(snapshots, Filter.ALL);
        append();
        Snapshots.Reading newer = opened(snapshots, Filter.ALL);
        append();

        assertThat(opened(snapshots, Filter.ALL).snapshot()).isSameAs(newer.snapshot());
    }

    @Test
    void oneThatNobodyReadsAnyMoreGivesWay() {
        Snapshots snapshots = roomFor(1);
        opened(snapshots, Filter.ALL).close();
        append();

        assertThat(opened(snapshots, Filter.ALL).snapshot().cursor())
                .isEqualTo(log.bounds().headCursor());
    }

    @Test
    void anotherFilterWaitsUntilTheReadersHaveLeft() {
        Snapshots snapshots = roomFor(1);
        Snapshots.Reading one = opened(snapshots, Filter.ALL);
        Snapshots.Reading two = opened(snapshots, Filter.ALL);
        var waiting = ask(snapshots, cluster("prod"));
        assertThat(waiting.getItem()).isNull();

        one.close();
        one.close();
        assertThat(waiting.getItem()).isNull();
        two.close();
        assertThat(waiting.assertCompleted().getItem()).isNotNull();
    }

    @Test
    void allWhoWaitAreServedInTheEnd() {
        Snapshots snapshots = roomFor(1);
        Deque<Snapshots.Reading> reading = new ArrayDeque<>(List.of(opened(snapshots, Filter.ALL)));
        List<UniAssertSubscriber<Snapshots.Reading>> waiting = new ArrayList<>();
        for (int filter = 0; filter < 20; filter++) {
            waiting.add(ask(snapshots, cluster("prod", "other" + filter)));
        }
        for (int turn = 0; turn < 20; turn++) {
            append();
            reading.remove().close();
            snapshots.tick();
            waiting.stream()
                    .filter(waiter -> waiter.getItem() != null)
                    .findFirst()
                    .ifPresent(served -> {
                        reading.add(served.getItem());
                        waiting.remove(served);
                    });
        }

        assertThat(waiting).isEmpty();
    }

    @Test
    void whoReadsForLongGivesWayToThoseWhoWait() {
        Snapshots snapshots = roomFor(1);
        Snapshots.Reading slow = opened(snapshots, Filter.ALL);
        var waiting = ask(snapshots, cluster("prod"));
        clock.advance(Snapshots.PATIENCE);
        snapshots.tick();
        assertThat(waiting.getItem()).isNull();

        clock.advance(NANO);
        snapshots.tick();
        assertThat(waiting.getItem()).isNotNull();
        assertThat(slow.next()).isEmpty();
    }

    @Test
    void whileNobodyWaitsOneMayReadForAsLongAsItLikes() {
        Snapshots snapshots = roomFor(1);
        Snapshots.Reading slow = opened(snapshots, Filter.ALL);
        clock.advance(Snapshots.PATIENCE.multipliedBy(100));
        snapshots.tick();

        slow.next().orElseThrow().release();
        slow.close();
    }

    @Test
    void oneThatNobodyReadsIsForgottenAfterAWhile() {
        Snapshots snapshots = roomFor(10);
        Snapshots.Reading one = opened(snapshots, Filter.ALL);
        one.close();
        clock.advance(Snapshots.PATIENCE);
        snapshots.tick();
        assertThat(opened(snapshots, Filter.ALL).snapshot()).isSameAs(one.snapshot());
        opened(snapshots, Filter.ALL).close();

        Snapshots.Reading another = opened(snapshots, cluster("prod"));
        another.close();
        clock.advance(Snapshots.PATIENCE.plus(NANO));
        snapshots.tick();
        assertThat(another.snapshot().part(0)).isEmpty();
    }

    @Test
    void aSingleOneMayBeLargerThanTheBound() {
        var snapshots = new Snapshots(states, clock, 1);
        Snapshots.Reading one = opened(snapshots, Filter.ALL);

        one.next().orElseThrow().release();
        assertThat(ask(snapshots, cluster("prod")).getItem()).isNull();
    }

    @Test
    void itTakesNoMoreThanItSays() {
        log.attest("prod", SourceState.OK, ManualClock.START, tenant("t".repeat(128)));
        Snapshots.Reading one = opened(roomFor(10), Filter.ALL);
        long encoded = 0;
        while (!one.isAtEnd()) {
            ByteBuf part = one.next().orElseThrow();
            encoded += part.readableBytes();
            part.release();
        }

        assertThat(encoded).isBetween(one.snapshot().bytes() / 2, one.snapshot().bytes());
    }

    @Test
    void theTenantsInItAreThoseOfTheMomentAlsoWhereNoEventHasCome() {
        Snapshots snapshots = roomFor(10);
        log.attest("prod", SourceState.OK, ManualClock.START, tenant("before"));
        opened(snapshots, Filter.ALL);
        log.attest("prod", SourceState.OK, ManualClock.START, tenant("renamed"));
        ByteBuf part = opened(snapshots, Filter.ALL).next().orElseThrow();

        assertThat(part.toString(StandardCharsets.UTF_8)).contains("renamed").doesNotContain("before");
        part.release();
    }

    private void append() {
        log.poll(Backup.of(1002, 1).turns("S" + appended++));
    }

    /** For so many snapshots of all, and a half. */
    private Snapshots roomFor(int many) {
        long one = Snapshot.of(log.state(), Filter.ALL, clock.instant()).bytes();
        return new Snapshots(states, clock, many * one + one / 2);
    }

    private static Snapshots.Reading opened(Snapshots snapshots, Filter filter) {
        return ask(snapshots, filter).assertCompleted().getItem();
    }

    private static UniAssertSubscriber<Snapshots.Reading> ask(Snapshots snapshots, Filter filter) {
        return snapshots.open(filter).subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private static Tenant tenant(String name) {
        return new Tenant(new TenantId(1002), name, "USER", "NORMAL");
    }

    private static Filter cluster(String... names) {
        return new Filter(Set.of(names), Set.of(), Set.of(), Set.of(), Set.of(), Severity.INFO, Visibility.ALL);
    }
}
