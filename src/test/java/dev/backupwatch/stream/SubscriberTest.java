package dev.backupwatch.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.Cursor;
import dev.backupwatch.event.Epoch;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.event.Severity;
import dev.backupwatch.event.SourceState;
import dev.backupwatch.event.Visibility;
import dev.backupwatch.story.Backup;
import dev.backupwatch.story.ManualClock;
import dev.backupwatch.story.WrittenLog;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscriberTest {

    private final WrittenLog log = new WrittenLog();
    private final Backup backup = Backup.of(1002, 1);

    @Test
    void aStreamBeginsWithTheStateThenABookmarkThatCompletesItThenChanges() {
        log.poll(backup.started(), backup.taskStarted(1));
        var stream = Streaming.begun(log, Streaming.FROM_A_SNAPSHOT);
        log.poll(backup.taskProgressed(1, 4));
        stream.thread.run();

        assertThat(stream.told()).containsExactly("snapshot", "bookmark", "3");
        var snapshot = Streaming.data(stream.messages().get(0));
        assertThat(snapshot.path("jobs")).hasSize(1);
        assertThat(snapshot.path("tasks")).hasSize(1);
        var bookmark = Streaming.data(stream.messages().get(1));
        assertThat(bookmark.path("snapshotComplete").asBoolean()).isTrue();
        assertThat(bookmark.path("cursor").asText()).endsWith("-2");
    }

    @Test
    void anEmptyServiceHasASnapshotTooAndSaysThatItIsWhole() {
        assertThat(Streaming.begun(log, Streaming.FROM_A_SNAPSHOT).told()).containsExactly("snapshot", "bookmark");
    }

    @Test
    void onlyChangesAndBookmarksBearACursorSoThatASnapshotCutOffIsNeverTakenForWhole() {
        log.poll(backup.started());
        var stream = Streaming.begun(log, Streaming.from("unknown1-1"));
        log.poll(backup.completed());
        stream.thread.run();

        assertThat(stream.told()).containsExactly("reset", "snapshot", "bookmark", "2");
        assertThat(stream.messages().stream().map(message -> message.cursor().isPresent()))
                .containsExactly(false, false, true, true);
    }

    @Test
    void noTwoMessagesOfAConnectionBearTheSameId() {
        log.poll(backup.started());
        var stream = Streaming.begun(log, Streaming.from("nonsense"));
        stream.subscriber.ping("a");
        stream.subscriber.ping("b");
        stream.thread.run();

        List<String> ids = stream.messages().stream()
                .map(message -> Streaming.json(message.json()).path("id").asText())
                .toList();
        assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
        assertThat(ids).allMatch(id -> id.startsWith("c1-"));
    }

    @Test
    void withoutASnapshotItStartsAtTheHeadWithABookmark() {
        Cursor head = log.poll(backup.started());
        var stream = Streaming.begun(log, Streaming.withoutSnapshot(Optional.empty()));
        log.poll(backup.completed());
        stream.thread.run();

        assertThat(stream.told()).containsExactly("bookmark", "2");
        assertThat(stream.messages().get(0).cursor()).contains(head);
    }

    @Test
    void aResetOfAStreamWithoutASnapshotGoesOnAtTheHead() {
        Cursor head = log.poll(backup.started());
        var stream = Streaming.begun(log, Streaming.withoutSnapshot(Optional.of("unknown1-7")));

        assertThat(stream.told()).containsExactly("reset", "bookmark");
        assertThat(stream.last().cursor()).contains(head);
    }

    @Test
    void theOldestCursorReplaysAllThatTheLogHolds() {
        log.poll(backup.started());
        log.poll(backup.completed());

        assertThat(Streaming.begun(log, Streaming.from("oldest")).told()).containsExactly("1", "2");
    }

    @Test
    void aCursorResumesRightAfterItselfAlsoWithinAPoll() {
        Cursor end = log.poll(backup.started(), backup.taskStarted(1), backup.taskStarted(2));
        var within = new Cursor(end.epoch(), new Sequence(1));

        assertThat(Streaming.begun(log, Streaming.from(within.toString())).told())
                .containsExactly("2", "3");
        assertThat(Streaming.begun(log, Streaming.from(end.toString())).told()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"nonsense,malformed", "another1-1,unknown_epoch", "-99,ahead_of_log"})
    void aCursorThatTheLogCannotVouchForIsAnsweredByAResetWithItsReasonAndANewBeginning(String text, String reason) {
        Cursor head = log.poll(backup.started());
        String cursor = text.startsWith("-") ? head.epoch().value() + text : text;
        var stream = Streaming.begun(log, Streaming.from(cursor));

        assertThat(stream.told()).containsExactly("reset", "snapshot", "bookmark");
        assertThat(Streaming.data(stream.messages().get(0)).path("reason").asText())
                .isEqualTo(reason);
    }

    @Test
    void retentionThatOvertakesAStalledReaderIsToldByAResetInMidStream() {
        var small = new WrittenLog(4_000);
        small.poll(backup.started());
        var stream =
                new Streaming(small.reader(), Streaming.FROM_A_SNAPSHOT, new ManualClock(), Streaming.withTail(2_000));
        stream.thread.run();
        stream.outlet.stall();
        for (int i = 1; i <= 30; i++) {
            small.poll(backup.turns("S" + i));
        }
        stream.thread.run();
        assertThat(stream.told()).containsExactly("snapshot", "bookmark");

        stream.goOn();

        assertThat(stream.told()).containsExactly("snapshot", "bookmark", "reset", "snapshot", "bookmark");
        assertThat(Streaming.data(stream.messages().get(2)).path("reason").asText())
                .isEqualTo("compacted");
        assertThat(stream.last().cursor()).contains(small.bounds().headCursor());
    }

    @Test
    void aStalledReaderGetsNothingAndGoesOnWhereItWas() {
        log.poll(backup.started());
        var stream = Streaming.begun(log, Streaming.FROM_A_SNAPSHOT);
        stream.outlet.stall();
        for (int i = 0; i < 1000; i++) {
            log.poll(backup.turns("S" + i));
        }
        stream.thread.run();
        assertThat(stream.told()).containsExactly("snapshot", "bookmark");

        stream.goOn();

        assertThat(stream.told())
                .hasSize(2 + 1000)
                .startsWith("snapshot", "bookmark", "2")
                .endsWith("1001");
    }

    @Test
    void aSocketThatFillsUpWhileAPageIsReadIsWrittenToOnlyWhenItGoesOn() {
        log.poll(backup.started());
        var stream = new Streaming(log, Streaming.from("oldest"));
        stream.thread.step();
        stream.thread.step();
        stream.outlet.stall();
        stream.thread.run();
        assertThat(stream.told()).isEmpty();

        stream.goOn();
        assertThat(stream.told()).containsExactly("1");
    }

    @Test
    void aSnapshotIsSentPartByPartAsTheReaderTakesIt() {
        for (int job = 1; job <= 2 * SnapshotParts.MOST_ITEMS; job++) {
            log.poll(Backup.of(1002, job).started());
        }
        var stream = new Streaming(log, Streaming.FROM_A_SNAPSHOT);
        stream.outlet.stallAfterEachWrite();
        stream.thread.run();
        assertThat(stream.told()).containsExactly("snapshot");

        stream.goOn();
        stream.goOn();
        assertThat(stream.told()).containsExactly("snapshot", "snapshot", "bookmark");
    }

    @Test
    void aDetachedStreamWritesNothingMoreAndLeavesTheOutletAsItIs() {
        var stream = Streaming.begun(log, Streaming.FROM_A_SNAPSHOT);
        int before = stream.messages().size();
        log.poll(backup.started());
        stream.subscriber.detach();
        stream.thread.run();

        assertThat(stream.messages()).hasSize(before);
        assertThat(stream.outlet.farewell()).isEmpty();
    }

    @Test
    void anEndedStreamEndsItsOutlet() {
        var stream = Streaming.begun(log, Streaming.FROM_A_SNAPSHOT);
        stream.subscriber.end(Farewell.Reason.DRAINING);
        stream.thread.run();

        assertThat(stream.outlet.farewell().orElseThrow().reason()).isEqualTo(Farewell.Reason.DRAINING);
        assertThat(stream.hasLeft).isTrue();
    }

    @Test
    void aNewWriterIsNoBreakInTheStream() {
        log.poll(backup.started());
        var stream = Streaming.begun(log, Streaming.FROM_A_SNAPSHOT);
        Epoch first = log.bounds().newestEpoch();
        log.reopen();
        Cursor end = log.poll(backup.completed());
        stream.thread.run();

        assertThat(end.epoch()).isNotEqualTo(first);
        assertThat(stream.last().cursor()).contains(end);
    }

    @Test
    void theSnapshotAndItsBookmarkSpeakOfTheFilteredClustersOnly() {
        log.attest("prod", SourceState.OK, ManualClock.START);
        log.attest("stage", SourceState.OK, ManualClock.START);
        log.poll(backup.started(), backup.in("stage").started());
        var filter = new Filter(Set.of("stage"), Set.of(), Set.of(), Set.of(), Set.of(), Severity.INFO, Visibility.ALL);
        var stream =
                Streaming.begun(log, new Subscription(filter, Optional.empty(), true, Subscription.SLOWEST_BOOKMARKS));

        assertThat(Streaming.data(stream.messages().get(0)).path("jobs")).hasSize(1);
        assertThat(Streaming.data(stream.last()).path("sources").fieldNames())
                .toIterable()
                .containsExactly("stage");
    }
}
