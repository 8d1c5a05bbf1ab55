package dev.backupwatch.eventlog.sqlite;

import static dev.backupwatch.eventlog.LogFixture.CLUSTER;
import static dev.backupwatch.eventlog.LogFixture.entry;
import static dev.backupwatch.eventlog.LogFixture.note;
import static dev.backupwatch.eventlog.sqlite.Desk.all;
import static dev.backupwatch.eventlog.sqlite.Desk.now;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Cursor;
import dev.backupwatch.event.EventType;
import dev.backupwatch.event.Facets;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.event.Severity;
import dev.backupwatch.eventlog.LogFixture;
import dev.backupwatch.eventlog.LogPosition;
import dev.backupwatch.eventlog.LogStep;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.eventlog.NoteChange;
import dev.backupwatch.eventlog.StateChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a log still holds when it is opened again. */
class RestartTest {

    @TempDir
    private Path folder;

    @Test
    void aRestartFindsEverythingAsItWasLeft() {
        LogStand stand = new LogStand(folder.resolve("deep/er/log.db"));
        LogPosition first;
        LogStep step;
        try (SqliteEventLog log = stand.open()) {
            var desk = new Desk(log);
            first = desk.position();
            step = withStateAndNotes(Polls.poll(first, 3, Instant.parse("2026-11-23T04:00:00.123456Z")));
            now(desk.writer().append(step));
        }

        try (SqliteEventLog log = stand.open()) {
            assertThat(all(log)).as("before any writer comes").isEqualTo(step.events());
            assertThat(log.attested().head()).isEqualTo(new Sequence(3));
            var desk = new Desk(log);
            assertThat(desk.position().head()).isEqualTo(new Sequence(3));
            assertThat(desk.append(2, LogStand.NOW)).isTrue();

            assertThat(all(log)).hasSize(5).startsWith(step.events().toArray(LoggedEvent[]::new));
            assertThat(now(log.state()).entries()).containsExactly(entry(1, "{\"job\":1}"), entry(2, "{\"job\":2}"));
            assertThat(now(desk.writer().notes(CLUSTER))).containsExactly(note("a", "one"), note("b", "two"));
            assertThat(now(log.bounds()).wrote(new Cursor(first.epoch(), new Sequence(3))))
                    .isTrue();
            assertThat(now(log.bounds()).wrote(new Cursor(desk.position().epoch(), new Sequence(4))))
                    .isTrue();
            assertThat(now(log.bounds()).wrote(new Cursor(first.epoch(), new Sequence(4))))
                    .isFalse();
        }
    }

    @Test
    void eventsOfASourceAndOfEveryNanosecondAreReadAsTheyWereWritten() {
        try (SqliteEventLog log = new LogStand(folder.resolve("log.db")).open()) {
            var desk = new Desk(log);
            LoggedEvent row = Polls.poll(desk.position(), 1, Instant.parse("1969-12-31T23:59:59.999999999Z"))
                    .events()
                    .get(0);
            var facets = new Facets(new ClusterName("other"), EventType.SOURCE_DEGRADED, Severity.ERROR, null);
            var ofSource = new LoggedEvent(row.cursor(), row.pollEnd(), row.time(), facets, row.json());
            var step = new LogStep(List.of(ofSource), StateChange.NONE, NoteChange.NONE);
            now(desk.writer().append(step));

            assertThat(all(log)).isEqualTo(step.events());
        }
    }

    @Test
    void startsThatWroteNothingDoNotPileUp() {
        LogStand stand = new LogStand(folder.resolve("log.db"));
        try (SqliteEventLog log = stand.open()) {
            var desk = new Desk(log);
            desk.append(1, LogStand.NOW);
            for (int start = 0; start < 50; start++) {
                desk.open();
            }

            assertThat(now(log.bounds()).epochs()).hasSize(2);
            assertThat(now(log.bounds()).newestEpoch())
                    .isEqualTo(desk.position().epoch());
        }
    }

    @Test
    void yesterdaysCopyVouchesForWhatItHoldsAndForNothingOfTheLostPart() throws IOException {
        LogStand stand = new LogStand(folder.resolve("log.db"));
        Path copy = folder.resolve("yesterday");
        LogPosition before;
        try (SqliteEventLog log = stand.open()) {
            var desk = new Desk(log);
            before = desk.position();
            desk.append(10, LogStand.NOW);
        }
        Files.copy(stand.file(), copy);
        LogPosition lost;
        try (SqliteEventLog log = stand.open()) {
            var desk = new Desk(log);
            lost = desk.position();
            desk.append(10, LogStand.NOW);
        }
        Files.delete(stand.file());
        Files.move(copy, stand.file());

        try (SqliteEventLog log = stand.open()) {
            var desk = new Desk(log);
            desk.append(15, LogStand.NOW);
            assertThat(now(log.bounds()).wrote(new Cursor(before.epoch(), new Sequence(10))))
                    .isTrue();
            assertThat(now(log.bounds()).wrote(new Cursor(lost.epoch(), new Sequence(11))))
                    .isFalse();
            assertThat(now(log.bounds()).wrote(new Cursor(lost.epoch(), new Sequence(20))))
                    .isFalse();
        }
    }

    private static LogStep withStateAndNotes(LogStep step) {
        LogStep putting = LogFixture.with(step, List.of(entry(2, "{\"job\":2}"), entry(1, "{\"job\":1}")));
        return new LogStep(
                putting.events(),
                putting.change(),
                new NoteChange(List.of(note("b", "two"), note("a", "one")), List.of()));
    }
}
