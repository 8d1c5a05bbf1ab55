package dev.backupwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Encoded;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.event.SourceState;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.eventlog.NoteChange;
import dev.backupwatch.eventlog.SourceAttestation;
import dev.backupwatch.eventlog.StateChange;
import dev.backupwatch.eventlog.StateEntry;
import dev.backupwatch.eventlog.memory.MemoryEventLog;
import dev.backupwatch.source.ClusterTarget;
import dev.backupwatch.source.Secret;
import dev.backupwatch.source.SourceConfig;
import dev.backupwatch.story.Backup;
import dev.backupwatch.story.ManualClock;
import dev.backupwatch.story.ManualScheduler;
import dev.backupwatch.watch.FlakyEventLog.Fate;
import io.vertx.mutiny.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From the configuration to the first polls, none of which is made here. */
class WatchTest {

    private final Vertx vertx = Vertx.vertx();
    private final ManualClock clock = new ManualClock();
    private final ManualScheduler scheduler = new ManualScheduler(clock);
    private final MemoryEventLog log = new MemoryEventLog(new Random(3), 1 << 20);
    private final FlakyEventLog flaky = new FlakyEventLog(log.writer());
    private final Watch watch = watch();

    @AfterEach
    void close() {
        watch.stop();
        vertx.closeAndAwait();
    }

    @Test
    void aFirstStartTellsOfEachSourceAttestsThatItWasNotLookedAtYetAndPlansItsFirstPoll() {
        start(watch, "stage", "prod");

        assertThat(told()).containsExactly("prod source.added", "stage source.added");
        assertThat(events()).extracting(LoggedEvent::time).containsOnly(clock.instant());
        assertThat(log.attested().sources().values())
                .extracting(SourceAttestation::state)
                .containsExactly(SourceState.STARTING, SourceState.STARTING);
        assertThat(scheduler.delays()).containsExactly(Duration.ZERO, Duration.ZERO);
    }

    @Test
    void theNextStartTellsOnlyWhatWasConfiguredOtherwise() {
        start(watch, "stage", "prod");
        watch.stop();
        Watch next = watch();
        start(next, "prod", "test");
        next.stop();

        assertThat(told().subList(2, told().size())).containsExactly("stage source.removed", "test source.added");
    }

    @Test
    void aSourceThatIsConfiguredNoMoreIsRemovedWithItsRowsAndNotes() {
        Backup running = Backup.of(1002, 1).in("gone");
        var row = new StateEntry(running.identity(), new Encoded(new byte[] {'{', '}'}));
        var earlier = new LogDesk(flaky);
        var opening = earlier.open().await().indefinitely();
        var step = new Brought(
                clock.instant(),
                List.of(running.started()),
                new StateChange(List.of(row), List.of()),
                new NoteChange(List.of(ClusterNotes.added(running.cluster())), List.of()));
        earlier.append(opening, step).await().indefinitely();
        start(watch, "prod");

        assertThat(told()).containsExactly("gone backup.job.started", "gone source.removed", "prod source.added");
        assertThat(log.state().await().indefinitely().entries()).isEmpty();
        var notes = new LogDesk(log.writer());
        notes.open().await().indefinitely();
        assertThat(notes.notedClusters().await().indefinitely()).containsExactly(new ClusterName("prod"));
    }

    @Test
    void aLogThatCannotBeWrittenFailsTheStartAndNothingIsPolled() {
        flaky.next(Fate.IS_NOT_WRITTEN);

        assertThatThrownBy(() -> start(watch, "prod")).hasRootCauseInstanceOf(IOException.class);
        assertThat(scheduler.delays()).isEmpty();
    }

    @Test
    void onceStoppedItPollsNoMore() {
        start(watch, "stage", "prod");
        watch.stop();

        assertThat(scheduler.delays()).isEmpty();
    }

    @Test
    void whereTheRightToWriteIsLostNothingIsAskedOfAnyClusterUntilItIsStartedAgain() {
        start(watch, "stage", "prod");
        var stoodDown = watch.stoodDown().subscribeAsCompletionStage();
        flaky.losesItsRight();
        scheduler.runNext();
        assertThat(stoodDown).isDone();
        assertThat(scheduler.delays()).isEmpty();
        assertThat(told())
                .as("nothing was asked, so nothing has failed")
                .containsExactly("prod source.added", "stage source.added");

        start(watch, "stage", "prod");
        assertThat(scheduler.delays()).containsExactly(Duration.ZERO, Duration.ZERO);
        assertThat(watch.stoodDown().subscribeAsCompletionStage()).isNotDone();
    }

    private Watch watch() {
        return new Watch(
                vertx,
                clock,
                log,
                flaky,
                scheduler,
                new WatchConfig() {
                    @Override
                    public Duration lostAfter() {
                        return Duration.ofMinutes(10);
                    }

                    @Override
                    public Duration backfill() {
                        return Duration.ZERO;
                    }

                    @Override
                    public Duration stall() {
                        return Duration.ofMinutes(10);
                    }

                    @Override
                    public Optional<Duration> overdueFull() {
                        return Optional.empty();
                    }

                    @Override
                    public Optional<Duration> overdueAny() {
                        return Optional.empty();
                    }
                },
                WatchListener.NONE);
    }

    private static void start(Watch watch, String... clusters) {
        watch.want(Stream.of(clusters).map(WatchTest::target).toList());
        watch.start().await().indefinitely();
    }

    private List<LoggedEvent> events() {
        return log.readAfter(Sequence.NONE, 1000).await().indefinitely();
    }

    private List<String> told() {
        return events().stream()
                .map(event ->
                        event.facets().cluster() + " " + event.facets().type().shortName())
                .toList();
    }

    private static ClusterTarget target(String name) {
        return new ClusterTarget(
                new ClusterName(name),
                new ClusterTarget.Address("127.0.0.1", 2881),
                new ClusterTarget.Login("monitor@sys", new Secret("hidden"), SourceConfig.Scope.AUTO),
                new ClusterTarget.Encryption(SourceConfig.Tls.DISABLED, Optional.empty()),
                new ClusterTarget.Pace(
                        Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(10)));
    }
}
