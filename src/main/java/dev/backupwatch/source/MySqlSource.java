package dev.backupwatch.source;

import dev.backupwatch.diff.PollOutcome;
import dev.backupwatch.diff.PollPlan;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import java.time.InstantSource;

/** Reads one cluster over the reactive MySQL client. */
public final class MySqlSource implements Source {

    private final Vertx vertx;
    private final ClusterTarget target;
    private final InstantSource clock;
    private final Statements statements;
    private final Diagnosis diagnosis;
    private volatile Endpoint endpoint;
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
        return Uni.createFrom()
                .deferred(() -> poll(endpoint, plan))
                .onFailure()
                .invoke(this::beginAnew)
                .onFailure()
                .recoverWithItem(diagnosis::of);
    }

    private Uni<PollOutcome> poll(Endpoint at, PollPlan plan) {
        return at.session()
                .chain(session -> at.knowledge(session, clock.instant())
                        .chain(known -> new Poll(session, statements, known, plan, clock)
                                .read()
                                .call(seen -> certainty(at, session, known, plan.doubts(seen.live())))
                                .map(seen -> (PollOutcome) new PollOutcome.Complete(seen, known.facts())))
                        .eventually(session::release));
    }

    private Uni<Void> certainty(Endpoint at, Session session, Knowledge known, boolean isDoubted) {
        return isDoubted
                ? at.confirm(session, known, clock.instant())
                : Uni.createFrom().voidItem();
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
    }
}
