package dev.backupwatch.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backupwatch.event.ChangeEvent;
import dev.backupwatch.event.EventType;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.story.Backup;
import dev.backupwatch.story.ManualClock;
import dev.backupwatch.story.WrittenLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * However slowly a reader reads: all but progress is told; progress that is left out is counted by its successor, which
 * follows before the next bookmark, before anything else about that row, and tells every column that has changed since what
 * was told before.
 */
class ConflationLawTest {

    private static final int TASKS = 4;
    private static final Backup BACKUP = Backup.of(1002, 1);

    private final WrittenLog log = new WrittenLog(64L << 20);
    private final Map<Integer, Long> tablets = new HashMap<>();

    @RepeatedTest(150)
    void nothingElseIsLeftOutAndNothingIsUntoldAtABookmark(RepetitionInfo repetition) {
        int seed = repetition.getCurrentRepetition();
        var random = new Random(seed);
        log.poll(BACKUP.started());
        var asked = Streaming.from("oldest").conflating(true);
        var settings = Streaming.withTail(random.nextBoolean() ? 1 : 1 << 20);
        var stream = new Streaming(log.reader(), asked, new ManualClock(), settings);
        for (int step = 0; step < 250; step++) {
            act(random, stream);
        }
        stream.goOn();
        stream.advance(Subscription.SLOWEST_BOOKMARKS);

        try {
            assertLaw(stream.messages());
        } catch (AssertionError broken) {
            throw new AssertionError("seed " + seed + ": " + stream.told(), broken);
        }
    }

    private void act(Random random, Streaming stream) {
        switch (random.nextInt(9)) {
            case 0, 1, 2 -> log.poll(randomPoll(random));
            case 3 -> stream.outlet.stall();
            case 4 -> {
                stream.outlet.goOn();
                stream.subscriber.wake();
            }
            case 5 -> stream.clock.advance(Duration.ofSeconds(random.nextInt(8)));
            case 6 -> stream.subscriber.ping("p");
            default -> stream.thread.step();
        }
    }

    private List<ChangeEvent> randomPoll(Random random) {
        List<ChangeEvent> events = new ArrayList<>();
        for (int task = 1; task <= TASKS; task++) {
            if (random.nextInt(3) == 0) {
                continue;
            }
            if (!tablets.containsKey(task)) {
                tablets.put(task, 0L);
                events.add(BACKUP.taskStarted(task));
            } else if (random.nextInt(8) == 0) {
                tablets.remove(task);
                events.add(BACKUP.taskCompleted(task));
            } else {
                events.add(BACKUP.taskProgressed(task, tablets.merge(task, 1L, Long::sum)));
            }
        }
        if (random.nextInt(3) == 0) {
            events.add(BACKUP.goesOn(random.nextInt(100)));
        } else if (random.nextInt(6) == 0) {
            events.add(BACKUP.stalls());
        }
        return events.isEmpty() ? List.of(BACKUP.turns("S" + random.nextInt(3))) : events;
    }

    private void assertLaw(List<Message> messages) {
        NavigableMap<Sequence, LoggedEvent> untold = new TreeMap<>();
        log.events().forEach(event -> untold.put(event.sequence(), event));
        int all = untold.size();
        int told = 0;
        for (Message message : messages) {
            if (message instanceof Message.Event event) {
                told += 1 + take(event, untold);
            } else if (((Message.Control) message).name().equals("bookmark")) {
                Sequence reached = message.cursor().orElseThrow().sequence();
                assertThat(untold.headMap(reached, true))
                        .as("untold at the bookmark %s", reached)
                        .isEmpty();
            }
        }
        assertThat(untold).isEmpty();
        assertThat(told).isEqualTo(all);
    }

    /** @return for how many others it was told */
    private static int take(Message.Event event, NavigableMap<Sequence, LoggedEvent> untold) {
        assertThat(untold).as("told twice").containsKey(event.place().sequence());
        LoggedEvent written = Objects.requireNonNull(untold.remove(event.place().sequence()));
        List<LoggedEvent> before = untold.headMap(written.sequence(), false).values().stream()
                .filter(other -> written.facets().identity() != null
                        && written.facets().identity().equals(other.facets().identity()))
                .toList();
        JsonNode data = Streaming.data(event);
        assertThat(data.path("conflated").asInt(0)).isEqualTo(before.size());
        if (!before.isEmpty()) {
            assertThat(before)
                    .allMatch(other -> other.facets().type() == written.facets().type());
            assertThat(written.facets().type()).isIn(EventType.TASK_PROGRESSED, EventType.JOB_PROGRESSED);
            JsonNode first = Streaming.json(before.get(0).json()).path("data").path("changed");
            first.properties()
                    .forEach(column -> assertThat(
                                    data.path("changed").path(column.getKey()).path("from"))
                            .isEqualTo(column.getValue().path("from")));
            before.forEach(other -> untold.remove(other.sequence()));
        }
        return before.size();
    }
}
