package dev.backupwatch.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.Cursor;
import dev.backupwatch.event.Epoch;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.Attested;
import dev.backupwatch.eventlog.LogBounds;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.story.Backup;
import dev.backupwatch.story.WrittenLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TailTest {

    private static final int EVENTS = 60;
    private static final int BATCH = 6;

    private final WrittenLog log = new WrittenLog();
    private final Epoch epoch = log.bounds().newestEpoch();
    private List<LoggedEvent> events = List.of();

    @BeforeEach
    void write() {
        for (int job = 1; job <= EVENTS; job++) {
            log.poll(Backup.of(1002, job).started());
        }
        events = log.events();
    }

    @Test
    void itHoldsTheNewestBatchesWithinItsBoundAndForgetsTheOldestFirst() {
        long room = 3 * batch(1).bytes();
        Tail tail = begun(room);
        for (int from = 1; from <= EVENTS; from += BATCH) {
            tail.add(batch(from));
            assertThat(held(tail).stream().mapToLong(Batch::bytes).sum()).isLessThanOrEqualTo(room);
        }
        assertThat(held(tail)).hasSizeGreaterThanOrEqualTo(2);
        assertThat(tail.head()).isEqualTo(new Sequence(EVENTS));
        assertThat(told(held(tail))).last().isEqualTo((long) EVENTS);
        assertThat(tail.after(Sequence.NONE)).isEmpty();
    }

    @Test
    void itKeepsTheNewestBatchWhateverItsSize() {
        Tail tail = begun(1);
        tail.add(batch(1));
        tail.add(batch(1 + BATCH));

        assertThat(told(held(tail))).containsExactly(7L, 8L, 9L, 10L, 11L, 12L);
    }

    @Test
    void whoIsInTheMiddleOfABatchGetsTheRestOfItWhichNobodyShares() {
        Tail tail = begun(1 << 20);
        Batch batch = batch(1);
        tail.add(batch);

        Batch rest = tail.after(new Sequence(4)).orElseThrow();
        assertThat(told(List.of(rest))).containsExactly(5L, 6L);
        assertThat(rest.isShared()).isFalse();
        assertThat(tail.after(Sequence.NONE)).containsSame(batch);
        assertThat(batch.isShared()).isTrue();
    }

    @Test
    void nothingFollowsTheHeadUntilItIsWritten() {
        Tail tail = begun(1 << 20);
        tail.add(batch(1));
        assertThat(tail.after(new Sequence(BATCH))).isEmpty();

        tail.add(batch(1 + BATCH));
        assertThat(tail.after(new Sequence(BATCH)).orElseThrow().first()).isEqualTo(new Sequence(1 + BATCH));
    }

    @Test
    void itContinuesWhatItHoldsAndNothingThatItForgot() {
        Tail tail = begun(1);
        tail.add(batch(1));
        assertThat(tail.continues(Sequence.NONE)).isTrue();

        tail.add(batch(1 + BATCH));
        assertThat(tail.continues(new Sequence(BATCH - 1))).isFalse();
        assertThat(tail.continues(new Sequence(BATCH))).isTrue();
        assertThat(tail.continues(new Sequence(2 * BATCH))).isTrue();
    }

    @Test
    void aGapBeginsItAnewSoThatWhatIsHeldHasNone() {
        Tail tail = begun(1 << 20);
        tail.add(batch(1));
        tail.add(batch(1 + 2 * BATCH));

        assertThat(tail.after(Sequence.NONE)).isEmpty();
        assertThat(tail.continues(new Sequence(2 * BATCH - 1))).isFalse();
        assertThat(tail.continues(new Sequence(2 * BATCH))).isTrue();
        assertThat(tail.head()).isEqualTo(new Sequence(3 * BATCH));
        assertThat(tail.epoch()).isEqualTo(epoch);
    }

    @Test
    void whatIsForgottenAtAGapNoLongerCountsToItsBound() {
        Tail tail = begun(2 * batch(EVENTS - BATCH).bytes());
        tail.add(batch(1));
        tail.add(batch(1 + 2 * BATCH));
        tail.add(batch(1 + 3 * BATCH));

        assertThat(tail.after(new Sequence(2 * BATCH))).isPresent();
    }

    @Test
    void aLogThatStillVouchesForItsHeadLeavesItAsItIs() {
        Tail tail = begun(1 << 20);
        tail.add(batch(1));
        log.reopen();
        Epoch next = log.bounds().newestEpoch();
        tail.verify(next, log.bounds());

        assertThat(tail.epoch()).isEqualTo(next);
        assertThat(tail.head()).isEqualTo(new Sequence(BATCH));
        assertThat(tail.after(Sequence.NONE)).isPresent();
    }

    @Test
    void aLogThatDoesNotVouchForItsHeadBeginsItAnewAtTheLogsOwn() {
        Tail tail = begun(1 << 20);
        tail.add(batch(1));
        var another = new WrittenLog(1 << 20, 8);
        Cursor head = another.poll(Backup.of(1002, 1).started());
        tail.verify(head.epoch(), another.bounds());

        assertThat(tail.epoch()).isEqualTo(head.epoch());
        assertThat(tail.head()).isEqualTo(head.sequence());
        assertThat(tail.after(Sequence.NONE)).isEmpty();
        assertThat(tail.continues(Sequence.NONE)).isFalse();
    }

    @Test
    void aLogThatHasLostWhatItHoldsBeginsItAnew() {
        Tail tail = begun(1 << 20);
        tail.add(batch(1));
        var next = new Epoch("z");
        var lost = new LogBounds(
                List.of(
                        new LogBounds.EpochStart(epoch, new Sequence(1)),
                        new LogBounds.EpochStart(next, new Sequence(4))),
                Sequence.NONE,
                new Sequence(3));
        tail.verify(next, lost);

        assertThat(tail.head()).isEqualTo(new Sequence(3));
        assertThat(tail.after(Sequence.NONE)).isEmpty();
    }

    @Test
    void beforeALogIsOpenedItHoldsNothingAndIsOfNoEpoch() {
        var tail = new Tail(1 << 20);

        assertThat(tail.epoch()).isEqualTo(Attested.UNOPENED);
        assertThat(tail.after(Sequence.NONE)).isEmpty();
    }

    private Tail begun(long mostBytes) {
        var tail = new Tail(mostBytes);
        var empty =
                new LogBounds(List.of(new LogBounds.EpochStart(epoch, new Sequence(1))), Sequence.NONE, Sequence.NONE);
        tail.verify(epoch, empty);
        return tail;
    }

    private Batch batch(int from) {
        return Batch.of(events.subList(from - 1, from - 1 + BATCH));
    }

    /** From the oldest that is held. */
    private static List<Batch> held(Tail tail) {
        List<Batch> held = new ArrayList<>();
        var at = Sequence.NONE;
        while (!tail.continues(at)) {
            at = at.next();
        }
        for (Optional<Batch> next = tail.after(at); next.isPresent(); next = tail.after(at)) {
            held.add(next.get());
            at = next.get().end().sequence();
        }
        return held;
    }

    private static List<Long> told(List<Batch> batches) {
        return batches.stream()
                .flatMap(batch -> batch.events().stream())
                .map(event -> event.sequence().value())
                .toList();
    }
}
