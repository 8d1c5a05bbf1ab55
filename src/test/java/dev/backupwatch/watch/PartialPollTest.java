package dev.backupwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.diff.PollOutcome;
import dev.backupwatch.event.SourceEvent;
import dev.backupwatch.event.SourceState;
import dev.backupwatch.event.Tenant;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.event.Trouble;
import dev.backupwatch.insight.InsightPolicy;
import dev.backupwatch.story.Backup;
import dev.backupwatch.story.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** When all is asked for in vain, the tenants are asked for group by group. */
class PartialPollTest {

    private static final Instant NOON = ManualClock.START;
    private static final TenantId ORDERS = new TenantId(1002);
    private static final TenantId BILLING = new TenantId(1004);
    private static final PollOutcome TIMEOUT =
            new PollOutcome.Incomplete(new Trouble("timeout", "no answer within PT10S"), false);
    private static final Map<TenantId, Tenant> TENANTS = Map.of(
            TenantId.SYS,
            Outcomes.SYS,
            new TenantId(1001),
            new Tenant(new TenantId(1001), "META$1002", "META", "NORMAL"),
            ORDERS,
            new Tenant(ORDERS, "orders", "USER", "NORMAL"));

    private final WatchState healthy = WatchState.initial(
                    Picture.unseen(Outcomes.PROD, Outcomes.POLICY, InsightPolicy.DEFAULT))
            .on(Outcomes.running(NOON, Backup.of(1002, 1), Backup.of(1004, 1)))
            .next();

    @Test
    void threeTimeOutsInARowMakeItAskGroupByGroup() {
        WatchState state = healthy;
        for (int failure = 0; failure < 3; failure++) {
            assertThat(state.plan(NOON).chunks()).isEmpty();
            state = state.on(TIMEOUT).next();
        }

        assertThat(state.plan(NOON).chunks()).isPresent();
    }

    @Test
    void whereNoGroupAnswersThePaceSlowsDownAsWithAnyPollInVain() {
        WatchState state = inChunks();
        int failures = state.failures();
        PollOutcome nobody = Outcomes.partial(NOON, List.of(), List.of(List.of(ORDERS, BILLING)));
        state = state.on(nobody).next();
        assertThat(state.failures()).isEqualTo(failures + 1);

        PollOutcome somebody = Outcomes.partial(NOON, List.of(ORDERS), List.of(List.of(BILLING)), Backup.of(1002, 1));
        assertThat(state.on(somebody).next().failures()).isZero();
    }

    @Test
    void aTroubleThatNoTenantCausesDoesNotAndEndsIt() {
        WatchState state = healthy;
        for (int failure = 0; failure < 5; failure++) {
            state = state.on(Outcomes.LASTING).next();
        }
        assertThat(state.plan(NOON).chunks()).isEmpty();

        assertThat(inChunks().on(Outcomes.LASTING).next().plan(NOON).chunks()).isEmpty();
    }

    @Test
    void theGroupsHoldEveryTenantOfTheListAndThoseWithRowsButNoMetaTenant() {
        var chunks = inChunks().plan(NOON).chunks().orElseThrow();

        assertThat(chunks.of(TENANTS)).containsExactly(List.of(TenantId.SYS, ORDERS, BILLING));
        assertThat(chunks.of(Map.of())).as("no right to read the list").containsExactly(List.of(ORDERS, BILLING));
    }

    @Test
    void aTenantOfWhichOnlyTheHistoryWasSeenIsInTheGroupsToo() {
        WatchState state = healthy.on(Outcomes.ended(NOON.plusSeconds(1), Backup.of(1006, 1)))
                .next();
        for (int failure = 0; failure < 3; failure++) {
            state = state.on(TIMEOUT).next();
        }

        assertThat(state.plan(NOON).chunks().orElseThrow().of(Map.of()).get(0)).contains(new TenantId(1006));
    }

    @Test
    void whatAnsweredIsToldTheOthersAreNamedAndAsOfStays() {
        WatchState.Step step = inChunks()
                .on(Outcomes.partial(
                        NOON.plusSeconds(60), List.of(ORDERS), List.of(List.of(BILLING)), Backup.of(1002, 2)));

        assertThat(Outcomes.types(step.toAppend())).containsExactly("source.degraded", "backup.job.started");
        Trouble trouble = Objects.requireNonNull(((SourceEvent) step.toAppend().get(0)).trouble());
        assertThat(trouble.code()).isEqualTo("tenants_unread");
        assertThat(trouble.message()).contains(": 1004; all others").endsWith("no answer within PT10S");
        assertThat(step.next().source()).isEqualTo(SourceState.DEGRADED);
        assertThat(step.next().asOf()).isEqualTo(NOON);
        assertThat(step.next().lives().told()).hasSize(3);
    }

    @Test
    void theSameTenantsAreNamedOnceAndOthersAnew() {
        var same = Outcomes.partial(NOON, List.of(ORDERS), List.of(List.of(BILLING)), Backup.of(1002, 1));
        WatchState state = inChunks().on(same).next();
        assertThat(state.on(same).toAppend()).isEmpty();

        var other = Outcomes.partial(NOON, List.of(BILLING), List.of(List.of(ORDERS)), Backup.of(1004, 1));
        assertThat(Outcomes.types(state.on(other).toAppend())).containsExactly("source.degraded");
    }

    @Test
    void aGroupOfManyIsHalvedAlsoWhereNoneAnswered() {
        WatchState state = inChunks()
                .on(Outcomes.partial(NOON, List.of(), List.of(List.of(ORDERS, BILLING))))
                .next();

        assertThat(state.plan(NOON).chunks().orElseThrow().of(Map.of()))
                .containsExactly(List.of(ORDERS), List.of(BILLING));
        assertThat(state.lives()).isEqualTo(inChunks().lives());
    }

    @Test
    void onceAllHaveAnsweredAllIsAskedForAtOnceAndThenTheSourceIsWell() {
        WatchState state = inChunks()
                .on(Outcomes.partial(NOON, List.of(ORDERS, BILLING), List.of(), Backup.of(1002, 1), Backup.of(1004, 1)))
                .next();
        assertThat(state.source()).isEqualTo(SourceState.DEGRADED);
        assertThat(state.plan(NOON).chunks()).isEmpty();
        WatchState.Step whole =
                state.on(Outcomes.running(NOON.plus(Duration.ofMinutes(1)), Backup.of(1002, 1), Backup.of(1004, 1)));

        assertThat(Outcomes.types(whole.toAppend())).containsExactly("source.recovered");
        assertThat(whole.next().chunking()).isNull();
    }

    @Test
    void aTenantThatAnswersAgainIsNotNamedAnyMore() {
        WatchState state = inChunks()
                .on(Outcomes.partial(NOON, List.of(), List.of(List.of(ORDERS), List.of(BILLING))))
                .next();
        WatchState.Step step =
                state.on(Outcomes.partial(NOON, List.of(ORDERS), List.of(List.of(BILLING)), Backup.of(1002, 1)));

        Trouble trouble = Objects.requireNonNull(((SourceEvent) step.toAppend().get(0)).trouble());
        assertThat(trouble.message()).contains(": 1004; all others");
        assertThat(Objects.requireNonNull(step.next().chunking()).unread()).containsExactly(BILLING);
    }

    @Test
    void allAtOnceInVainAgainGoesOnGroupByGroup() {
        WatchState state = inChunks()
                .on(Outcomes.partial(NOON, List.of(ORDERS, BILLING), List.of(), Backup.of(1002, 1), Backup.of(1004, 1)))
                .next();
        assertThat(state.plan(NOON).chunks()).isEmpty();

        assertThat(state.on(TIMEOUT).next().plan(NOON).chunks()).isPresent();
    }

    @Test
    void manyTenantsAreNamedUpToTwentyAndTheRestIsCounted() {
        List<TenantId> many =
                LongStream.rangeClosed(1, 20).mapToObj(TenantId::new).toList();
        Set<TenantId> more = new TreeSet<>(many);
        assertThat(new UnreadTenants(healthy.lives(), more).trouble("").message())
                .contains(" 20; all others");
        more.add(new TenantId(21));
        more.add(new TenantId(22));

        assertThat(new UnreadTenants(healthy.lives(), more).trouble("").message())
                .contains(" 20 and 2 more; all others")
                .doesNotContain("21");
    }

    private WatchState inChunks() {
        WatchState state = healthy;
        for (int failure = 0; failure < 3; failure++) {
            state = state.on(TIMEOUT).next();
        }
        return state;
    }
}
