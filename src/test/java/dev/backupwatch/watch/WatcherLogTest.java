package dev.backupwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.diff.LifePolicy;
import dev.backupwatch.diff.PollOutcome;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.event.SourceState;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.eventlog.memory.MemoryEventLog;
import dev.backupwatch.insight.InsightPolicy;
import dev.backupwatch.story.Backup;
import dev.backupwatch.story.LogTap;
import dev.backupwatch.story.ManualClock;
import dev.backupwatch.watch.FlakyEventLog.Fate;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What a watcher does when its log fails it, and what its successor goes on from. */
class WatcherLogTest extends WatcherStory {

    @Test
    void changesThatCouldNotBeAppendedThreeTimesAreInTheLogOnceWhenItCanBeWritten() {
        source.then(Outcomes.running(clock.instant(), JOB));
        flaky.next(Fate.IS_NOT_WRITTEN, Fate.IS_NOT_WRITTEN, Fate.IS_NOT_WRITTEN);
        start();
        for (int poll = 0; poll < 5; poll++) {
            assertThat(events()).isEmpty();
            assertThat(log.state().await().indefinitely().entries()).isEmpty();
            scheduler.runNext();
        }

        scheduler.runNext();
        assertThat(types()).containsExactly("backup.job.started");
        assertThat(log.state().await().indefinitely().entries()).hasSize(1);
        assertThat(attested().state()).isEqualTo(SourceState.OK);
    }

    @Test
    void whileTheLogCannotBeOpenedItPollsOnAndTheSourceIsAttestedAsDegradedAtTheLastTimeThatWasTold() {
        source.then(Outcomes.running(clock.instant(), JOB))
                .then(() -> Uni.createFrom().item(Outcomes.ended(clock.instant(), JOB)));
        start();
        flaky.next(Fate.IS_NOT_WRITTEN);
        flaky.nextOpeningsFail(3);
        for (int poll = 0; poll < 4; poll++) {
            scheduler.runNext();
            assertThat(types()).containsExactly("backup.job.started");
            assertThat(attested().state()).isEqualTo(SourceState.DEGRADED);
            assertThat(attested().asOf()).isEqualTo(ManualClock.START);
            assertThat(source.polls()).isEqualTo(poll + 2);
        }
        scheduler.runNext();
        assertThat(scheduler.delays()).as("all is asked again at once").containsExactly(Duration.ZERO);
        scheduler.runNext();

        assertThat(types()).containsExactly("backup.job.started", "backup.job.completed");
        assertThat(attested().state()).isEqualTo(SourceState.OK);
    }

    @Test
    void aLogThatBeginsAnewIsToldOfTheSourceAndOfAllThatRunsAsFound() {
        source.then(Outcomes.running(clock.instant(), JOB))
                .then(() -> Uni.createFrom().item(Outcomes.running(clock.instant(), JOB, Backup.of(1004, 1))));
        start();
        var another = new MemoryEventLog(new Random(4), 1 << 20);
        flaky.next(Fate.IS_NOT_WRITTEN);
        flaky.isReplacedBy(another.writer());
        for (int poll = 0; poll < 4; poll++) {
            scheduler.runNext();
        }

        List<LoggedEvent> told = another.readAfter(Sequence.NONE, 100).await().indefinitely();
        assertThat(told.stream().map(event -> event.facets().type().shortName()))
                .containsExactly("source.added", "backup.job.started", "backup.job.started");
        assertThat(told.get(1).json().toString()).contains("\"observed\":\"found\"");
        assertThat(another.state().await().indefinitely().entries())
                .filteredOn(entry -> entry.identity().key().kind() == RowKind.JOB)
                .hasSize(2);
        var attested = another.attested().sources().get(Outcomes.PROD);
        assertThat(Objects.requireNonNull(attested).state()).isEqualTo(SourceState.OK);
    }

    @Test
    void aSuccessorGoesOnFromWhatIsInTheLog() {
        source.then(Outcomes.running(clock.instant(), JOB)).then(Outcomes.LASTING);
        start();
        scheduler.runNext();
        watcher.close();
        ScriptedSource another = new ScriptedSource().then(Outcomes.ended(clock.instant(), JOB));
        var successor = new Watcher(
                target(),
                another,
                new Watcher.Surroundings(
                        new LogDesk(log.writer()),
                        clock,
                        scheduler,
                        new Watcher.Habits(LifePolicy.DEFAULT, InsightPolicy.DEFAULT, () -> 0.5)));
        successor.start().await().indefinitely();
        assertThat(attested().state()).as("as it was told last").isEqualTo(SourceState.DEGRADED);
        scheduler.runNext();

        assertThat(types())
                .containsExactly("backup.job.started", "source.degraded", "source.recovered", "backup.job.completed");
    }

    @Test
    void anAppendWhoseAnswerWasLostIsNotRepeated() {
        source.then(Outcomes.running(clock.instant(), JOB))
                .then(Outcomes.running(clock.instant(), JOB))
                .then(Outcomes.running(clock.instant(), JOB))
                .then(Outcomes.ended(clock.instant(), JOB));
        flaky.next(Fate.IS_WRITTEN_BUT_FAILS);
        start();
        scheduler.runNext();
        scheduler.runNext();
        scheduler.runNext();

        assertThat(types()).containsExactly("backup.job.started", "backup.job.completed");
    }

    @RepeatedTest(100)
    void whateverTheLogDoesEachChangeIsInItOnceAndTheStateIsWhatItTells(RepetitionInfo repetition) {
        int seed = repetition.getCurrentRepetition();
        var random = new Random(seed);
        for (int append = 0; append < 40; append++) {
            flaky.next(List.of(Fate.values()).get(random.nextInt(3)));
        }
        source.then(Outcomes.FLEETING)
                .then(Outcomes.running(clock.instant(), JOB))
                .then(Outcomes.running(clock.instant(), JOB, Backup.of(1004, 1)));
        start();
        for (int poll = 0; poll < 60; poll++) {
            scheduler.runNext();
        }

        assertThat(types().stream().filter(type -> type.startsWith("backup")))
                .as("seed %d", seed)
                .containsExactly("backup.job.started", "backup.job.started");
        assertThat(log.state().await().indefinitely().entries())
                .as("seed %d", seed)
                .filteredOn(entry -> entry.identity().key().kind() == RowKind.JOB)
                .hasSize(2);
        assertThat(attested().state()).isEqualTo(SourceState.OK);
    }

    @RepeatedTest(50)
    void whateverTheLogDoesAndWhoeverGoesOnAStallIsToldOnce(RepetitionInfo repetition) {
        int seed = repetition.getCurrentRepetition();
        var random = new Random(seed);
        for (int append = 0; append < 20; append++) {
            flaky.next(List.of(Fate.values()).get(random.nextInt(3)));
        }
        var minutes = new AtomicLong();
        source.then(() -> Uni.createFrom().item(stillRunning(minutes)));
        start();
        for (int poll = 0; poll < 60; poll++) {
            scheduler.runNext();
        }
        watcher.close();
        goesOn(new ScriptedSource().then(() -> Uni.createFrom().item(stillRunning(minutes))));

        assertThat(types().stream().filter(type -> type.startsWith("backup")))
                .as("seed %d", seed)
                .containsExactly("backup.job.started", "backup.job.stalled");
    }

    private PollOutcome stillRunning(AtomicLong minutes) {
        return Outcomes.running(clock.instant().plus(Duration.ofMinutes(minutes.incrementAndGet())), JOB);
    }

    private void goesOn(ScriptedSource another) {
        var habits = new Watcher.Habits(LifePolicy.DEFAULT, InsightPolicy.DEFAULT, () -> 0.5);
        var surroundings = new Watcher.Surroundings(new LogDesk(log.writer()), clock, scheduler, habits);
        var successor = new Watcher(target(), another, surroundings);
        successor.start().await().indefinitely();
        for (int poll = 0; poll < 5; poll++) {
            scheduler.runNext();
        }
    }

    @Test
    void aWriterWhoseSuccessorHasOpenedTheLogTellsNothingAndPollsNoMore() {
        watcher.start().await().indefinitely();
        log.writer().open().await().indefinitely();
        source.then(Outcomes.running(clock.instant(), JOB));
        scheduler.runNext();

        assertThat(events()).isEmpty();
        assertThat(scheduler.delays()).isEmpty();
        assertThat(source.isClosed()).isTrue();
    }

    /** Seen with replicas whose NATS was cut off: it was told as a bug, with its stack. */
    @Test
    void aRightThatIsLostTogetherWithTheLogIsNoBugAndNothingIsPolledAnyMore() {
        watcher.start().await().indefinitely();
        flaky.next(Fate.IS_NOT_WRITTEN);
        source.then(() -> {
            flaky.losesItsRight();
            return Uni.createFrom().item(Outcomes.running(clock.instant(), JOB));
        });
        try (LogTap said = LogTap.open()) {
            scheduler.runNext();
            assertThat(said.lines()).noneMatch(line -> line.contains("could not be written"));
        }

        assertThat(scheduler.delays()).isEmpty();
        assertThat(source.isClosed()).isTrue();
        assertThat(desk.lost().subscribeAsCompletionStage()).isDone();
    }
}
