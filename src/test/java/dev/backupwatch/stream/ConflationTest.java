package dev.backupwatch.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backupwatch.event.Cursor;
import dev.backupwatch.story.Backup;
import dev.backupwatch.story.ManualClock;
import dev.backupwatch.story.WrittenLog;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConflationTest {

    private final WrittenLog log = new WrittenLog();
    private final Backup backup = Backup.of(1002, 1);

    @Test
    void aReaderThatKeepsUpIsToldEverything() {
        Streaming stream = begun();
        for (int tablets = 1; tablets <= 3; tablets++) {
            log.poll(backup.taskProgressed(1, tablets));
            stream.thread.run();
        }

        assertThat(stream.told()).containsExactly("snapshot", "bookmark", "3", "4", "5");
        assertThat(stream.messages())
                .noneMatch(message -> Streaming.data(message).has("conflated"));
    }

    @Test
    void oneThatIsBehindIsToldTheNewestProgressAndForHowManyItStands() {
        Streaming stream = behind();
        log.poll(backup.taskProgressed(1, 1));
        log.poll(backup.taskProgressed(1, 2), backup.taskProgressed(2, 7));
        log.poll(backup.taskProgressed(1, 5));
        stream.goOn();

        assertThat(stream.told()).containsExactly("snapshot", "bookmark", "5", "6");
        JsonNode newest = Streaming.data(stream.last());
        assertThat(newest.path("conflated").asInt()).isEqualTo(2);
        assertThat(newest.path("row").path("FINISH_TABLET_COUNT").asLong()).isEqualTo(5);
        assertThat(Streaming.data(stream.messages().get(2)).has("conflated")).isFalse();
    }

    @Test
    void anythingElseAboutThatRowIsToldAndKeepsTheProgressBeforeIt() {
        Streaming stream = behind();
        log.poll(backup.taskProgressed(1, 1));
        log.poll(backup.taskProgressed(1, 2));
        log.poll(backup.taskCompleted(1));
        log.poll(backup.taskStarted(1));
        log.poll(backup.taskProgressed(1, 1));
        stream.goOn();

        assertThat(stream.told()).containsExactly("snapshot", "bookmark", "4", "5", "6", "7");
    }

    @Test
    void progressOfAJobIsOvertakenTooThoughItHasNoChanges() {
        Streaming stream = behind();
        log.poll(backup.goesOn(10));
        log.poll(backup.goesOn(20));
        log.poll(backup.goesOn(30));
        stream.goOn();

        assertThat(stream.told()).containsExactly("snapshot", "bookmark", "5");
        JsonNode newest = Streaming.data(stream.last());
        assertThat(newest.path("conflated").asInt()).isEqualTo(2);
        assertThat(newest.path("progress").path("percent").asDouble()).isEqualTo(30);
        assertThat(newest.has("changed")).isFalse();
    }

    @Test
    void aStallIsNeverLeftOutNorTheProgressBeforeIt() {
        Streaming stream = behind();
        log.poll(backup.goesOn(10));
        log.poll(backup.stalls());
        log.poll(backup.goesOn(20));
        stream.goOn();

        assertThat(stream.told()).containsExactly("snapshot", "bookmark", "3", "4", "5");
    }

    @Test
    void whatAnotherFilterLeavesInBetweenStillKeepsThemApart() {
        Streaming stream = new Streaming(
                log,
                new Subscription(
                                FilterTest.filter("type=backup.task.progressed"),
                                java.util.Optional.empty(),
                                false,
                                Subscription.SLOWEST_BOOKMARKS)
                        .conflating(true));
        stream.thread.run();
        stream.outlet.stall();
        log.poll(backup.taskProgressed(1, 1));
        log.poll(backup.taskCompleted(1));
        log.poll(backup.taskStarted(1));
        log.poll(backup.taskProgressed(1, 1));
        stream.goOn();

        assertThat(stream.told()).containsExactly("bookmark", "1", "4");
    }

    @Test
    void aBookmarkWaitsForTheSuccessorOfWhatWasLeftOut() {
        Streaming stream = behind();
        stream.outlet.stallAfterEachWrite();
        log.poll(backup.taskProgressed(1, 1));
        log.poll(backup.taskProgressed(2, 1));
        Cursor end = log.poll(backup.taskProgressed(1, 2));
        stream.goOn();
        assertThat(stream.told()).containsExactly("snapshot", "bookmark", "4");

        stream.subscriber.ping("now");
        stream.clock.advance(Duration.ofSeconds(20));
        stream.goOn();
        stream.goOn();
        assertThat(stream.told()).containsExactly("snapshot", "bookmark", "4", "5", "bookmark");
        assertThat(stream.last().cursor()).contains(end);
    }

    @Test
    void aResetForgetsWhatWasOwed() {
        var small = new WrittenLog(3_000);
        small.poll(backup.started(), backup.taskStarted(1));
        var stream = new Streaming(
                small.reader(), Streaming.FROM_A_SNAPSHOT.conflating(true), new ManualClock(), Streaming.withTail(1));
        stream.thread.run();
        stream.outlet.stall();
        for (int tablets = 1; tablets <= 20; tablets++) {
            small.poll(backup.taskProgressed(1, tablets));
        }
        stream.goOn();
        stream.advance(Subscription.SLOWEST_BOOKMARKS);

        assertThat(stream.told())
                .containsSubsequence("reset", "snapshot", "bookmark")
                .endsWith("bookmark");
    }

    private Streaming begun() {
        log.poll(backup.started(), backup.taskStarted(1));
        return Streaming.begun(log, Streaming.FROM_A_SNAPSHOT.conflating(true));
    }

    private Streaming behind() {
        Streaming stream = begun();
        stream.outlet.stall();
        return stream;
    }
}
