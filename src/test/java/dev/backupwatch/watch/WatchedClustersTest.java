package dev.backupwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backupwatch.diff.PollOutcome;
import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.SourceState;
import dev.backupwatch.story.Backup;
import dev.backupwatch.watch.FlakyEventLog.Fate;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clusters come, change and go while others are watched. */
class WatchedClustersTest extends ReloadStory {

    private static final Backup JOB = Backup.of(1002, 1);

    @Test
    void aClusterThatIsAddedIsToldAndPolledAndTheOthersGoOnAsTheyWere() {
        begin(target("prod"));
        scheduler.runNext();
        List<Duration> planned = scheduler.delays();
        follow(target("prod"), target("stage"));

        assertThat(told()).containsExactly("prod source.added", "stage source.added");
        assertThat(scheduler.delays()).hasSize(2).containsAll(planned).contains(Duration.ZERO);
        assertThat(opened("prod")).hasSize(1);
        assertThat(newest("prod").isClosed()).isFalse();
        assertThat(attested("stage").state()).isEqualTo(SourceState.STARTING);
    }

    @Test
    void aClusterThatIsRemovedIsToldOnceWithAllThatIsKnownOfIt() {
        runs("stage", JOB);
        begin(target("prod"), target("stage"));
        poll(2);
        follow(target("prod"));

        assertThat(told())
                .containsExactly(
                        "prod source.added", "stage source.added", "stage backup.job.started", "stage source.removed");
        assertThat(log.state().await().indefinitely().entries()).isEmpty();
        assertThat(log.attested().sources()).containsOnlyKeys(new ClusterName("prod"));
        assertThat(newest("stage").isClosed()).isTrue();
        assertThat(scheduler.delays()).hasSize(1);
    }

    @Test
    void aClusterThatIsReadElsewhereIsWatchedAnewAndNothingIsToldOfThat() {
        runs("prod", JOB);
        begin(target("prod"));
        poll(1);
        follow(elsewhere("prod"));
        poll(3);

        assertThat(told()).containsExactly("prod source.added", "prod backup.job.started");
        assertThat(opened("prod")).hasSize(2);
        assertThat(opened("prod").get(0).isClosed()).isTrue();
        assertThat(newest("prod").polls()).isEqualTo(3);
        assertThat(attested("prod").state()).isEqualTo(SourceState.OK);
    }

    @Test
    void whatWasToldAsDegradedIsToldAsRecoveredOnceItIsReadWithTheRightPassword() {
        shows("prod", () -> Outcomes.LASTING);
        begin(target("prod"));
        poll(2);
        runs("prod", JOB);
        follow(elsewhere("prod"));
        poll(1);

        assertThat(told())
                .containsExactly(
                        "prod source.added",
                        "prod source.degraded",
                        "prod source.recovered",
                        "prod backup.job.started");
    }

    /** A poll of the old loop ended after the new one had begun, and told of the cluster as if it were watched still. */
    @Test
    void aPollThatIsUnderWayTellsNothingAfterItsClusterIsRemovedOrReadElsewhere() {
        for (String what : List.of("removed", "elsewhere")) {
            List<UniEmitter<? super PollOutcome>> answers = new ArrayList<>();
            answersLater("prod", answers);
            begin(target("prod"), target("stage"));
            poll(2);
            follow(what.equals("removed") ? List.of(target("stage")) : List.of(elsewhere("prod"), target("stage")));
            int before = told().size();
            answers.get(0).complete(Outcomes.running(clock.instant(), JOB));

            assertThat(told()).as(what).hasSize(before);
            stop();
        }
    }

    /** What it had read of the past was appended, and the source attested, after the removal was told. */
    @Test
    void aPollWhoseFirstAppendIsUnderWayAppendsNoMoreAfterItsClusterIsRemoved() {
        runs("prod", JOB);
        begin(target("prod"), target("stage"));
        poll(2);
        runs("prod", JOB, Backup.of(1002, 2));
        List<Uni<Boolean>> begun = new ArrayList<>();
        flaky.duringTheNextAppend(() -> {
            wanted.set(List.of(target("stage")));
            begun.add(clusters.follow(this::wanted).memoize().indefinitely());
            begun.get(0).subscribe().with(done -> {}, failed -> {});
        });
        poll(1);

        assertThat(begun.get(0).await().indefinitely()).isTrue();
        assertThat(told())
                .containsExactly(
                        "prod source.added",
                        "stage source.added",
                        "prod backup.job.started",
                        "prod backup.job.started",
                        "prod source.removed");
        assertThat(log.state().await().indefinitely().entries()).isEmpty();
        assertThat(log.attested().sources()).containsOnlyKeys(new ClusterName("stage"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Fate.class,
            names = {"IS_NOT_WRITTEN", "IS_WRITTEN_BUT_FAILS"})
    void whereTheLogFailsItIsDoneTheNextTimeAndToldOnce(Fate fate) {
        begin(target("prod"), target("stage"));
        poll(2);
        flaky.next(fate);
        assertThatThrownBy(() -> follow(target("prod"), target("test"))).isInstanceOf(LogUnavailableException.class);
        assertThat(newest("prod").isClosed()).isFalse();
        follow(target("prod"), target("test"));
        poll(4);

        assertThat(told())
                .containsExactly(
                        "prod source.added", "stage source.added", "stage source.removed", "test source.added");
        assertThat(log.attested().sources()).containsOnlyKeys(new ClusterName("prod"), new ClusterName("test"));
        assertThat(opened("prod")).hasSize(1);
        assertThat(newest("test").polls()).isPositive();
    }

    @Test
    void whereNothingIsWatchedItIsDoneWhenThatBegins() {
        wanted.set(List.of(target("prod")));
        assertThat(clusters.follow(this::wanted).await().indefinitely()).isFalse();
        assertThat(told()).isEmpty();

        begin(target("stage"));
        stop();
        wanted.set(List.of(target("prod")));
        assertThat(clusters.follow(this::wanted).await().indefinitely()).isFalse();
        clusters.begin(this::wanted).await().indefinitely();
        assertThat(told()).containsExactly("stage source.added", "stage source.removed", "prod source.added");
    }

    /** As a replica that waits for its turn to write. */
    @Test
    void whatIsWantedWhileTheLogIsBeingOpenedIsWhatIsWatchedThen() {
        List<Supplier<Boolean>> waiting = new ArrayList<>();
        flaky.opensWhen(opening -> waiting.add(() -> {
            opening.run();
            return true;
        }));
        wanted.set(List.of(target("prod")));
        var begun = clusters.begin(this::wanted).subscribeAsCompletionStage();
        wanted.set(List.of(target("stage")));
        assertThat(begun).isNotDone();
        assertThat(waiting.get(0).get()).isTrue();

        assertThat(begun).isDone();
        assertThat(told()).containsExactly("stage source.added");
    }
}
