package dev.backupwatch.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backupwatch.event.Encoded;
import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.story.ManualClock;
import dev.backupwatch.story.WrittenLog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One subscriber of a log, its thread stepped by hand, and what it was sent. */
final class Streaming {

    static final Subscription FROM_A_SNAPSHOT =
            new Subscription(Filter.ALL, Optional.empty(), true, Subscription.SLOWEST_BOOKMARKS);

    static final StreamSettings SETTINGS = new StreamSettings(
            1 << 20, 1 << 20, Duration.ZERO, Duration.ofSeconds(60), new StreamSettings.Limits(100, 100, 50));

    static final Coalescing.Clock AT_ONCE = new Coalescing.Clock() {
        @Override
        public Duration coalesce() {
            return Duration.ZERO;
        }

        @Override
        public void after(Duration delay, Runnable task) {
            throw new UnsupportedOperationException("nothing is coalesced");
        }
    };

    private static final ObjectMapper MAPPER = new ObjectMapper();

    final ManualClock clock;
    final QueuedThread thread = new QueuedThread();
    final RecordingOutlet outlet = new RecordingOutlet();
    final Subscriber subscriber;
    final SharedLog shared;
    boolean hasLeft;

    Streaming(WrittenLog log, Subscription asked) {
        this(log.reader(), asked, new ManualClock());
    }

    Streaming(EventLogReader log, Subscription asked, ManualClock clock) {
        this(log, asked, clock, SETTINGS);
    }

    Streaming(EventLogReader log, Subscription asked, ManualClock clock, StreamSettings settings) {
        this.clock = clock;
        this.shared = SharedLog.of(log, clock, settings);
        var around = new Subscriber.Surroundings(outlet, thread, new Controls("c1", clock, Optional.empty()));
        var beginning = new Beginning(List.of(), settings.stallTimeout(), Streaming::farewell, ended -> hasLeft = true);
        this.subscriber = new Subscriber(asked, around, shared, beginning);
        new TailFeed(log, shared.tail(), AT_ONCE, subscriber::wake);
        subscriber.wake();
    }

    /** So little in memory that every reader who is not up to date reads the log itself. */
    static StreamSettings withTail(long bytes) {
        return new StreamSettings(
                bytes, SETTINGS.snapshots(), Duration.ZERO, SETTINGS.stallTimeout(), SETTINGS.limits());
    }

    private static Farewell farewell(Farewell.Reason reason, Controls controls) {
        return new Farewell(reason, controls.problem(reason.wireName(), reason.detail(), null), Duration.ofSeconds(3));
    }

    /** A stream that has done all there was to do. */
    static Streaming begun(WrittenLog log, Subscription asked) {
        var stream = new Streaming(log, asked);
        stream.thread.run();
        return stream;
    }

    static Subscription from(String cursor) {
        return from(cursor, Filter.ALL);
    }

    static Subscription from(String cursor, Filter filter) {
        return new Subscription(filter, Optional.of(cursor), true, Subscription.SLOWEST_BOOKMARKS);
    }

    static Subscription withoutSnapshot(Optional<String> cursor) {
        return new Subscription(Filter.ALL, cursor, false, Subscription.SLOWEST_BOOKMARKS);
    }

    void advance(Duration duration) {
        clock.advance(duration);
        thread.execute(() -> subscriber.tick(clock.instant()));
        thread.run();
    }

    void goOn() {
        outlet.goOn();
        subscriber.wake();
        thread.run();
    }

    List<Message> messages() {
        return outlet.messages();
    }

    Message last() {
        return messages().get(messages().size() - 1);
    }

    /** What was sent, in short: events by their sequence, control messages by their name. */
    List<String> told() {
        return messages().stream().map(Streaming::brief).toList();
    }

    static JsonNode data(Message message) {
        return json(message.json()).path("data");
    }

    static JsonNode json(Encoded json) {
        try {
            return MAPPER.readTree(json.toString());
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    private static String brief(Message message) {
        return message instanceof Message.Event event
                ? Long.toString(event.place().sequence().value())
                : ((Message.Control) message).name();
    }
}
