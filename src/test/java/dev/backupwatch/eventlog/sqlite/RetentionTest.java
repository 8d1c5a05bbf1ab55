package dev.backupwatch.eventlog.sqlite;

import static dev.backupwatch.eventlog.LogFixture.CLUSTER;
import static dev.backupwatch.eventlog.LogFixture.entry;
import static dev.backupwatch.eventlog.LogFixture.note;
import static dev.backupwatch.eventlog.sqlite.Desk.all;
import static dev.backupwatch.eventlog.sqlite.Desk.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.backupwatch.event.Cursor;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.LogFixture;
import dev.backupwatch.eventlog.LogPosition;
import dev.backupwatch.eventlog.LogStep;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.eventlog.NoteChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes by age and by size, and what stays. */
class RetentionTest {

    private static final long MEGABYTE = 1024 * 1024;
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    private Path folder;

    private volatile Instant clock = LogStand.NOW;

    @Test
    void whatIsTooOldGoesInWholePolls() {
        LogStand stand = new LogStand(folder.resolve("log.db"))
                .keeping(HOUR, 100 * MEGABYTE)
                .at(() -> clock);
        try (SqliteEventLog log = stand.open()) {
            var desk = new Desk(log);
            LogPosition first = desk.position();
            desk.append(3, LogStand.NOW);
            desk.append(4, LogStand.NOW);
            desk.append(5, LogStand.NOW.plusSeconds(1));
            clock = LogStand.NOW.plus(HOUR).plusNanos(1);
            desk.append(1, clock);

            await().untilAsserted(
                            () -> assertThat(now(log.bounds()).compacted()).isEqualTo(new Sequence(7)));
            assertThat(LogFixture.sequences(all(log))).startsWith(8L).hasSize(6);
            assertThat(now(log.bounds()).oldestCursor()).isEqualTo(new Cursor(first.epoch(), new Sequence(7)));
        }
    }

    @Test
    void whatIsTooMuchGoesAndTheFileShrinks() throws IOException, SQLException {
        LogStand large = new LogStand(folder.resolve("log.db"));
        try (SqliteEventLog log = large.open()) {
            var desk = new Desk(log);
            now(desk.writer().append(withStateAndNote(Polls.poll(desk.position(), 20, LogStand.NOW))));
            desk.open();
            for (int poll = 0; poll < 200; poll++) {
                desk.append(20, LogStand.NOW);
            }
        }
        assertThat(Files.size(large.file())).isGreaterThan(8 * MEGABYTE);

        try (SqliteEventLog log =
                large.keeping(Duration.ofDays(1), 2 * MEGABYTE).open()) {
            await().untilAsserted(() -> assertThat(bytes()).isLessThanOrEqualTo(2 * MEGABYTE));
            long compacted = now(log.bounds()).compacted().value();
            assertThat(compacted % 20).as("whole polls").isZero();
            assertThat(all(log)).hasSize((int) (4020 - compacted)).hasSizeGreaterThan(500);
            assertThat(now(log.state()).entries()).containsExactly(entry(1, "{}"));
            assertThat(now(new Desk(log).writer().notes(CLUSTER))).containsExactly(note("a", "{}"));
        }
        assertThat(Shell.ask(large.file(), "PRAGMA auto_vacuum"))
                .as("incremental")
                .isEqualTo("2");
    }

    @Test
    void theLogStaysWithinItsSizeWhileItIsWritten() throws IOException {
        LogStand stand = new LogStand(folder.resolve("log.db")).keeping(Duration.ofDays(1), 2 * MEGABYTE);
        try (SqliteEventLog log = stand.open()) {
            var desk = new Desk(log);
            for (int poll = 0; poll < 500; poll++) {
                desk.append(10, LogStand.NOW);
                assertThat(bytes()).as("a few steps behind at most").isLessThan(4 * MEGABYTE);
            }
            await().untilAsserted(() -> assertThat(bytes()).isLessThanOrEqualTo(2 * MEGABYTE));
        }
    }

    @Test
    void theNewestPollStaysHoweverLargeItIs() {
        LogStand stand = new LogStand(folder.resolve("log.db")).keeping(Duration.ofDays(1), MEGABYTE);
        try (SqliteEventLog log = stand.open()) {
            var desk = new Desk(log);
            desk.append(10, LogStand.NOW);
            desk.append(1_000, LogStand.NOW);

            await().untilAsserted(
                            () -> assertThat(now(log.bounds()).compacted()).isEqualTo(new Sequence(10)));
            assertThat(desk.append(1, LogStand.NOW)).isTrue();
            await().untilAsserted(
                            () -> assertThat(now(log.bounds()).compacted()).isEqualTo(new Sequence(1_010)));
            assertThat(LogFixture.sequences(all(log))).containsExactly(1_011L);
        }
    }

    @Test
    void theEpochOfTheNewestRemovedEventIsStillKnownAndOlderOnesAreForgotten() {
        LogStand stand = new LogStand(folder.resolve("log.db"))
                .keeping(HOUR, 100 * MEGABYTE)
                .at(() -> clock);
        try (SqliteEventLog log = stand.open()) {
            var desk = new Desk(log);
            LogPosition first = desk.position();
            desk.append(1, LogStand.NOW);
            desk.open();
            LogPosition second = desk.position();
            desk.append(1, LogStand.NOW);
            desk.open();
            clock = LogStand.NOW.plus(HOUR).plus(HOUR);
            desk.append(1, clock);

            await().untilAsserted(
                            () -> assertThat(now(log.bounds()).compacted()).isEqualTo(new Sequence(2)));
            assertThat(now(log.bounds()).knows(first.epoch())).isFalse();
            assertThat(now(log.bounds()).oldestCursor()).isEqualTo(new Cursor(second.epoch(), new Sequence(2)));
        }
    }

    @Test
    void appendsAndReadersGoOnWhileManyEventsAreRemoved() {
        LogStand stand = new LogStand(folder.resolve("log.db"))
                .keeping(HOUR, 1024 * MEGABYTE)
                .at(() -> clock);
        try (SqliteEventLog log = stand.open()) {
            var desk = new Desk(log);
            for (int poll = 0; poll < 100; poll++) {
                desk.append(200, LogStand.NOW);
            }
            clock = LogStand.NOW.plus(HOUR).plus(HOUR);
            Sequence read = Sequence.NONE;
            int appendsMeanwhile = 0;
            while (now(log.bounds()).compacted().isBefore(new Sequence(20_000))) {
                assertThat(desk.append(1, clock)).isTrue();
                appendsMeanwhile++;
                List<LoggedEvent> page = now(log.readAfter(read, 50));
                assertThat(page).as("without a gap inside").satisfies(RetentionTest::hasNoGap);
                read = page.isEmpty() ? read : page.get(page.size() - 1).sequence();
            }

            assertThat(appendsMeanwhile).as("between the steps").isGreaterThan(10);
            assertThat(all(log)).hasSize(appendsMeanwhile);
            await().untilAsserted(() -> assertThat(bytes()).isLessThan(10 * MEGABYTE));
        }
    }

    @Test
    void somebodyWhoReadsForLongWithAToolOfTheirOwnHoldsUpNoAppend() throws SQLException {
        LogStand stand = new LogStand(folder.resolve("log.db")).keeping(Duration.ofDays(1), MEGABYTE);
        try (SqliteEventLog log = stand.open();
                Connection theirs = DriverManager.getConnection("jdbc:sqlite:" + stand.file());
                Statement statement = theirs.createStatement()) {
            var desk = new Desk(log);
            desk.append(10, LogStand.NOW);
            theirs.setAutoCommit(false);
            statement.executeQuery("SELECT count(*) FROM event").close();
            CompletableFuture<Void> appends = CompletableFuture.runAsync(() -> {
                for (int poll = 0; poll < 100; poll++) {
                    assertThat(desk.append(10, LogStand.NOW)).isTrue();
                }
            });

            assertThat(appends).as("each waits some milliseconds at most").succeedsWithin(Duration.ofSeconds(30));
            theirs.setAutoCommit(true);
            desk.append(1, LogStand.NOW);
            await().untilAsserted(() -> assertThat(bytes()).isLessThanOrEqualTo(MEGABYTE));
        }
    }

    private static void hasNoGap(List<? extends LoggedEvent> page) {
        for (int i = 1; i < page.size(); i++) {
            assertThat(page.get(i).sequence())
                    .isEqualTo(page.get(i - 1).sequence().next());
        }
    }

    private static LogStep withStateAndNote(LogStep step) {
        LogStep putting = LogFixture.with(step, List.of(entry(1, "{}")));
        return new LogStep(putting.events(), putting.change(), new NoteChange(List.of(note("a", "{}")), List.of()));
    }

    private long bytes() throws IOException {
        Path wal = folder.resolve("log.db-wal");
        return Files.size(folder.resolve("log.db")) + (Files.exists(wal) ? Files.size(wal) : 0);
    }
}
