package dev.backupwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.diff.PollOutcome;
import dev.backupwatch.diff.PollPlan;
import dev.backupwatch.diff.RecentRuns;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.source.PollCost;
import dev.backupwatch.source.Source;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PastTest {

    private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final StuckSource source = new StuckSource();
    private final Past past = new Past(source);

    @Test
    void noMoreThanFiftyTenantsAreAskedForAtOnce() {
        past.read(tenants(120), NOW);
        assertThat(source.asked).hasSize(1);
        assertThat(source.asked.get(0)).hasSize(50);
        assertThat(past.takeRead()).hasSize(50);
        assertThat(past.takeRead()).as("it is the caller's").isEmpty();
    }

    @Test
    void afterAFailureItRestsForAMinute() {
        source.stuck.add(new TenantId(1));
        past.read(tenants(1), NOW);
        past.read(tenants(1), NOW.plus(MINUTE).minusNanos(1));
        assertThat(source.asked).hasSize(1);
        past.read(tenants(1), NOW.plus(MINUTE));
        assertThat(source.asked).hasSize(2);
    }

    @Test
    void oneTenantThatCannotBeReadKeepsNoOtherFromBeingRead() {
        source.stuck.add(new TenantId(7));
        Set<TenantId> read = new TreeSet<>();
        Instant now = NOW;
        for (int poll = 0; poll < 60; poll++) {
            now = now.plus(MINUTE);
            List<TenantId> unread = tenants(200).stream()
                    .filter(tenant -> !read.contains(tenant))
                    .toList();
            past.read(unread, now);
            past.takeRead().forEach(runs -> read.add(runs.tenant()));
        }
        assertThat(read).hasSize(199).doesNotContain(new TenantId(7));
        source.stuck.clear();
        past.read(List.of(new TenantId(7)), now.plus(MINUTE));
        assertThat(past.takeRead()).as("asked for now and then").hasSize(1);
    }

    @Test
    void whatWasReadOfAnotherClusterIsNotTakenIn() {
        past.read(tenants(3), NOW);
        past.forget();
        assertThat(past.takeRead()).isEmpty();
    }

    private static List<TenantId> tenants(int count) {
        return LongStream.rangeClosed(1, count).mapToObj(TenantId::new).toList();
    }

    /** Answers at once, but for groups with a tenant that is stuck. */
    private static final class StuckSource implements Source {

        private final Set<TenantId> stuck = new TreeSet<>();
        private final List<List<TenantId>> asked = new ArrayList<>();

        @Override
        public Uni<List<RecentRuns>> recentRuns(List<TenantId> tenants) {
            asked.add(tenants);
            return tenants.stream().anyMatch(stuck::contains)
                    ? Uni.createFrom().failure(new IllegalStateException("no answer"))
                    : Uni.createFrom()
                            .item(tenants.stream()
                                    .map(tenant -> new RecentRuns(tenant, List.of(), List.of(), Map.of()))
                                    .toList());
        }

        @Override
        public Uni<PollOutcome> poll(PollPlan plan) {
            throw new UnsupportedOperationException("only the past is read here");
        }

        @Override
        public PollCost cost() {
            return PollCost.NONE;
        }

        @Override
        public void close() {}
    }
}
