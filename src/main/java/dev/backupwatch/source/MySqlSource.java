package dev.backupwatch.source;

import dev.backupwatch.diff.Observation;
import dev.backupwatch.diff.PollOutcome;
import dev.backupwatch.diff.PollPlan;
import dev.backupwatch.diff.RecentRuns;
import dev.backupwatch.event.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Reads one cluster over the reactive MySQL client. */
public final class MySqlSource implements Source {

    private final Vertx vertx;
    private final ClusterTarget target;
    private final InstantSource clock;
    private final Statements statements;
    private final Diagnosis diagnosis;
    private final Set<Endpoint> aside = ConcurrentHashMap.newKeySet();
    private volatile Endpoint endpoint;
    private volatile PollTally cost = new PollTally();
    private volatile boolean isClosed;

    public MySqlSource(Vertx vertx, ClusterTarget target, InstantSource clock) {
        this.vertx = vertx;
        this.target = target;
        this.clock = clock;
        this.statements = new Statements(target.pace().timeout());
        this.diagnosis = new Diagnosis(target);
        this.endpoint = Endpoint.of(vertx, target, statements);
    }

    @Override
    public Uni<PollOutcome> poll(PollPlan plan) {
        cost = new PollTally();
        Uni<PollOutcome> read = plan.chunks().isPresent()
                ? new ChunkedPoll(this::reading, diagnosis, plan).read()
                : reading(plan, Poll::read).map(Reading::complete);
        return read.onFailure().recoverWithItem(diagnosis::of);
    }

    @Override
    public Uni<List<RecentRuns>> recentRuns(List<TenantId> tenants) {
        if (tenants.size() > MOST_TENANTS) {
            throw new IllegalArgumentException("%d tenants at once".formatted(tenants.size()));
        }
        return tenants.isEmpty()
                ? Uni.createFrom().item(List.of())
                : Uni.createFrom()
                        .deferred(() -> recentRuns(tenants, Endpoint.of(vertx, target, statements)))
                        .onFailure()
                        .transform(failure ->
                                new UnreadHistoryException(diagnosis.of(failure).trouble(), failure));
    }

    /** Whatever becomes of it, and if nobody waits for it any more, no connection is left. */
    private Uni<List<RecentRuns>> recentRuns(List<TenantId> tenants, Endpoint at) {
        aside.add(at);
        if (isClosed) {
            at.close();
        }
        return at.session(new PollTally())
                .chain(session -> at.knowledge(session, clock.instant())
                        .chain(known -> new Recollection(session, statements, known).of(tenants))
                        .eventually(session::release))
                .onTermination()
                .invoke(() -> {
                    aside.remove(at);
                    at.close();
                });
    }

    @Override
    public PollCost cost() {
        return cost.sum();
    }

    /** A session of its own, and nothing of it is used again if it fails. */
    private <T> Uni<Reading<T>> reading(PollPlan plan, Function<Poll, Uni<T>> questions) {
        return Uni.createFrom()
                .deferred(() -> reading(endpoint, plan, questions))
                .onFailure()
                .invoke(this::beginAnew);
    }

    private <T> Uni<Reading<T>> reading(Endpoint at, PollPlan plan, Function<Poll, Uni<T>> questions) {
        return at.session(cost)
                .chain(session -> at.knowledge(session, clock.instant())
                        .chain(known -> questions
                                .apply(new Poll(session, statements, known, plan, clock))
                                .call(seen -> isDoubted(plan, seen)
                                        ? at.confirm(session, known, clock.instant())
                                        : Uni.createFrom().voidItem())
                                .map(seen -> new Reading<>(seen, known.facts())))
                        .eventually(session::release));
    }

    private static boolean isDoubted(PollPlan plan, Object seen) {
        return seen instanceof Observation observation && plan.doubts(observation.live());
    }

    /**
     * A connection whose answer never came would keep the next poll waiting behind it, and after an upgrade the columns are
     * others: after any failure nothing of the old endpoint is used again.
     */
    private void beginAnew() {
        Endpoint old = endpoint;
        endpoint = Endpoint.of(vertx, target, statements);
        old.close();
        if (isClosed) {
            endpoint.close();
        }
    }

    @Override
    public void close() {
        isClosed = true;
        endpoint.close();
        aside.forEach(Endpoint::close);
    }
}
