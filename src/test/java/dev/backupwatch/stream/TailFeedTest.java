package dev.backupwatch.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.Sequence;
import dev.backupwatch.event.SourceState;
import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.story.Backup;
import dev.backupwatch.story.ManualClock;
import dev.backupwatch.story.WrittenLog;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TailFeedTest {

    private static final int PAGE = 256;

    private final WrittenLog log = new WrittenLog(1 << 26);
    private final Backup backup = Backup.of(1002, 1);
    private final Tail tail = new Tail(1 << 28);
    private final List<Sequence> wokenAt = new ArrayList<>();

    @Test
    void itBeginsAtTheHeadForWhoIsBehindReadsTheLogItself() {
        log.poll(backup.started(), backup.taskStarted(1));
        feed(log.reader());

        assertThat(tail.head()).isEqualTo(new Sequence(2));
        assertThat(tail.epoch()).isEqualTo(log.bounds().newestEpoch());
        assertThat(heldAfter(0)).isEmpty();
    }

    @Test
    void itBringsAllThatIsAppendedHoweverManyPagesThatAre() {
        feed(log.reader());
        log.poll(Collections.nCopies(2 * PAGE + 1, backup.taskProgressed(1, 4)));
        log.poll(backup.completed());

        assertThat(heldAfter(0)).isEqualTo(upTo(2 * PAGE + 2));
    }

    @Test
    void aPollOfVeryManyPagesExhaustsNoStack() {
        feed(log.reader());
        int many = 300 * PAGE;
        log.poll(Collections.nCopies(many, backup.taskProgressed(1, 4)));

        assertThat(heldAfter(0)).isEqualTo(upTo(many));
    }

    @Test
    void whoIsWokenFindsWhatItWasWokenFor() {
        feed(log.reader());
        wokenAt.clear();
        log.poll(backup.started());
        log.poll(backup.completed());

        assertThat(wokenAt).containsExactly(new Sequence(1), new Sequence(2));
    }

    @Test
    void anAttestationAloneWakesNobody() {
        feed(log.reader());
        wokenAt.clear();
        log.attest("prod", SourceState.OK, ManualClock.START);

        assertThat(wokenAt).isEmpty();
    }

    @Test
    void whatIsAppendedWhileItReadsIsBroughtToo() {
        var held = new HeldLog(log.reader());
        feed(held);
        held.answerAll();
        log.poll(backup.started());
        assertThat(held.asked()).isEqualTo(1);
        log.poll(backup.turns("DOING"));
        log.poll(backup.completed());
        assertThat(held.asked()).as("one look at a time").isEqualTo(1);
        held.answerAll();

        assertThat(heldAfter(0)).isEqualTo(upTo(3));
    }

    @Test
    void afterAReadThatFailedItGoesOnAtTheNextAdvance() {
        var held = new HeldLog(log.reader());
        feed(held);
        held.answerAll();
        log.poll(backup.started());
        held.fail();
        assertThat(heldAfter(0)).isEmpty();

        log.attest("prod", SourceState.OK, ManualClock.START);
        held.answerAll();
        assertThat(heldAfter(0)).isEqualTo(upTo(1));
    }

    @Test
    void anAdvanceDuringAReadThatFailsIsNotForgotten() {
        var held = new HeldLog(log.reader());
        feed(held);
        held.answerAll();
        log.poll(backup.started());
        log.poll(backup.completed());
        held.fail();
        held.answerAll();

        assertThat(heldAfter(0)).isEqualTo(upTo(2));
    }

    @Test
    void itGoesOnAfterBoundsThatCouldNotBeRead() {
        var held = new HeldLog(log.reader());
        feed(held);
        held.fail();
        log.poll(backup.started());
        held.answerAll();
        log.poll(backup.completed());
        held.answerAll();

        assertThat(tail.head()).isEqualTo(new Sequence(2));
        assertThat(tail.epoch()).isEqualTo(log.bounds().newestEpoch());
    }

    @Test
    void ofALogThatTookTheOldOnesPlaceNothingIsTakenForItsContinuation() {
        var another = new WrittenLog(1 << 20, 8);
        another.poll(Backup.of(1004, 1).started());
        another.poll(Backup.of(1004, 1).turns("DOING"));
        var replaced = new ReplacedLog(log);
        feed(replaced);
        log.poll(backup.started());
        replaced.becomes(another);
        assertThat(tail.epoch()).isEqualTo(another.bounds().newestEpoch());
        assertThat(heldAfter(0)).isEmpty();

        another.poll(Backup.of(1004, 1).completed());
        assertThat(heldAfter(2)).containsExactly(3L);
        assertThat(tail.after(new Sequence(2)).orElseThrow().end())
                .isEqualTo(another.bounds().headCursor());
    }

    @Test
    void aPageThatWasReadOfTheOldLogIsNotTakenIntoTheNew() {
        var another = new WrittenLog(1 << 20, 8);
        var replaced = new ReplacedLog(log);
        var held = new HeldLog(replaced);
        feed(held);
        held.answerAll();
        log.poll(backup.started());
        replaced.becomes(another);
        held.answerAll();

        assertThat(heldAfter(0)).isEmpty();
        assertThat(tail.head()).isEqualTo(Sequence.NONE);
        assertThat(tail.epoch()).isEqualTo(another.bounds().newestEpoch());
    }

    @Test
    void aWriterThatOpensTheLogAgainLeavesWhatIsHeld() {
        feed(log.reader());
        log.poll(backup.started());
        log.reopen();
        log.poll(backup.completed());

        assertThat(heldAfter(0)).isEqualTo(upTo(2));
        assertThat(tail.epoch()).isEqualTo(log.bounds().newestEpoch());
    }

    @Test
    void whereRetentionOvertakesItItBeginsAnew() {
        var small = new WrittenLog(1_000);
        var held = new HeldLog(small.reader());
        feed(held);
        held.answerAll();
        small.poll(backup.started());
        held.fail();
        for (int i = 0; i < 20; i++) {
            small.poll(backup.turns("S" + i));
        }
        held.answerAll();

        assertThat(tail.continues(Sequence.NONE)).isFalse();
        assertThat(tail.head()).isEqualTo(small.bounds().head());
        assertThat(tail.continues(small.bounds().compacted())).isTrue();
    }

    @Test
    void oneThatIsClosedLooksNoMore() {
        feed(log.reader()).close();
        log.poll(backup.started());

        assertThat(tail.head()).isEqualTo(Sequence.NONE);
    }

    private TailFeed feed(EventLogReader reader) {
        return new TailFeed(reader, tail, Streaming.AT_ONCE, () -> wokenAt.add(tail.head()));
    }

    private List<Long> heldAfter(long sequence) {
        List<Long> held = new ArrayList<>();
        var at = new Sequence(sequence);
        for (Optional<Batch> next = tail.after(at); next.isPresent(); next = tail.after(at)) {
            next.get().events().forEach(event -> held.add(event.sequence().value()));
            at = next.get().end().sequence();
        }
        return held;
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
