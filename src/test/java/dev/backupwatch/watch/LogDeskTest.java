package dev.backupwatch.watch;

import static dev.backupwatch.eventlog.LogFixture.attestation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backupwatch.event.ChangeEvent;
import dev.backupwatch.event.Encoded;
import dev.backupwatch.event.Epoch;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.LogState;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.eventlog.NoteChange;
import dev.backupwatch.eventlog.StaleWriterException;
import dev.backupwatch.eventlog.StateChange;
import dev.backupwatch.eventlog.StateEntry;
import dev.backupwatch.eventlog.StateKey;
import dev.backupwatch.eventlog.memory.MemoryEventLog;
import dev.backupwatch.story.Backup;
import dev.backupwatch.story.ManualClock;
import dev.backupwatch.watch.FlakyEventLog.Fate;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogDeskTest {

    private static final Instant TIME = ManualClock.START;
    private static final Backup IN_PROD = Backup.of(1002, 1);
    private static final Backup IN_STAGE = IN_PROD.in("stage");

    private final MemoryEventLog log = new MemoryEventLog(new Random(3), 1 << 20);
    private final FlakyEventLog flaky = new FlakyEventLog(log.writer());
    private final LogDesk desk = new LogDesk(flaky);

    private LogDesk.Opening opening = LogDesk.Opening.NONE;

    @BeforeEach
    void open() {
        opening = desk.open().await().indefinitely();
    }

    @Test
    void theStepsOfAllClustersAreNumberedWithoutAGap() {
        append(IN_PROD.started(), IN_PROD.taskStarted(1));
        append(IN_STAGE.started());
        append(IN_PROD.taskCompleted(1), IN_PROD.completed());

        assertThat(events().stream().map(event -> event.sequence().value())).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(events().stream().map(event -> event.pollEnd().value())).containsExactly(2L, 2L, 3L, 5L, 5L);
    }

    @Test
    void theBytesOfAnEventHoldItsOwnPlace() {
        append(IN_PROD.started(), IN_PROD.taskStarted(1));
        String epoch = log.bounds().await().indefinitely().newestEpoch().value();

        JsonNode first = json(events().get(0).json());
        assertThat(first.path("id").asText()).isEqualTo(epoch + "-1");
        assertThat(first.path("sequence").asText()).isEqualTo("00000000000000000001");
        assertThat(first.path("pollend").asText()).isEqualTo(epoch + "-2");
        assertThat(first.path("time").asText()).isEqualTo("2026-03-01T18:00:00.000000Z");
        assertThat(events().get(0).cursor()).hasToString(epoch + "-1");
    }

    @Test
    void theStateChangesTogetherWithTheEventsThatTellIt() {
        var running = new StateEntry(IN_PROD.identity(), new Encoded(new byte[] {'{', '}'}));
        append(new StateChange(List.of(running), List.of()), IN_PROD.started());
        assertThat(state().entries()).containsExactly(running);

        append(new StateChange(List.of(), List.of(StateKey.of(IN_PROD.identity()))), IN_PROD.completed());
        assertThat(state().entries()).isEmpty();
        assertThat(state().cursor().sequence()).isEqualTo(new Sequence(2));
    }

    @Test
    void aStateThatChangesWithoutAnEventTakesNoPlace() {
        var renamed = new StateEntry(IN_PROD.identity(), new Encoded(new byte[] {'{', '}'}));
        append(new StateChange(List.of(renamed), List.of()));
        append(IN_PROD.started());

        assertThat(events()).hasSize(1);
        assertThat(state().entries()).containsExactly(renamed);
    }

    @Test
    void nothingToTellIsNothingToWrite() {
        flaky.next(Fate.IS_NOT_WRITTEN);
        append();
        assertThat(events()).isEmpty();
    }

    @Test
    void whatAnEarlierOpeningFoundIsNotVouchedForAnyMore() {
        LogDesk.Opening before = opening;
        desk.standDown(opening);
        open();
        desk.seat().attest(before, attestation("2026-03-01T17:00:00Z")).await().indefinitely();
        assertThat(log.attested().sources()).isEmpty();

        desk.seat().attest(opening, attestation("2026-03-01T18:00:00Z")).await().indefinitely();
        assertThat(log.attested().sources()).containsValue(attestation("2026-03-01T18:00:00Z"));
    }

    /** The step's end passed for an open log, which was never opened again: that replica would have stood by for ever. */
    @Test
    void aRightThatIsLostWhileAStepIsWrittenIsLostAllTheSame() {
        LogDesk.Opening before = opening;
        flaky.duringTheNextAppend(() -> desk.standDown(before));
        append(IN_PROD.started());
        open();

        assertThat(opening).isNotEqualTo(before);
    }

    /** The same, found at a question when the watch began. */
    @Test
    void aRightThatIsFoundLostByWhateverIsAskedIsSoughtAgain() {
        LogDesk.Opening before = opening;
        log.writer().open().await().indefinitely();
        assertThatThrownBy(() -> desk.notedClusters().await().indefinitely()).isInstanceOf(StaleWriterException.class);
        assertThat(desk.lost().subscribeAsCompletionStage()).isDone();
        open();

        assertThat(opening).isNotEqualTo(before);
        append(IN_PROD.started());
    }

    @Test
    void whoStandsDownFromAnEarlierOpeningLeavesTheLaterOneAlone() {
        LogDesk.Opening before = opening;
        desk.standDown(before);
        open();
        desk.standDown(before);

        assertThat(desk.lost().subscribeAsCompletionStage()).isNotDone();
        append(IN_PROD.started());
    }

    @Test
    void thatTheRightIsLostIsToldOnceForEachOpening() {
        var first = desk.lost().subscribeAsCompletionStage();
        assertThat(first).isNotDone();
        desk.standDown(opening);
        desk.standDown(opening);
        assertThat(first).isDone();
        open();

        assertThat(desk.lost().subscribeAsCompletionStage()).isNotDone();
    }

    @Test
    void anAppendThatFailedTakesNoPlace() {
        flaky.next(Fate.IS_NOT_WRITTEN);
        assertThatThrownBy(() -> append(IN_PROD.started()))
                .isInstanceOf(RuntimeException.class)
                .hasRootCauseInstanceOf(IOException.class);
        open();
        append(IN_STAGE.started());

        assertThat(events()).hasSize(1);
        assertThat(events().get(0).facets().cluster()).isEqualTo(IN_STAGE.cluster());
    }

    @Test
    void anAppendWhoseAnswerWasLostIsFoundWrittenWhenTheLogIsOpenedAnew() {
        Epoch before = log.bounds().await().indefinitely().newestEpoch();
        flaky.next(Fate.IS_WRITTEN_BUT_FAILS);
        assertThatThrownBy(() -> append(IN_PROD.started(), IN_PROD.taskStarted(1)))
                .isInstanceOf(LogUnavailableException.class);
        open();
        append(IN_STAGE.started());

        assertThat(events().stream().map(event -> event.sequence().value())).containsExactly(1L, 2L, 3L);
        assertThat(events().get(2).cursor().epoch()).isNotEqualTo(before);
    }

    @Test
    void aStepThatFollowsFromWhatTheLogSaidBeforeItFailedIsRefused() {
        LogDesk.Opening before = opening;
        flaky.next(Fate.IS_NOT_WRITTEN);
        assertThatThrownBy(() -> append(IN_PROD.started())).isInstanceOf(LogUnavailableException.class);
        assertThatThrownBy(() -> append(IN_STAGE.started())).isInstanceOf(LogUnavailableException.class);
        open();
        assertThat(opening).isNotEqualTo(before);
        opening = before;

        assertThatThrownBy(() -> append(IN_STAGE.started())).isInstanceOf(LogUnavailableException.class);
        assertThat(events()).isEmpty();
    }

    @Test
    void anOpenLogIsNotOpenedAgain() {
        LogDesk.Opening before = opening;
        open();

        assertThat(opening).isEqualTo(before);
        assertThat(log.bounds().await().indefinitely().epochs()).hasSize(1);
    }

    @Test
    void itSaysWhyNothingCanBeToldUntilTheLogIsOpenAgain() {
        assertThat(desk.trouble()).isEmpty();
        flaky.next(Fate.IS_NOT_WRITTEN);
        assertThatThrownBy(() -> append(IN_PROD.started())).isInstanceOf(LogUnavailableException.class);
        assertThat(desk.trouble()).contains("no space left on device");

        open();
        assertThat(desk.trouble()).isEmpty();
    }

    @Test
    void aWriterThatLostItsRightDoesNotTakeItBack() {
        log.writer().open().await().indefinitely();

        assertThatThrownBy(() -> append(IN_PROD.started())).isInstanceOf(StaleWriterException.class);
        assertThatThrownBy(() -> append(IN_PROD.started())).isInstanceOf(StaleWriterException.class);
        assertThat(events()).isEmpty();
    }

    @Test
    void notesThatCannotBeReadMakeTheLogBeOpenedAnew() {
        LogDesk.Opening before = opening;
        flaky.nextNotesFail();
        assertThatThrownBy(() -> desk.notes(IN_PROD.cluster()).await().indefinitely())
                .isInstanceOf(LogUnavailableException.class);
        open();

        assertThat(opening).isNotEqualTo(before);
        assertThat(desk.notes(IN_PROD.cluster()).await().indefinitely()).isEmpty();
    }

    @Test
    void aWriterThatLostItsRightMayNotReadTheNotesEither() {
        log.writer().open().await().indefinitely();

        assertThatThrownBy(() -> desk.notes(IN_PROD.cluster()).await().indefinitely())
                .isInstanceOf(StaleWriterException.class);
        assertThat(desk.trouble()).isEmpty();
    }

    private void append(ChangeEvent... events) {
        append(StateChange.NONE, events);
    }

    private void append(StateChange change, ChangeEvent... events) {
        var step = new Brought(TIME, List.of(events), change, NoteChange.NONE);
        desk.append(opening, step).await().indefinitely();
    }

    private List<LoggedEvent> events() {
        return log.readAfter(Sequence.NONE, 1000).await().indefinitely();
    }

    private LogState state() {
        return log.state().await().indefinitely();
    }

    private static JsonNode json(Encoded json) {
        try {
            return new ObjectMapper().readTree(json.toString());
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }
}
