package dev.backupwatch.watch;

import static dev.backupwatch.watch.Outcomes.FLEETING;
import static dev.backupwatch.watch.Outcomes.LASTING;
import static dev.backupwatch.watch.Outcomes.types;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.diff.PollOutcome;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.SourceState;
import dev.backupwatch.insight.InsightPolicy;
import dev.backupwatch.story.Backup;
import dev.backupwatch.story.ManualClock;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class WatchStateTest {

    private static final Instant NOW = ManualClock.START;
    private static final Backup JOB = Backup.of(1002, 1);
    private static final WatchState INITIAL =
            WatchState.initial(Picture.unseen(Outcomes.PROD, Outcomes.POLICY, InsightPolicy.DEFAULT));
    private static final WatchState RUNNING =
            INITIAL.on(Outcomes.running(NOW, JOB)).next();

    @Test
    void anIncompletePollNeverReportsRemovals() {
        for (PollOutcome outcome : List.of(FLEETING, LASTING)) {
            WatchState.Step step = RUNNING.on(outcome);

            assertThat(types(step.toAppend())).noneMatch(type -> type.startsWith("backup"));
            assertThat(step.touched()).isEmpty();
            assertThat(step.next().lives()).isEqualTo(RUNNING.lives());
        }
    }

    @Test
    void anEmptyButCompletePollDoesReportWhatLeft() {
        WatchState.Step step = RUNNING.on(Outcomes.nothing(NOW.plusSeconds(1)));

        assertThat(types(step.toAppend())).containsExactly("backup.job.lost");
        assertThat(step.touched())
                .filteredOn(key -> key.kind() != RowKind.TENANT)
                .containsExactly(JOB.identity().key());
        assertThat(step.next().isActive()).isFalse();
    }

    @Test
    void changesAreReportedAgainUntilTheStepIsAdopted() {
        PollOutcome poll = Outcomes.running(NOW, JOB);
        WatchState.Step failedToAppend = INITIAL.on(poll);
        WatchState.Step retried = INITIAL.on(poll);

        assertThat(types(retried.toAppend())).containsExactly("backup.job.started");
        assertThat(retried.toAppend()).isEqualTo(failedToAppend.toAppend());
        assertThat(retried.next().on(poll).toAppend()).isEmpty();
    }

    @Test
    void aLastingTroubleIsToldAtOnce() {
        WatchState.Step step = RUNNING.on(LASTING);

        assertThat(types(step.toAppend())).containsExactly("source.degraded");
        assertThat(step.next().source()).isEqualTo(SourceState.DEGRADED);
    }

    @Test
    void aFleetingOneIsToldWhenTheNextPollFailsToo() {
        WatchState.Step first = RUNNING.on(FLEETING);
        assertThat(first.toAppend()).isEmpty();
        assertThat(first.next().source()).isEqualTo(SourceState.OK);

        assertThat(types(first.next().on(FLEETING).toAppend())).containsExactly("source.degraded");
        assertThat(types(first.next().on(LASTING).toAppend())).containsExactly("source.degraded");
    }

    @Test
    void aFleetingTroubleThatPassesIsNeverTold() {
        WatchState passed =
                RUNNING.on(FLEETING).next().on(Outcomes.running(NOW, JOB)).next();

        assertThat(passed.failures()).isZero();
        assertThat(passed.on(FLEETING).toAppend()).isEmpty();
    }

    @Test
    void recoveryIsToldBeforeThePollsOtherEvents() {
        WatchState.Step step = RUNNING.on(LASTING).next().on(Outcomes.running(NOW, JOB, Backup.of(1004, 1)));

        assertThat(types(step.toAppend())).containsExactly("source.recovered", "backup.job.started");
        assertThat(step.next().source()).isEqualTo(SourceState.OK);
    }

    @Test
    void anIncompletePollKeepsTheTimeOfTheLastCompleteOne() {
        assertThat(INITIAL.on(LASTING).next().asOf()).isNull();
        assertThat(RUNNING.on(LASTING).next().asOf()).isEqualTo(NOW);
    }

    @Test
    void whatTheLogSaysIsGoneOnFromAndAPollThatIsInNoLogIsVouchedForByNobody() {
        WatchState degraded = RUNNING.on(LASTING).next();

        assertThat(degraded.recalled(degraded.picture(), true).source()).isEqualTo(SourceState.DEGRADED);
        assertThat(degraded.recalled(degraded.picture(), false).source()).isEqualTo(SourceState.OK);
        assertThat(degraded.recalled(degraded.picture(), false).asOf()).isEqualTo(NOW);
        WatchState anew =
                RUNNING.recalled(Picture.unseen(Outcomes.PROD, Outcomes.POLICY, InsightPolicy.DEFAULT), false);
        assertThat(anew.source()).isEqualTo(SourceState.STARTING);
        assertThat(anew.asOf()).isNull();
    }

    @RepeatedTest(100)
    void degradedAndRecoveredAlternateWhateverThePollsGive(RepetitionInfo repetition) {
        int seed = repetition.getCurrentRepetition();
        var random = new Random(seed);
        WatchState state = INITIAL;
        String last = "source.recovered";
        for (int poll = 0; poll < 60; poll++) {
            PollOutcome outcome =
                    List.of(FLEETING, LASTING, Outcomes.running(NOW, JOB)).get(random.nextInt(3));
            WatchState.Step step = state.on(outcome);
            for (String type : types(step.toAppend())) {
                if (type.startsWith("source")) {
                    assertThat(type).as("seed %d", seed).isNotEqualTo(last);
                    last = type;
                }
            }
            state = step.next();
            boolean isDegraded = state.source() == SourceState.DEGRADED;
            assertThat(isDegraded).as("seed %d", seed).isEqualTo(last.equals("source.degraded"));
        }
    }
}
