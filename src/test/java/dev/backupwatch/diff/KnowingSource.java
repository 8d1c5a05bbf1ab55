package dev.backupwatch.diff;

import dev.backupwatch.event.TenantId;
import dev.backupwatch.source.PollCost;
import dev.backupwatch.source.Source;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Knows from the plan of a poll what the watch has adopted when it begins. The watch may never hear of a poll's outcome,
 * as when its process dies meanwhile.
 */
final class KnowingSource implements Source {

    /** How a poll goes on. */
    enum Next {
        IS_HEARD,
        IS_READ_AND_NOT_HEARD,
        IS_NOT_EVEN_READ
    }

    private final Source source;
    private volatile Next next = Next.IS_HEARD;
    private volatile Lives adopted;
    private volatile @Nullable PollOutcome outcome;
    private volatile CompletableFuture<@Nullable Void> over = new CompletableFuture<>();

    KnowingSource(Source source, Lives adopted) {
        this.source = source;
        this.adopted = adopted;
    }

    void next(Next coming) {
        next = coming;
        outcome = null;
        over = new CompletableFuture<>();
    }

    Lives adopted() {
        return adopted;
    }

    /** Of the last poll; null where it never ended. */
    @Nullable
    PollOutcome outcome() {
        return outcome;
    }

    void awaitOver() {
        over.join();
    }

    @Override
    public Uni<PollOutcome> poll(PollPlan plan) {
        adopted = ((NextQuestions) plan).lives();
        Next how = next;
        if (how == Next.IS_NOT_EVEN_READ) {
            return Uni.createFrom().nothing();
        }
        return source.poll(plan)
                .invoke(read -> outcome = read)
                .onTermination()
                .invoke(() -> over.complete(null))
                .chain(read -> how == Next.IS_HEARD
                        ? Uni.createFrom().item(read)
                        : Uni.createFrom().nothing());
    }

    /** What happens to the cluster is told by the reads of the polls; others between them would upset that. */
    @Override
    public Uni<List<RecentRuns>> recentRuns(List<TenantId> tenants) {
        return Uni.createFrom().failure(new IllegalStateException("the past is not read here"));
    }

    @Override
    public PollCost cost() {
        return source.cost();
    }

    @Override
    public void close() {
        source.close();
    }
}
