package dev.backupwatch.watch;

import dev.backupwatch.diff.PollOutcome;
import dev.backupwatch.diff.PollPlan;
import dev.backupwatch.diff.RecentRuns;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.source.PollCost;
import dev.backupwatch.source.Source;
import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;

/** Gives what the script says, poll by poll; the last line of the script is repeated. */
final class ScriptedSource implements Source {

    private final Queue<Supplier<Uni<PollOutcome>>> script = new ArrayDeque<>();
    private int polls;
    private boolean isClosed;

    ScriptedSource then(PollOutcome outcome) {
        return then(() -> Uni.createFrom().item(outcome));
    }

    ScriptedSource then(Supplier<Uni<PollOutcome>> poll) {
        script.add(poll);
        return this;
    }

    @Override
    public Uni<PollOutcome> poll(PollPlan plan) {
        polls++;
        Supplier<Uni<PollOutcome>> line = script.size() > 1 ? script.remove() : script.element();
        return line.get();
    }

    /** The script has no past. */
    @Override
    public Uni<List<RecentRuns>> recentRuns(List<TenantId> tenants) {
        return Uni.createFrom()
                .item(tenants.stream()
                        .map(tenant -> new RecentRuns(tenant, List.of(), List.of(), Map.of()))
                        .toList());
    }

    @Override
    public PollCost cost() {
        return PollCost.NONE;
    }

    @Override
    public void close() {
        isClosed = true;
    }

    int polls() {
        return polls;
    }

    boolean isClosed() {
        return isClosed;
    }
}
