package dev.backupwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.diff.PollOutcome;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.SourceState;
import dev.backupwatch.event.Tenant;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.story.LogTap;
import dev.backupwatch.story.ManualClock;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatcherTest extends WatcherStory {

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
        assertThat(log.state().await().indefinitely().entries())
                .allMatch(entry -> entry.identity().key().kind() == RowKind.TENANT);
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
    void aPollThatTheCloseItselfMadeIncompleteIsNoTroubleOfTheSource() {
        List<UniEmitter<? super PollOutcome>> answers = new ArrayList<>();
        source.then(() -> Uni.createFrom().emitter(answers::add));
        start();
        watcher.close();
        answers.get(0).complete(Outcomes.LASTING);

        assertThat(events()).isEmpty();
        assertThat(attested().state()).isEqualTo(SourceState.STARTING);
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
}
