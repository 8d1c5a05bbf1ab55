package dev.backupwatch.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.ChangeEvent;
import dev.backupwatch.event.SourceState;
import dev.backupwatch.story.Backup;
import dev.backupwatch.story.ManualClock;
import dev.backupwatch.story.WrittenLog;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The log is not the one any more that a stream has read: the sequences go on, and are others. */
class LogThatBeginsAnewTest {

    private final WrittenLog before = new WrittenLog(1 << 20, 7);
    private WrittenLog after = new WrittenLog(1 << 20, 8);
    private final ReplacedLog log = new ReplacedLog(before);
    private final Backup backup = Backup.of(1002, 1);
    private final Backup another = Backup.of(1004, 1);

    private Streaming stream(Subscription asked) {
        var stream = new Streaming(log, asked, new ManualClock());
        stream.thread.run();
        return stream;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
    void aStreamIsResetAndGetsTheNewStateWhicheverLogIsLonger(int polls) {
        before.poll(backup.started(), backup.taskStarted(1));
        before.poll(backup.turns("DOING"));
        for (int poll = 0; poll < polls; poll++) {
            after.poll(poll == 0 ? another.started() : another.turns("STATUS" + poll));
        }
        Streaming stream = stream(Streaming.from("oldest"));
        assertThat(stream.told()).containsExactly("1", "2", "3");
        log.becomes(after);
        stream.thread.run();

        assertThat(stream.told()).containsExactly("1", "2", "3", "reset", "snapshot", "bookmark");
        assertThat(Streaming.data(stream.messages().get(3)).path("reason").asText())
                .isEqualTo("unknown_epoch");
        assertThat(stream.last().cursor()).contains(after.bounds().headCursor());
        after.poll(another.completed());
        stream.thread.run();
        assertThat(stream.told()).endsWith("bookmark", Integer.toString(polls + 1));
    }

    @Test
    void aPageThatIsReadOfTheNewLogIsNotTakenForWhatFollowsInTheOld() {
        before.poll(backup.started());
        Streaming stream = stream(Streaming.from("oldest"));
        after.poll(another.started());
        after.poll(another.turns("DOING"));
        before.poll(backup.turns("DOING"));
        stream.thread.step();
        log.becomes(after);
        stream.thread.run();

        assertThat(stream.told()).doesNotContain("3").contains("reset", "snapshot");
    }

    @Test
    void withoutASnapshotItIsResetToTheHead() {
        before.poll(backup.started());
        Streaming stream = stream(Streaming.withoutSnapshot(Optional.empty()));
        log.becomes(after);
        stream.thread.run();

        assertThat(stream.told()).containsExactly("bookmark", "reset", "bookmark");
    }

    @Test
    void theOldLogsFreshnessIsNotVouchedForInTheNew() {
        before.attest("prod", SourceState.OK, ManualClock.START);
        before.poll(backup.started());
        Streaming stream = stream(Streaming.FROM_A_SNAPSHOT);
        after.attest("prod", SourceState.STARTING, null);
        log.becomes(after);
        stream.thread.run();

        var source = Streaming.data(stream.last()).path("sources").path("prod");
        assertThat(source.path("state").asText()).isEqualTo("starting");
        assertThat(source.path("asOf").isMissingNode() || source.path("asOf").isNull())
                .isTrue();
    }

    @Test
    void aWriterThatMerelyOpensTheLogAgainIsNotNoticed() {
        before.poll(backup.started());
        Streaming stream = stream(Streaming.from("oldest"));
        before.reopen();
        before.poll(backup.turns("DOING"));
        stream.thread.run();

        assertThat(stream.told()).containsExactly("1", "2");
    }

    @Test
    void whatAConflatingReaderWasToBeSparedIsToldWhereTheLogHasLostItsSuccessor() {
        Streaming stream = conflatingOneWriteAtATime();
        before.poll(backup.taskProgressed(2, 1));
        before.poll(backup.taskProgressed(1, 1));
        before.poll(backup.taskProgressed(1, 2));
        stream.goOn();
        assertThat(stream.told()).endsWith("4");

        another(backup.taskProgressed(2, 1)).reopen();
        after.poll(backup.taskProgressed(1, 1));
        after.poll(backup.taskCompleted(1));
        takeAllOf(stream);

        assertThat(stream.told()).endsWith("4", "5", "6");
        assertThat(stream.messages())
                .noneMatch(message -> Streaming.data(message).has("conflated"));
    }

    @Test
    void aConflatingReaderIsResetWhereTheLogHasLostWhatItIsOwed() {
        Streaming stream = conflatingOneWriteAtATime();
        before.poll(backup.taskProgressed(1, 1));
        before.poll(backup.taskProgressed(2, 1));
        before.poll(backup.taskProgressed(1, 2));
        stream.goOn();
        assertThat(stream.told()).endsWith("5").doesNotContain("4");

        another(backup.taskProgressed(1, 1), backup.taskProgressed(2, 1)).reopen();
        after.poll(backup.taskStarted(3));
        takeAllOf(stream);

        assertThat(stream.told()).endsWith("5", "reset", "snapshot", "bookmark");
        assertThat(stream.messages())
                .noneMatch(message -> Streaming.data(message).has("conflated"));
    }

    @Test
    void aWriterThatMerelyOpensTheLogAgainLeavesAConflatingReaderItsPlan() {
        Streaming stream = conflatingOneWriteAtATime();
        before.poll(backup.taskProgressed(1, 1));
        before.poll(backup.taskProgressed(2, 1));
        before.poll(backup.taskProgressed(1, 2));
        stream.goOn();
        before.reopen();
        before.attest("prod", SourceState.OK, ManualClock.START);
        for (int write = 0; write < 6; write++) {
            stream.goOn();
        }

        assertThat(stream.told()).endsWith("3", "5", "6");
        assertThat(Streaming.data(stream.last()).path("conflated").asInt()).isEqualTo(1);
    }

    private Streaming conflatingOneWriteAtATime() {
        before.poll(backup.started(), backup.taskStarted(1), backup.taskStarted(2));
        Streaming stream = stream(Streaming.from("oldest").conflating(true));
        stream.outlet.stallAfterEachWrite();
        stream.outlet.stall();
        return stream;
    }

    /** Becomes the log: the same up to those, each told by a poll of its own. */
    private WrittenLog another(ChangeEvent... alike) {
        after = new WrittenLog(1 << 20, 7);
        after.poll(backup.started(), backup.taskStarted(1), backup.taskStarted(2));
        for (ChangeEvent event : alike) {
            after.poll(event);
        }
        return after;
    }

    private void takeAllOf(Streaming stream) {
        log.becomes(after);
        for (int write = 0; write < 6; write++) {
            stream.goOn();
        }
    }
}
