package dev.backupwatch.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.story.Backup;
import dev.backupwatch.story.ManualClock;
import dev.backupwatch.story.ManualScheduler;
import dev.backupwatch.story.WrittenLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeliveriesTest {

    private final WrittenLog log = new WrittenLog();
    private final ManualClock clock = new ManualClock();
    private final List<String> heard = new ArrayList<>();
    private final QueuedThread one = new QueuedThread();
    private final QueuedThread other = new QueuedThread();
    private final Subscribers subscribers = new Subscribers(
            log.reader(),
            Streaming.SETTINGS,
            new Subscribers.World(clock, new ManualScheduler(clock), new Random(1)),
            new DeliveryListener() {
                @Override
                public boolean isListening() {
                    return true;
                }

                @Override
                public Runnable delivers(LoggedEvent pollEnd, int streams) {
                    String poll = pollEnd.sequence().value() + " to " + streams;
                    heard.add("begins " + poll);
                    return () -> heard.add("ends " + poll);
                }
            });

    @AfterEach
    void end() {
        subscribers.close();
    }

    @Test
    void aPollIsDeliveredWhenTheStreamsOfEachThreadHaveIt() {
        RecordingOutlet outlet = begin(one);
        begin(other);
        log.poll(Backup.of(1002, 1).started(), Backup.of(1003, 1).started());
        assertThat(heard).containsExactly("begins 2 to 2");

        one.run();
        assertThat(outlet.messages()).hasSize(4);
        assertThat(heard).containsExactly("begins 2 to 2");

        other.run();
        assertThat(heard).containsExactly("begins 2 to 2", "ends 2 to 2");
    }

    @Test
    void eachPollIsToldOnceAlsoWhereNobodyListensToTheStreams() {
        log.poll(Backup.of(1002, 1).started());
        log.poll(Backup.of(1003, 1).started());

        assertThat(heard).containsExactly("begins 1 to 0", "ends 1 to 0", "begins 2 to 0", "ends 2 to 0");
    }

    private RecordingOutlet begin(QueuedThread thread) {
        var outlet = new RecordingOutlet();
        subscribers.add(Streaming.FROM_A_SNAPSHOT, new Subscriber.Surroundings(outlet, thread, subscribers.controls()));
        thread.run();
        return outlet;
    }
}
