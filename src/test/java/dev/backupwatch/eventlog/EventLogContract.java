package dev.backupwatch.eventlog;

import static dev.backupwatch.eventlog.LogFixture.CLUSTER;
import static dev.backupwatch.eventlog.LogFixture.attestation;
import static dev.backupwatch.eventlog.LogFixture.ended;
import static dev.backupwatch.eventlog.LogFixture.entry;
import static dev.backupwatch.eventlog.LogFixture.note;
import static dev.backupwatch.eventlog.LogFixture.poll;
import static dev.backupwatch.eventlog.LogFixture.sequences;
import static dev.backupwatch.eventlog.LogFixture.sourceAdded;
import static dev.backupwatch.eventlog.LogFixture.sourceRemoved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Cursor;
import dev.backupwatch.event.Epoch;
import dev.backupwatch.event.Sequence;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every log promises to its writer and its readers. */
public abstract class EventLogContract {

    private EventLogReader log;
    private EventLogWriter writer;
    private Epoch epoch;

    /** A log that nobody has opened yet and that keeps at least a few thousand bytes of events. */
    protected abstract EventLogReader newLog();

    /** Another writer of the log that {@link #newLog} made last. */
    protected abstract EventLogWriter newWriter();

    @BeforeEach
    void openANewLog() {
        log = newLog();
        writer = newWriter();
        epoch = now(writer.open()).epoch();
    }

    @Test
    void aNewLogHoldsNothingAndItsFirstEventWillBeOne() {
        assertThat(now(log.bounds()).head()).isEqualTo(Sequence.NONE);
        assertThat(now(log.bounds()).compacted()).isEqualTo(Sequence.NONE);
        assertThat(now(log.bounds()).newestEpoch()).isEqualTo(epoch);
        assertThat(now(log.readAfter(Sequence.NONE, 10))).isEmpty();
        assertThat(now(log.readBefore(new Sequence(1), 10))).isEmpty();
        assertThat(now(log.removalsBefore(new Sequence(1), 10))).isEmpty();
    }

    @Test
    void whatWasAppendedIsReadInOrderAsItWas() {
        LogStep first = poll(epoch, 1, 2);
        LogStep second = poll(epoch, 3, 3);
        now(writer.append(first));
        now(writer.append(second));

        List<LoggedEvent> all = new ArrayList<>(first.events());
        all.addAll(second.events());
        assertThat(now(log.readAfter(Sequence.NONE, 10))).isEqualTo(all);
        Collections.reverse(all);
        assertThat(now(log.readBefore(new Sequence(4), 10))).isEqualTo(all);
        assertThat(now(log.bounds()).head()).isEqualTo(new Sequence(3));
    }

    @Test
    void pagesForwardsAndBackwardsHaveNoGapAndNoRepeat() {
        now(writer.append(poll(epoch, 1, 7)));

        assertThat(sequences(now(log.readAfter(new Sequence(2), 3)))).containsExactly(3L, 4L, 5L);
        assertThat(sequences(now(log.readAfter(new Sequence(5), 3)))).containsExactly(6L, 7L);
        assertThat(now(log.readAfter(new Sequence(7), 3))).isEmpty();
        assertThat(now(log.readAfter(new Sequence(99), 3))).isEmpty();
        assertThat(sequences(now(log.readBefore(new Sequence(5), 3)))).containsExactly(4L, 3L, 2L);
        assertThat(sequences(now(log.readBefore(new Sequence(2), 3)))).containsExactly(1L);
        assertThat(sequences(now(log.readBefore(new Sequence(99), 2)))).containsExactly(7L, 6L);
        assertThat(now(log.readBefore(new Sequence(1), 3))).isEmpty();
        assertThat(now(log.readBefore(Sequence.NONE, 3))).isEmpty();
    }

    @Test
    void whatTookRowsOutOfTheStateIsFoundNewestFirst() {
        now(writer.append(poll(epoch, 1, 3)));
        now(writer.append(ended(epoch, 4, 6)));
        now(writer.append(poll(epoch, 7, 7)));
        now(writer.append(ended(epoch, 8, 9)));

        assertThat(sequences(now(log.removalsBefore(new Sequence(99), 2)))).containsExactly(9L, 8L);
        assertThat(sequences(now(log.removalsBefore(new Sequence(8), 2)))).containsExactly(6L, 5L);
        assertThat(sequences(now(log.removalsBefore(new Sequence(5), 9)))).containsExactly(4L);
        assertThat(now(log.removalsBefore(new Sequence(4), 3))).isEmpty();
        assertThat(now(log.removalsBefore(Sequence.NONE, 3))).isEmpty();
    }

    @Test
    void whatTookAJobItsTasksAndItsChildrenIsFoundByTheJob() {
        now(writer.append(poll(epoch, 1, 3)));
        now(writer.append(ended(epoch, 4, 9)));

        assertThat(sequences(now(log.removalsOf(CLUSTER, LogFixture.job(5))))).containsExactly(5L);
        assertThat(sequences(now(log.removalsOf(CLUSTER, LogFixture.PARENT_OF_ENDED))))
                .containsExactly(9L, 8L, 7L, 6L, 5L, 4L);
        assertThat(now(log.removalsOf(CLUSTER, LogFixture.job(1))))
                .as("it was not removed")
                .isEmpty();
        assertThat(now(log.removalsOf(new ClusterName("stage"), LogFixture.job(5))))
                .isEmpty();
    }

    @Test
    void aStepThatDoesNotFollowTheHeadIsRefusedAndLeavesNoTrace() {
        now(writer.append(poll(epoch, 1, 2)));
        LogStep gap = LogFixture.with(poll(epoch, 4, 5), List.of(entry(1, "x")));
        LogStep repeat = poll(epoch, 2, 3);

        assertThatThrownBy(() -> now(writer.append(gap))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> now(writer.append(repeat))).isInstanceOf(IllegalArgumentException.class);
        assertThat(now(log.bounds()).head()).isEqualTo(new Sequence(2));
        assertThat(now(log.state()).entries()).isEmpty();
        now(writer.append(poll(epoch, 3, 3)));
    }

    @Test
    void anOlderWriterIsRefusedAsSoonAsANewOneOpens() {
        now(writer.append(poll(epoch, 1, 1)));
        EventLogWriter successor = newWriter();
        LogPosition position = now(successor.open());

        assertThat(position.epoch()).isNotEqualTo(epoch);
        assertThat(position.head()).isEqualTo(new Sequence(1));
        assertThatThrownBy(() -> now(writer.append(poll(epoch, 2, 2)))).isInstanceOf(StaleWriterException.class);
        assertThatThrownBy(() -> now(writer.attest(attestation("2026-11-23T04:00:00Z"))))
                .isInstanceOf(StaleWriterException.class);
        now(successor.append(poll(position.epoch(), 2, 2)));
        assertThat(now(log.bounds()).wrote(new Cursor(epoch, new Sequence(1)))).isTrue();
        assertThat(now(log.bounds()).wrote(new Cursor(position.epoch(), new Sequence(2))))
                .isTrue();
        assertThat(now(log.bounds()).wrote(new Cursor(epoch, new Sequence(2)))).isFalse();
    }

    @Test
    void aWriterThatNeverOpenedIsRefused() {
        assertThatThrownBy(() -> now(newWriter().append(poll(epoch, 1, 1)))).isInstanceOf(StaleWriterException.class);
    }

    @Test
    void theStateIsWhatWasPutAndNotRemovedInKeyOrder() {
        now(writer.append(LogFixture.with(poll(epoch, 1, 1), List.of(entry(2, "two"), entry(1, "one")))));
        now(writer.append(LogFixture.with(poll(epoch, 2, 2), List.of(entry(2, "two again"), entry(3, "three")))));
        now(writer.append(new LogStep(
                List.of(), new StateChange(List.of(), List.of(entry(1, "").key())), NoteChange.NONE)));

        LogState state = now(log.state());
        assertThat(state.entries()).containsExactly(entry(2, "two again"), entry(3, "three"));
        assertThat(state.cursor()).isEqualTo(new Cursor(epoch, new Sequence(2)));
    }

    @Test
    void anEventAndAStateEntryOfATenantComeBackAsTheyWere() {
        LogStep told = LogFixture.ofTenants(epoch, 1, 2);
        StateEntry job = entry(1002, "of the same number");
        now(writer.append(LogFixture.with(told, List.of(LogFixture.tenantEntry("safe"), job))));

        assertThat(now(log.readAfter(Sequence.NONE, 10))).isEqualTo(told.events());
        assertThat(now(log.state()).entries()).containsExactly(job, LogFixture.tenantEntry("safe"));
        assertThat(now(log.removalsBefore(new Sequence(99), 10))).isEmpty();

        now(writer.append(new LogStep(
                List.of(),
                new StateChange(List.of(), List.of(LogFixture.tenantEntry("").key())),
                NoteChange.NONE)));
        assertThat(now(log.state()).entries()).containsExactly(job);
    }

    @Test
    void aChangeOfStateIsNoticedAlsoWhereNoEventTellsOfIt() {
        now(writer.append(LogFixture.with(poll(epoch, 1, 1), List.of(entry(1, "one")))));
        long before = log.attested().revision();
        now(writer.append(noting(List.of(note("a", "one")), List.of())));
        now(writer.attest(attestation("2026-11-23T04:00:00Z")));
        assertThat(log.attested().revision()).isEqualTo(before);

        now(writer.append(LogFixture.with(LogFixture.nothing(), List.of(entry(1, "one again")))));
        assertThat(log.attested().revision()).isNotEqualTo(before);
        assertThat(now(log.state()).attested()).isEqualTo(log.attested());
        assertThat(now(log.state()).entries()).containsExactly(entry(1, "one again"));
    }

    @Test
    void theNotesAreWhatWasPutAndNotRemovedInKeyOrderAndASuccessorFindsThem() {
        now(writer.append(noting(List.of(note("b", "two"), note("a", "one")), List.of())));
        now(writer.append(noting(
                List.of(note("b", "two again"), note("c", "three")),
                List.of(note("a", "").key()))));
        assertThat(now(writer.notes(CLUSTER))).containsExactly(note("b", "two again"), note("c", "three"));
        assertThat(now(log.state()).entries()).as("no subscriber sees them").isEmpty();

        EventLogWriter successor = newWriter();
        now(successor.open());
        assertThat(now(successor.notes(CLUSTER))).containsExactly(note("b", "two again"), note("c", "three"));
        assertThatThrownBy(() -> now(writer.notes(CLUSTER))).isInstanceOf(StaleWriterException.class);
    }

    @Test
    void eachClusterHasItsOwnNotesUntilTheLastOfThemIsRemoved() {
        Note elsewhere = new Note(
                new NoteKey(new ClusterName("stage"), "a"),
                note("a", "elsewhere").value());
        now(writer.append(noting(List.of(note("a", "here"), elsewhere), List.of())));
        assertThat(now(writer.notes(CLUSTER))).containsExactly(note("a", "here"));
        assertThat(now(writer.notedClusters())).containsExactlyInAnyOrder(CLUSTER, new ClusterName("stage"));

        now(writer.append(noting(List.of(), List.of(elsewhere.key()))));
        assertThat(now(writer.notedClusters())).containsExactly(CLUSTER);
    }

    @Test
    void aRefusedStepLeavesNoNote() {
        LogStep gap = new LogStep(
                poll(epoch, 4, 5).events(), StateChange.NONE, new NoteChange(List.of(note("a", "one")), List.of()));

        assertThatThrownBy(() -> now(writer.append(gap))).isInstanceOf(IllegalArgumentException.class);
        assertThat(now(writer.notes(CLUSTER))).isEmpty();
    }

    private static LogStep noting(List<Note> put, List<NoteKey> removed) {
        return new LogStep(List.of(), StateChange.NONE, new NoteChange(put, removed));
    }

    @Test
    void anAttestationIsSeenTogetherWithTheHeadItSpeaksOf() {
        assertThat(log.attested().sources()).isEmpty();
        now(writer.append(poll(epoch, 1, 2)));
        now(writer.attest(attestation("2026-11-23T04:00:00Z")));
        now(writer.attest(attestation("2026-11-23T04:00:01Z")));

        assertThat(log.attested().head()).isEqualTo(new Sequence(2));
        assertThat(log.attested().sources()).containsOnlyKeys(CLUSTER);
        assertThat(log.attested().sources()).containsValue(attestation("2026-11-23T04:00:01Z"));
        assertThat(now(log.state()).attested()).isEqualTo(log.attested());
    }

    @Test
    void ofASourceThatIsToldAsRemovedNothingIsVouchedForUntilItIsAddedAgain() {
        now(writer.attest(attestation("2026-11-23T04:00:00Z")));
        now(writer.append(sourceRemoved(epoch, 1)));
        assertThat(log.attested().sources()).isEmpty();
        assertThat(now(log.state()).attested()).isEqualTo(log.attested());

        now(writer.append(sourceAdded(epoch, 2)));
        now(writer.attest(attestation("2026-11-23T04:00:01Z")));
        assertThat(log.attested().sources()).containsOnlyKeys(CLUSTER);
    }

    @Test
    void aListenerIsCalledAfterEachAppendAndAttestationUntilItIsClosed() {
        List<Long> heads = new ArrayList<>();
        Cancellable calls = log.onAdvance(() -> heads.add(log.attested().head().value()));
        now(writer.append(poll(epoch, 1, 2)));
        now(writer.attest(attestation("2026-11-23T04:00:00Z")));
        now(writer.append(poll(epoch, 3, 3)));
        assertThatThrownBy(() -> now(writer.append(poll(epoch, 9, 9)))).isInstanceOf(IllegalArgumentException.class);
        calls.cancel();
        now(writer.append(poll(epoch, 4, 4)));

        assertThat(heads).containsExactly(2L, 2L, 3L);
    }

    @Test
    void nothingIsWrittenBeforeSomebodySubscribes() {
        var unused = writer.append(poll(epoch, 1, 1));

        assertThat(unused).isNotNull();
        assertThat(now(log.bounds()).head()).isEqualTo(Sequence.NONE);
    }

    protected static <T> T now(Uni<T> uni) {
        return uni.await().indefinitely();
    }
}
