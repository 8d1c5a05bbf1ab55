package dev.backupwatch.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.ChangeEvent;
import dev.backupwatch.event.Cursor;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.event.Severity;
import dev.backupwatch.event.Visibility;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.eventlog.sqlite.Retention;
import dev.backupwatch.eventlog.sqlite.SqliteEventLog;
import dev.backupwatch.eventlog.sqlite.SqliteLogSettings;
import dev.backupwatch.story.Backup;
import dev.backupwatch.story.ManualClock;
import dev.backupwatch.story.WrittenLog;
import dev.backupwatch.wire.ControlEncoder.Bookmark;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replay and live join without a gap and without a repeat, wherever between two steps the log goes on. */
class JoinLawTest {

    private static final int TENANTS = 3;
    private static final int ROOMY = 1 << 20;
    private static final int TIGHT = 6_000;

    /** From one poll to more than all. */
    private static final List<Long> TAILS = List.of(1L, 6_000L, 1L << 20);

    /** What is asked for, and what may be seen. */
    private static final List<Filter> FILTERS = List.of(
            Filter.ALL,
            ofTenant(1002),
            Filter.ALL.within(new Visibility(Set.of(), Set.of("1002"))),
            Filter.ALL.within(new Visibility(Set.of("stage"), Set.of())));

    private final Map<Long, LoggedEvent> everWritten = new TreeMap<>();
    private final List<Long> running = new ArrayList<>();
    private long lastJob;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void anAppendBetweenAnyTwoStepsIsNeitherMissedNorRepeated(int barrier) {
        var log = new WrittenLog();
        write(log, Backup.of(1002, 1).started(), Backup.of(1002, 1).taskStarted(1));
        for (Subscription asked : List.of(Streaming.FROM_A_SNAPSHOT, Streaming.from("oldest"))) {
            var stream = new Streaming(log, asked);
            for (int step = 0; step < barrier; step++) {
                stream.thread.step();
            }
            write(
                    log,
                    Backup.of(1002, 1).taskProgressed(1, barrier + 1),
                    Backup.of(1002, 1).turns("DOING"));
            stream.thread.run();
            stream.advance(Subscription.SLOWEST_BOOKMARKS);

            assertHolds(log, stream, asked.filter(), asked.cursor().isPresent());
        }
    }

    @RepeatedTest(150)
    void anyInterleavingKeepsThePromises(RepetitionInfo repetition) {
        interleave(repetition.getCurrentRepetition(), ROOMY, Optional.empty());
    }

    @RepeatedTest(150)
    void aResumedStreamKeepsThemToo(RepetitionInfo repetition) {
        interleave(repetition.getCurrentRepetition(), ROOMY, Optional.of("oldest"));
    }

    @RepeatedTest(150)
    void retentionThatOvertakesAReaderIsToldByAResetAndNothingIsMissedAfterwards(RepetitionInfo repetition) {
        interleave(repetition.getCurrentRepetition(), TIGHT, Optional.empty());
    }

    @RepeatedTest(20)
    void overAFileTheyAreKeptToo(RepetitionInfo repetition, @TempDir Path folder) {
        int seed = repetition.getCurrentRepetition();
        try (SqliteEventLog file = file(folder)) {
            var log = new WrittenLog(new AwaitedLog(file), file.writer());
            interleave(seed, log, seed % 2 == 0 ? Optional.empty() : Optional.of("oldest"));
        }
    }

    private static SqliteEventLog file(Path folder) {
        var retention = new Retention(Duration.ofDays(3650), 1 << 26);
        var settings = new SqliteLogSettings(folder.resolve("backupwatch.db"), retention, 0);
        return SqliteEventLog.open(settings, new ManualClock(), new Random(5));
    }

    private void interleave(int seed, int mostBytes, Optional<String> cursor) {
        interleave(seed, new WrittenLog(mostBytes), cursor);
    }

    private void interleave(int seed, WrittenLog log, Optional<String> cursor) {
        var random = new Random(seed);
        Filter filter = FILTERS.get(random.nextInt(FILTERS.size()));
        var asked = new Subscription(filter, cursor, true, Subscription.SLOWEST_BOOKMARKS);
        var settings = Streaming.withTail(TAILS.get(random.nextInt(TAILS.size())));
        var stream = new Streaming(log.reader(), asked, new ManualClock(), settings);
        for (int step = 0; step < 300; step++) {
            act(random, log, stream);
        }
        stream.goOn();
        stream.advance(Subscription.SLOWEST_BOOKMARKS);

        try {
            assertHolds(log, stream, filter, cursor.isPresent());
        } catch (AssertionError broken) {
            throw new AssertionError("seed " + seed + ": " + stream.told(), broken);
        }
    }

    private void act(Random random, WrittenLog log, Streaming stream) {
        switch (random.nextInt(10)) {
            case 0, 1 -> write(log, randomPoll(random));
            case 2 -> stream.outlet.stall();
            case 3 -> {
                stream.outlet.goOn();
                stream.subscriber.wake();
            }
            case 4 -> {
                stream.clock.advance(Duration.ofSeconds(random.nextInt(10)));
                stream.subscriber.wake();
            }
            case 5 -> stream.subscriber.ping("p");
            default -> stream.thread.step();
        }
    }

    private void assertHolds(WrittenLog log, Streaming stream, Filter filter, boolean fromTheBeginning) {
        List<Message> messages = new ArrayList<>(stream.messages());
        if (fromTheBeginning) {
            messages.add(0, emptyBeginning(log, stream));
        }
        var transcript = new Transcript(log, List.copyOf(everWritten.values()), filter);
        transcript.assertGuarantees(messages);
        assertThat(transcript.reached()).isEqualTo(log.bounds().head());
    }

    /** What a client folds from that reads the log from its beginning. */
    private static Message emptyBeginning(WrittenLog log, Streaming stream) {
        var bookmark =
                new Bookmark(new Cursor(log.bounds().epochs().get(0).epoch(), Sequence.NONE), true, Map.of(), null);
        return new Controls("c0", stream.clock, Optional.empty()).bookmark(bookmark);
    }

    private ChangeEvent[] randomPoll(Random random) {
        List<ChangeEvent> events = new ArrayList<>();
        for (int left = 1 + random.nextInt(3); left > 0; left--) {
            if (running.isEmpty() || random.nextInt(3) == 0) {
                running.add(++lastJob);
                events.add(backup(lastJob).started());
            } else if (random.nextInt(3) == 0) {
                events.add(
                        backup(running.remove(random.nextInt(running.size()))).completed());
            } else {
                events.add(backup(running.get(random.nextInt(running.size()))).turns("STATUS" + random.nextInt(3)));
            }
        }
        return events.toArray(ChangeEvent[]::new);
    }

    private void write(WrittenLog log, ChangeEvent... events) {
        log.poll(events);
        log.events().forEach(event -> everWritten.put(event.sequence().value(), event));
    }

    private static Backup backup(long job) {
        return Backup.of(1001 + job % TENANTS, job);
    }

    private static Filter ofTenant(long tenant) {
        return new Filter(
                Set.of(), Set.of(Long.toString(tenant)), Set.of(), Set.of(), Set.of(), Severity.INFO, Visibility.ALL);
    }
}
