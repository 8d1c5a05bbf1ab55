package dev.backupwatch.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backupwatch.event.RowEvent;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.RowVerb;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.story.Backup;
import dev.backupwatch.story.EndedBackup;
import dev.backupwatch.story.ForwardingLog;
import dev.backupwatch.story.ManualClock;
import dev.backupwatch.story.WrittenLog;
import dev.backupwatch.stream.RowsQuestion.State;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndedRowsTest {

    private static final Instant MIDNIGHT = Instant.parse("2026-03-01T00:00:00Z");
    private static final int ALL = 1000;

    private final WrittenLog log = new WrittenLog(64L << 20);

    @Test
    void aTypeOfBackupIsTheRowsWhetherItRunsOrHasEnded() {
        log.poll(running(1), job(2, "FULL", MIDNIGHT).completed());
        log.poll(
                job(3, "INC", MIDNIGHT).failed(),
                Backup.of(1002, 4).started(),
                Backup.of(1002, 5).completed());

        assertThat(jobs(traits(Set.of("FULL"), Set.of()))).containsExactly(2L);
        assertThat(jobs(traits(Set.of("INC"), Set.of()))).containsExactly(1L, 3L);
        assertThat(jobs(traits(Set.of("INC", "FULL"), Set.of()))).containsExactly(1L, 3L, 2L);
        assertThat(jobs(RowTraits.ANY)).hasSize(5);
    }

    @Test
    void aResultIsWhatTheEndingWasToldAsAndNothingThatRunsHasOne() {
        log.poll(running(1), job(2, "FULL", MIDNIGHT).completed());
        log.poll(job(3, "FULL", MIDNIGHT).failed(), job(4, "FULL", MIDNIGHT).canceled(), lost(5));

        assertThat(jobs(traits(Set.of(), Set.of(RowVerb.COMPLETED)))).containsExactly(2L);
        assertThat(jobs(traits(Set.of(), Set.of(RowVerb.FAILED, RowVerb.CANCELED))))
                .containsExactly(4L, 3L);
        assertThat(jobs(traits(Set.of(), Set.of(RowVerb.LOST)))).containsExactly(5L);
    }

    @Test
    void aLossThatWasNoneIsNoResult() {
        log.poll(lost(1), lost(2));
        log.poll(running(1), job(2, "FULL", MIDNIGHT).completed());

        assertThat(jobs(traits(Set.of(), Set.of(RowVerb.LOST)))).isEmpty();
    }

    @Test
    void aTimeIsThatOfTheEndAndItsSpanIsHalfOpen() {
        log.poll(
                job(1, "FULL", MIDNIGHT.minusNanos(1000)).completed(),
                job(2, "FULL", MIDNIGHT).completed(),
                job(3, "FULL", MIDNIGHT.plusNanos(1000)).completed(),
                running(4));

        assertThat(jobs(between(MIDNIGHT, null))).containsExactly(3L, 2L);
        assertThat(jobs(between(null, MIDNIGHT))).containsExactly(1L);
        assertThat(jobs(between(MIDNIGHT, MIDNIGHT.plusNanos(1000)))).containsExactly(2L);
        assertThat(jobs(between(MIDNIGHT, MIDNIGHT))).isEmpty();
    }

    @Test
    void whatHasNoEndCountsByTheTimeOfItsTelling() {
        Instant told = WrittenLog.timeOf(log.poll(lost(1)).sequence());

        assertThat(jobs(between(told, told.plusNanos(1)))).containsExactly(1L);
        assertThat(jobs(between(told.plusNanos(1), null))).isEmpty();
    }

    @Test
    void tasksHaveResultsAndTimesToo() {
        EndedBackup early = job(1, "FULL", MIDNIGHT.minusSeconds(1));
        EndedBackup late = job(2, "FULL", MIDNIGHT);
        log.poll(early.taskCompleted(8), early.completed(), late.taskCompleted(9), late.completed());
        RowTraits asked = new RowTraits(Set.of(), Set.of(RowVerb.COMPLETED), Optional.of(MIDNIGHT), Optional.empty());

        var question = new RowsQuestion(RowKind.TASK, Filter.ALL, asked, Optional.empty(), ALL, Optional.empty());
        JsonNode tasks = answer(log.reader(), question).path("tasks");
        assertThat(tasks).hasSize(1);
        assertThat(tasks.get(0).path("taskId").asLong()).isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 6})
    void goingFromPageToPageGivesEachOnceAlsoWhereFewAreWanted(int limit) {
        for (int id = 1; id <= 600; id++) {
            EndedBackup job = job(id, id % 100 == 0 ? "INC" : "FULL", MIDNIGHT);
            log.poll(job.taskCompleted(id), job.completed());
        }

        RowTraits asked = traits(Set.of("INC"), Set.of());
        List<Long> paged = new ArrayList<>();
        @Nullable String after = null;
        do {
            var question = new RowsQuestion(
                    RowKind.JOB, Filter.ALL, asked, Optional.empty(), limit, Optional.ofNullable(after));
            JsonNode page = answer(log.reader(), question);
            page.path("jobs").forEach(job -> paged.add(job.path("jobId").asLong()));
            after = page.has("next") ? page.path("next").asText() : null;
        } while (after != null);
        assertThat(paged).containsExactly(600L, 500L, 400L, 300L, 200L, 100L);
    }

    @Test
    void theSearchEndsWhereAllThatFollowsWasToldLongBeforeTheTimeInQuestion() {
        log.poll(LongStream.rangeClosed(1, 2000)
                .mapToObj(id -> job(id, "FULL", MIDNIGHT).completed())
                .toList());
        Instant told = WrittenLog.timeOf(log.bounds().head());
        var counted = new RemovalPages(log.reader(), new AtomicInteger());

        ask(counted, between(told.plus(Duration.ofDays(2)).plusNanos(1), null));
        assertThat(counted.pages()).hasValue(1);
        ask(counted, between(told.plus(Duration.ofDays(2)), null));
        assertThat(counted.pages())
                .as("what a cluster whose clock is ahead told may have ended then")
                .hasValue(1 + 5);
    }

    @Test
    void oneEventThatWasToldByAWrongClockHidesNoneThatWasToldBefore() {
        log.poll(LongStream.rangeClosed(1, 900)
                .mapToObj(id -> job(id, "FULL", MIDNIGHT).completed())
                .toList());
        var wrong = new OneWrongClock(log.reader(), new Sequence(600));

        assertThat(ask(wrong, between(MIDNIGHT, null)).path("jobs")).hasSize(900);
    }

    @Test
    void aLargeLogIsSearchedToItsEndPageByPage() {
        log.poll(LongStream.rangeClosed(1, 500)
                .mapToObj(id -> job(id, "FULL", MIDNIGHT).completed())
                .toList());
        var large = new LargeLog(log.reader(), new AtomicInteger(300));

        assertThat(ask(large, between(null, MIDNIGHT)).path("jobs")).isEmpty();
        assertThat(large.pages()).hasValue(-1);
    }

    /** Counts how many pages of removals were asked for. */
    private record RemovalPages(EventLogReader log, AtomicInteger pages) implements ForwardingLog {

        @Override
        public Uni<List<LoggedEvent>> removalsBefore(Sequence before, int limit) {
            pages.incrementAndGet();
            return log.removalsBefore(before, limit);
        }
    }

    /** As if the same endings had been told again and again. */
    private record LargeLog(EventLogReader log, AtomicInteger pages) implements ForwardingLog {

        @Override
        public Uni<List<LoggedEvent>> removalsBefore(Sequence before, int limit) {
            return pages.getAndDecrement() == 0
                    ? Uni.createFrom().item(List.of())
                    : log.removalsBefore(new Sequence(Long.MAX_VALUE), limit);
        }
    }

    /** One event was told when the service's clock had not been set yet. */
    private record OneWrongClock(EventLogReader log, Sequence event) implements ForwardingLog {

        @Override
        public Uni<List<LoggedEvent>> removalsBefore(Sequence before, int limit) {
            return log.removalsBefore(before, limit)
                    .map(page -> page.stream().map(this::told).toList());
        }

        private LoggedEvent told(LoggedEvent removal) {
            return removal.sequence().equals(event)
                    ? new LoggedEvent(
                            removal.cursor(), removal.pollEnd(), Instant.EPOCH, removal.facets(), removal.json())
                    : removal;
        }
    }

    private List<Long> jobs(RowTraits traits) {
        List<Long> ids = new ArrayList<>();
        ask(log.reader(), traits)
                .path("jobs")
                .forEach(job -> ids.add(job.path("jobId").asLong()));
        return ids;
    }

    private static JsonNode ask(EventLogReader log, RowTraits traits) {
        Optional<State> any = Optional.empty();
        return answer(log, new RowsQuestion(RowKind.JOB, Filter.ALL, traits, any, ALL, Optional.empty()));
    }

    private static JsonNode answer(EventLogReader log, RowsQuestion question) {
        var questions = new Questions(log, new ManualClock());
        return Streaming.json(questions.rows(question).await().indefinitely());
    }

    private static RowTraits traits(Set<String> backups, Set<RowVerb> results) {
        return new RowTraits(backups, results, Optional.empty(), Optional.empty());
    }

    private static RowTraits between(@Nullable Instant since, @Nullable Instant until) {
        return new RowTraits(Set.of(), Set.of(), Optional.ofNullable(since), Optional.ofNullable(until));
    }

    private static EndedBackup job(long id, String type, Instant end) {
        return new EndedBackup(Backup.of(1002, id), type, end);
    }

    private static RowEvent running(long id) {
        return new EndedBackup(Backup.of(1002, id), "INC", null).started();
    }

    private static RowEvent lost(long id) {
        return new EndedBackup(Backup.of(1002, id), "FULL", null).lost();
    }
}
