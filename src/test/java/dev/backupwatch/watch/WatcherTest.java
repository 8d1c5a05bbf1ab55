package dev.backupwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.diff.LifePolicy;
import dev.backupwatch.diff.PollOutcome;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.event.SourceState;
import dev.backupwatch.event.Tenant;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.eventlog.SourceAttestation;
import dev.backupwatch.eventlog.memory.MemoryEventLog;
import dev.backupwatch.source.ClusterTarget;
import dev.backupwatch.source.Secret;
import dev.backupwatch.source.SourceConfig;
import dev.backupwatch.story.Backup;
import dev.backupwatch.story.LogTap;
import dev.backupwatch.story.ManualClock;
import dev.backupwatch.watch.FlakyEventLog.Fate;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class WatcherTest {

    private static final Duration ACTIVE = Duration.ofSeconds(1);
    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final Backup JOB = Backup.of(1002, 1);

    private final ManualClock clock = new ManualClock();
    private final ManualScheduler scheduler = new ManualScheduler(clock);
    private final MemoryEventLog log = new MemoryEventLog(new Random(3), 1 << 20);
    private final FlakyEventLog flaky = new FlakyEventLog(log.writer());
    private final LogDesk desk = new LogDesk(flaky);
    private final ScriptedSource source = new ScriptedSource();
    private final Watcher watcher = new Watcher(
            target(),
            source,
            new Watcher.Surroundings(desk, clock, scheduler, new Watcher.Habits(LifePolicy.DEFAULT, () -> 0.5)));

    @Test
    void beforeTheFirstPollTheSourceIsAttestedAsStarting() {
        watcher.start().await().indefinitely();

        assertThat(attested().state()).isEqualTo(SourceState.STARTING);
        assertThat(attested().asOf()).isNull();
        assertThat(attested().facts().scope()).isEmpty();
        assertThat(scheduler.delays()).containsExactly(Duration.ZERO);
    }

    @Test
    void whatAPollTellsIsAppendedWithTheStateAndThenAttested() {
        source.then(Outcomes.running(clock.instant(), JOB));
        start();

        assertThat(types()).containsExactly("backup.job.started");
        assertThat(log.state().await().indefinitely().entries()).hasSize(1);
        assertThat(attested().state()).isEqualTo(SourceState.OK);
        assertThat(attested().asOf()).isEqualTo(clock.instant());
        assertThat(attested().facts().jobs()).isEqualTo(1);
        assertThat(attested().facts().version()).isEqualTo("4.3.0.1");
        assertThat(attested().facts().scope()).isEqualTo("sys");
        assertThat(attested().facts().pollInterval()).isEqualTo(ACTIVE);
    }

    @Test
    void theAttestationCountsJobsAndTasksApartAndListsTheTenantsInTheOrderOfTheirIds() {
        var orders = new Tenant(new TenantId(1002), "orders", "USER", "NORMAL");
        var billing = new Tenant(new TenantId(1004), "billing", "USER", "NORMAL");
        source.then(Outcomes.running(clock.instant(), JOB, List.of(1L, 2L, 3L), billing, orders, Outcomes.SYS));
        start();

        assertThat(attested().facts().jobs()).isEqualTo(1);
        assertThat(attested().facts().tasks()).isEqualTo(3);
        assertThat(attested().facts().tenants()).containsExactly(Outcomes.SYS, orders, billing);
    }

    @Test
    void theEventsBearTheTimeAtWhichTheirPollCompleted() {
        source.then(Outcomes.running(clock.instant().minusMillis(120), JOB));
        start();

        assertThat(events().get(0).time()).isEqualTo(clock.instant().minusMillis(120));
    }

    @Test
    void aQuietPollAppendsNothingAndIsAttestedAllTheSame() {
        source.then(Outcomes.running(clock.instant(), JOB))
                .then(() -> Uni.createFrom().item(Outcomes.running(clock.instant(), JOB)));
        start();
        scheduler.runNext();
        scheduler.runNext();

        assertThat(types()).containsExactly("backup.job.started");
        assertThat(attested().asOf()).isEqualTo(ManualClock.START.plus(ACTIVE.multipliedBy(2)));
    }

    @Test
    void itPollsOftenWhileABackupRunsAndSeldomWhenItHasEnded() {
        source.then(Outcomes.running(clock.instant(), JOB)).then(Outcomes.ended(clock.instant(), JOB));
        start();
        assertThat(scheduler.delays()).containsExactly(ACTIVE);

        scheduler.runNext();
        assertThat(types()).containsExactly("backup.job.started", "backup.job.completed");
        assertThat(scheduler.delays()).containsExactly(IDLE);
        assertThat(log.state().await().indefinitely().entries()).isEmpty();
    }

    @Test
    void theNextPollIsPlannedOnlyWhenTheLastIsOver() {
        List<UniEmitter<? super PollOutcome>> answers = new ArrayList<>();
        source.then(() -> Uni.createFrom().emitter(answers::add));
        start();
        assertThat(scheduler.delays()).isEmpty();

        clock.advance(Duration.ofSeconds(7));
        answers.get(0).complete(Outcomes.running(clock.instant(), JOB));
        assertThat(scheduler.delays()).containsExactly(Duration.ZERO);
    }

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
                        new Watcher.Habits(LifePolicy.DEFAULT, () -> 0.5)));
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
                .hasSize(2);
        assertThat(attested().state()).isEqualTo(SourceState.OK);
    }

    @Test
    void aSourceThatBreaksItsPromiseNeverToFailDoesNotEndTheWatch() {
        source.then(() -> Uni.createFrom().failure(new IllegalStateException("bug")))
                .then(() -> {
                    throw new IllegalStateException("a worse bug");
                })
                .then(Outcomes.running(clock.instant(), JOB));
        start();
        scheduler.runNext();
        scheduler.runNext();

        assertThat(types()).containsExactly("source.degraded", "source.recovered", "backup.job.started");
    }

    @Test
    void afterItIsClosedNothingIsPlannedAndTheSourceIsClosed() {
        source.then(Outcomes.running(clock.instant(), JOB));
        start();
        watcher.close();

        assertThat(scheduler.delays()).isEmpty();
        assertThat(source.isClosed()).isTrue();
        assertThat(source.polls()).isEqualTo(1);
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

    @Test
    void aPollThatEndsAfterTheCloseIsNotFollowedByAnother() {
        List<UniEmitter<? super PollOutcome>> answers = new ArrayList<>();
        source.then(() -> Uni.createFrom().emitter(answers::add));
        start();
        watcher.close();
        answers.get(0).fail(new IllegalStateException("the pool is closed"));

        assertThat(scheduler.delays()).isEmpty();
        assertThat(events()).isEmpty();
    }

    @Test
    void operatorsReadOfATroubleWithItsCodeAndOfTheRecovery() {
        source.then(Outcomes.LASTING).then(Outcomes.running(clock.instant(), JOB));
        try (LogTap printed = LogTap.open()) {
            start();
            scheduler.runNext();

            assertThat(printed.lines())
                    .satisfiesExactly(
                            line -> assertThat(line).contains("WARN", "the login was refused [wrong_password]"),
                            line -> assertThat(line).contains("INFO", "cluster prod: source.recovered"));
        }
    }

    @Test
    void aWatchThatStandsBySaysSoAndNoError() {
        watcher.start().await().indefinitely();
        log.writer().open().await().indefinitely();
        source.then(Outcomes.running(clock.instant(), JOB));
        try (LogTap printed = LogTap.open()) {
            scheduler.runNext();

            assertThat(printed.lines())
                    .singleElement()
                    .satisfies(line -> assertThat(line).contains("WARN", "another writer has taken over"));
        }
    }

    private void start() {
        watcher.start().await().indefinitely();
        scheduler.runNext();
    }

    private List<LoggedEvent> events() {
        return log.readAfter(Sequence.NONE, 1000).await().indefinitely();
    }

    private List<String> types() {
        return events().stream().map(event -> event.facets().type().shortName()).toList();
    }

    private SourceAttestation attested() {
        return Objects.requireNonNull(log.attested().sources().get(Outcomes.PROD));
    }

    private static ClusterTarget target() {
        return new ClusterTarget(
                Outcomes.PROD,
                new ClusterTarget.Address("127.0.0.1", 2881),
                new ClusterTarget.Login("monitor@sys", new Secret("hidden"), SourceConfig.Scope.AUTO),
                new ClusterTarget.Encryption(SourceConfig.Tls.DISABLED, Optional.empty()),
                new ClusterTarget.Pace(ACTIVE, IDLE, Duration.ofSeconds(30), Duration.ofSeconds(10)));
    }
}
