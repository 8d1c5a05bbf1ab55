package dev.backupwatch.watch;

import dev.backupwatch.diff.PollOutcome;
import dev.backupwatch.diff.PollPlan;
import dev.backupwatch.diff.RecentRuns;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.source.PollCost;
import dev.backupwatch.source.Source;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Of another source the polls alone: who counts what they cost wants nothing read beside them. */
public record PolledSource(Source source) implements Source {

    @Override
    public Uni<PollOutcome> poll(PollPlan plan) {
        return source.poll(plan);
    }

    @Override
    public Uni<List<RecentRuns>> recentRuns(List<TenantId> tenants) {
        return Uni.createFrom().failure(new IllegalStateException("only polls are made here"));
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
