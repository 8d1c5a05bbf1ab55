package dev.backupwatch.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.story.Backup;
import dev.backupwatch.story.ManualClock;
import dev.backupwatch.story.ManualScheduler;
import dev.backupwatch.story.WrittenLog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrafficTest {

    private final WrittenLog log = new WrittenLog();
    private final ManualClock clock = new ManualClock();
    private final Subscribers subscribers = new Subscribers(
            log.reader(), settings(), new Subscribers.World(clock, new ManualScheduler(clock), new Random(1)));
    private final Traffic traffic = subscribers.traffic();
    private final RecordingOutlet outlet = new RecordingOutlet();
    private final QueuedThread thread = new QueuedThread();

    @AfterEach
    void end() {
        subscribers.close();
    }

    @Test
    void allThatIsWrittenIsCounted() {
        log.poll(Backup.of(1002, 1).started());
        begin(outlet);

        assertThat(outlet.messages()).hasSizeGreaterThan(1);
        assertThat(traffic.bytes(Transport.NDJSON))
                .isEqualTo(outlet.messages().stream()
                        .mapToLong(message -> message.json().size() + 1)
                        .sum());
        assertThat(traffic.bytes(Transport.SSE)).isZero();
    }

    @Test
    void aStreamThatHasScannedAllIsNotBehindAndOneThatIsStalledIs() {
        assertThat(subscribers.standings()).isEmpty();
        Subscriber stalled = begin(outlet);
        assertThat(subscribers.standings()).containsExactly(new Standing(Transport.NDJSON, 0));

        outlet.stall();
        log.poll(Backup.of(1002, 1).started(), Backup.of(1003, 1).started());
        log.poll(Backup.of(1004, 1).started());
        thread.run();
        assertThat(subscribers.standings()).containsExactly(new Standing(Transport.NDJSON, 3));

        outlet.goOn();
        stalled.wake();
        thread.run();
        assertThat(subscribers.standings()).containsExactly(new Standing(Transport.NDJSON, 0));
    }

    @Test
    void aStreamThatHasNotBegunIsNotSaidToBeBehind() {
        log.poll(Backup.of(1002, 1).started());
        subscribers.add(Streaming.FROM_A_SNAPSHOT, around(outlet));

        assertThat(subscribers.count()).isEqualTo(1);
        assertThat(subscribers.standings()).isEmpty();
    }

    @Test
    void eachStreamEndsForOneReason() {
        begin(outlet).end(Farewell.Reason.TOO_SLOW);
        Subscriber ended = begin(new RecordingOutlet());
        ended.end(Farewell.Reason.UNREADABLE);
        thread.run();
        ended.detach();
        begin(new RecordingOutlet()).detach();
        thread.run();

        assertThat(traffic.ended(Farewell.Reason.TOO_SLOW)).isEqualTo(1);
        assertThat(traffic.ended(Farewell.Reason.UNREADABLE)).isEqualTo(1);
        assertThat(traffic.left()).isEqualTo(1);
    }

    @Test
    void whoIsNotLetInIsCounted() {
        assertThat(subscribers.admit("a")).isInstanceOf(Admission.Admitted.class);
        assertThat(subscribers.admit("b")).isInstanceOf(Admission.Refused.class);
        assertThat(subscribers.refusal("b")).isPresent();
        subscribers.drain(Duration.ZERO);
        assertThat(subscribers.refusal("b")).isPresent();

        assertThat(traffic.refused(Farewell.Reason.TOO_MANY_SUBSCRIBERS)).isEqualTo(2);
        assertThat(traffic.refused(Farewell.Reason.DRAINING)).isEqualTo(1);
    }

    @Test
    void whatASlowReaderWasSparedIsCounted() {
        Backup backup = Backup.of(1002, 1);
        log.poll(backup.started(), backup.taskStarted(1));
        var asked =
                new Subscription(Filter.ALL, Optional.empty(), true, Subscription.SLOWEST_BOOKMARKS).conflating(true);
        Subscriber slow = subscribers.add(asked, around(outlet));
        thread.run();
        outlet.stall();
        List.of(1, 2, 3).forEach(tablets -> log.poll(backup.taskProgressed(1, tablets)));
        outlet.goOn();
        slow.wake();
        thread.run();

        assertThat(traffic.conflated()).isEqualTo(2);
    }

    private Subscriber begin(RecordingOutlet socket) {
        Subscriber subscriber = subscribers.add(Streaming.FROM_A_SNAPSHOT, around(socket));
        thread.run();
        return subscriber;
    }

    private Subscriber.Surroundings around(Outlet socket) {
        return new Subscriber.Surroundings(socket, thread, subscribers.controls());
    }

    private static StreamSettings settings() {
        StreamSettings usual = Streaming.SETTINGS;
        return new StreamSettings(
                usual.tail(),
                usual.snapshots(),
                usual.coalesce(),
                usual.stallTimeout(),
                new StreamSettings.Limits(1, 1, 50));
    }
}
