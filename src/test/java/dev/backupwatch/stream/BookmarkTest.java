package dev.backupwatch.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.ChangeEvent;
import dev.backupwatch.event.Cursor;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.event.Severity;
import dev.backupwatch.event.SourceState;
import dev.backupwatch.event.Visibility;
import dev.backupwatch.story.Backup;
import dev.backupwatch.story.ManualClock;
import dev.backupwatch.story.WrittenLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BookmarkTest {

    private static final Duration PERIOD = Subscription.SLOWEST_BOOKMARKS.minus(Subscribers.TICK);

    private final WrittenLog log = new WrittenLog();
    private final Backup backup = Backup.of(1002, 1);

    @Test
    void aQuietStreamIsToldOneTickBefore15SecondsHavePassedAndNotANanosecondEarlier() {
        var stream = Streaming.begun(log, Streaming.FROM_A_SNAPSHOT);
        stream.advance(PERIOD.minusNanos(1));
        assertThat(stream.told()).containsExactly("snapshot", "bookmark");

        stream.advance(Duration.ofNanos(1));
        assertThat(stream.told()).containsExactly("snapshot", "bookmark", "bookmark");
    }

    @Test
    void moreAreToldToOneThatAsksForMore() {
        var asked = new Subscription(Filter.ALL, Optional.empty(), true, Duration.ofSeconds(1));
        var stream = Streaming.begun(log, asked);
        for (int second = 0; second < 5; second++) {
            stream.advance(Duration.ofSeconds(1));
        }

        assertThat(stream.told()).hasSize(2 + 5);
    }

    @Test
    void aFilterThatLetsNothingThroughStillMovesOn() {
        var none = new Filter(Set.of(), Set.of("9999"), Set.of(), Set.of(), Set.of(), Severity.INFO, Visibility.ALL);
        var stream = Streaming.begun(log, new Subscription(none, Optional.empty(), true, PERIOD));
        Cursor end = log.poll(backup.started());
        stream.thread.run();
        stream.advance(PERIOD);

        assertThat(stream.told()).containsExactly("snapshot", "bookmark", "bookmark");
        assertThat(stream.last().cursor()).contains(end);
    }

    @Test
    void aStreamThatIsReadSlowlyGetsItsBookmarksAlsoWhereNoPageEndsWithAPoll() {
        var busy = new WrittenLog(64L << 20);
        int pollsOf = 255;
        for (int poll = 0; poll < 60; poll++) {
            List<ChangeEvent> events = new ArrayList<>();
            for (int i = 0; i < pollsOf; i++) {
                events.add(backup.turns("S" + i));
            }
            busy.poll(events);
        }
        var stream = new Streaming(busy, Streaming.from("oldest"));
        stream.outlet.stallAfterEachWrite();
        stream.thread.run();
        int sinceBookmark = 0;
        for (int write = 0; write < 60; write++) {
            stream.clock.advance(Duration.ofSeconds(5));
            stream.goOn();
            sinceBookmark = stream.last() instanceof Message.Control ? 0 : sinceBookmark + 1;
            assertThat(sinceBookmark).as("writes of 5 s without a bookmark").isLessThanOrEqualTo(4);
        }
    }

    @Test
    void aClockThatIsSetBackDoesNotSilenceAStream() {
        var stream = Streaming.begun(log, Streaming.FROM_A_SNAPSHOT);
        stream.clock.advance(Duration.ofHours(-1));

        stream.advance(Duration.ZERO);
        assertThat(stream.told()).containsExactly("snapshot", "bookmark", "bookmark");
        stream.advance(PERIOD);
        assertThat(stream.told()).hasSize(4);
    }

    @Test
    void aPingIsAnsweredByABookmarkWithItsId() {
        Cursor end = log.poll(backup.started());
        var stream = Streaming.begun(log, Streaming.FROM_A_SNAPSHOT);
        stream.subscriber.ping("a2");
        stream.thread.run();

        assertThat(stream.told()).containsExactly("snapshot", "bookmark", "bookmark");
        assertThat(Streaming.data(stream.last()).path("id").asText()).isEqualTo("a2");
        assertThat(stream.last().cursor()).contains(end);
    }

    @Test
    void aPingOfAStalledStreamIsAnsweredWhenItGoesOnAndAfterWhatItMissed() {
        var stream = Streaming.begun(log, Streaming.FROM_A_SNAPSHOT);
        stream.outlet.stall();
        stream.subscriber.ping("a2");
        stream.thread.run();
        assertThat(stream.told()).containsExactly("snapshot", "bookmark");

        stream.goOn();
        assertThat(Streaming.data(stream.last()).path("id").asText()).isEqualTo("a2");
    }

    @Test
    void aBookmarkWithinAPollWaitsForItsEnd() {
        Cursor end = log.poll(backup.started(), backup.taskStarted(1));
        var within = new Cursor(end.epoch(), new Sequence(1));
        var stream = new Streaming(log, Streaming.from(within.toString()));
        stream.subscriber.ping("early");
        stream.thread.run();

        assertThat(stream.told()).containsExactly("2", "bookmark");
        assertThat(stream.last().cursor()).contains(end);
    }

    @Test
    void itSaysHowFreshEachSourceIs() {
        Cursor end = log.poll(backup.started());
        log.attest("prod", SourceState.OK, WrittenLog.timeOf(end.sequence()));
        log.attest("new", SourceState.STARTING, null);
        var stream = Streaming.begun(log, Streaming.FROM_A_SNAPSHOT);

        var sources = Streaming.data(stream.last()).path("sources");
        assertThat(sources.path("prod").path("state").asText()).isEqualTo("ok");
        assertThat(sources.path("prod").path("asOf").asText()).isEqualTo("2026-03-01T18:00:01.000000Z");
        assertThat(sources.path("new").path("state").asText()).isEqualTo("starting");
        assertThat(sources.path("new").has("asOf")).isFalse();
    }

    @Test
    void aQuietPollReachesASubscriberByTheNextBookmark() {
        log.attest("prod", SourceState.OK, ManualClock.START);
        var stream = Streaming.begun(log, Streaming.FROM_A_SNAPSHOT);
        log.attest("prod", SourceState.OK, ManualClock.START.plusSeconds(14));
        stream.advance(PERIOD);

        assertThat(Streaming.data(stream.last())
                        .path("sources")
                        .path("prod")
                        .path("asOf")
                        .asText())
                .isEqualTo("2026-03-01T18:00:14.000000Z");
    }
}
