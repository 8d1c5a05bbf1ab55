package dev.backupwatch.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backupwatch.event.Severity;
import dev.backupwatch.event.SourceState;
import dev.backupwatch.event.Visibility;
import dev.backupwatch.story.Backup;
import dev.backupwatch.story.ManualClock;
import dev.backupwatch.story.WrittenLog;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubscribersTest {

    private final WrittenLog log = new WrittenLog();
    private final ManualClock clock = new ManualClock();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final Subscribers subscribers =
            new Subscribers(log.reader(), Streaming.SETTINGS, new Subscribers.World(clock, scheduler, new Random(1)));
    private final ExecutorService serial = Executors.newSingleThreadExecutor();
    private final RecordingOutlet outlet = new RecordingOutlet();
    private final QueuedThread thread = new QueuedThread();
    private final Subscriber.Surroundings around = new Subscriber.Surroundings(outlet, thread, subscribers.controls());

    @AfterEach
    void end() {
        subscribers.close();
        scheduler.shutdownNow();
        serial.shutdown();
    }

    @Test
    void anAppendWakesTheSubscribers() {
        subscribers.add(Streaming.FROM_A_SNAPSHOT, around);
        thread.run();
        log.poll(Backup.of(1002, 1).started());

        assertThat(thread.hasStep()).isTrue();
    }

    @Test
    void aBookmarkThatIsDueWakesASubscriberOfAQuietLog() {
        var asked = new Subscription(Filter.ALL, Optional.empty(), true, Duration.ofSeconds(1));
        var stream = new CopyOnWriteArrayList<Message>();
        Outlet safe = new Outlet() {
            @Override
            public Framing framing() {
                return new Lines();
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public long progress() {
                return 0;
            }

            @Override
            public void write(ByteBuf bytes) {
                stream.addAll(Lines.read(bytes));
                bytes.release();
            }

            @Override
            public void end(Farewell farewell) {}
        };
        subscribers.add(asked, new Subscriber.Surroundings(safe, serial, subscribers.controls()));
        Awaitility.await().until(() -> stream.size() == 2);
        clock.advance(Duration.ofSeconds(1));
        Awaitility.await().until(() -> stream.size() == 3);
    }

    @Test
    void aSecondStreamOnTheConnectionIsAnsweredFirstAndNothingOfTheOldOneFollows() {
        Subscriber old = subscribers.add(Streaming.FROM_A_SNAPSHOT, around);
        thread.run();
        outlet.stall();
        log.poll(Backup.of(1002, 1).started(), Backup.of(1003, 1).started());
        thread.run();
        int before = outlet.messages().size();

        old.detach();
        subscribers.addAnswering(Streaming.from(log.bounds().headCursor().toString()), around, "a1");
        outlet.goOn();
        old.wake();
        old.ping("late");
        log.poll(Backup.of(1002, 1).completed());
        thread.run();

        var after = outlet.messages().subList(before, outlet.messages().size());
        assertThat(after).hasSize(2);
        assertThat(Streaming.json(after.get(0).json()).path("type").asText())
                .isEqualTo("dev.backupwatch.stream.subscribed");
        assertThat(Streaming.data(after.get(0)).path("id").asText()).isEqualTo("a1");
        assertThat(after.get(1).cursor()).contains(log.bounds().headCursor());
        assertThat(subscribers.count()).isEqualTo(1);
    }

    @Test
    void closingEndsEveryStreamAndForgetsIt() {
        subscribers.add(Streaming.FROM_A_SNAPSHOT, around);
        subscribers.close();
        thread.run();

        assertThat(outlet.farewell()).isPresent();
        assertThat(subscribers.count()).isZero();
    }

    @Test
    void aFilterThatNamesTooMuchIsRefusedAlsoOnAReconnect() {
        var jobs = LongStream.rangeClosed(1, 51).boxed().collect(Collectors.toSet());
        var many = new Filter(Set.of(), Set.of(), jobs, Set.of(), Set.of(), Severity.INFO, Visibility.ALL);

        assertThatThrownBy(() -> subscribers
                        .check(Streaming.from("k7q2-17", many))
                        .await()
                        .indefinitely())
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("at most 50 values");
    }

    @Test
    void aNameThatDoesNotExistIsRefusedAtTheBeginningButNotOnAReconnect() {
        log.attest("prod", SourceState.OK, ManualClock.START);
        var nope = new Filter(Set.of("nope"), Set.of(), Set.of(), Set.of(), Set.of(), Severity.INFO, Visibility.ALL);
        var first = new Subscription(nope, Optional.empty(), true, Subscription.SLOWEST_BOOKMARKS);
        var again = Streaming.from("k7q2-17", nope);

        assertThatThrownBy(() -> subscribers.check(first).await().indefinitely())
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("cluster=nope");
        assertThatCode(() -> subscribers.check(again).await().indefinitely()).doesNotThrowAnyException();
    }
}
