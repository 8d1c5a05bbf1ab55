package dev.backupwatch.diff;

import dev.backupwatch.diff.HistoryReading.Page;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.Tenant;
import dev.backupwatch.event.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Answers one poll's questions from the stand-in cluster, read by read, as a source does. */
public final class ScriptedPoll {

    private final ScriptedCluster cluster;
    private final Consumer<Gap> meanwhile;
    private final List<HistoryQuery> asked = new ArrayList<>();

    public ScriptedPoll(ScriptedCluster cluster, Consumer<Gap> meanwhile) {
        this.cluster = cluster;
        this.meanwhile = meanwhile;
    }

    public record Answered(Observation observation, Questions questions) {}

    /** @param ourClock our clock's reading of the cluster's */
    public Answered answer(PollPlan plan, Function<Instant, Instant> ourClock) {
        return answer(plan, ourClock, new Part(cluster.clock(), Scope.WHOLE, Optional.empty()));
    }

    /** One part of a poll in parts, each of which reads some tenants after the clock and the tenants' list were read. */
    public Answered answer(PollPlan plan, Function<Instant, Instant> ourClock, Part part) {
        cluster.askOnlyFor(part.scope());
        try {
            return read(plan, ourClock, part);
        } finally {
            cluster.askOnlyFor(Scope.WHOLE);
        }
    }

    /** @param tenants as they were read before; empty where they are read at the end, if at all */
    public record Part(Instant databaseTime, Scope scope, Optional<Map<TenantId, Tenant>> tenants) {}

    private Answered read(PollPlan plan, Function<Instant, Instant> ourClock, Part part) {
        ViewShape shape = cluster.knownShape();
        meanwhile.accept(Gap.AFTER_THE_CLOCK);
        List<Row> jobs = cluster.live(RowKind.JOB).read();
        meanwhile.accept(Gap.AFTER_JOBS);
        boolean readsTasks = plan.readsTasks(jobs);
        List<Row> tasks = readsTasks ? cluster.live(RowKind.TASK).read() : List.of();
        LiveRows live = LiveRows.of(part.databaseTime(), part.scope(), jobs, tasks);
        meanwhile.accept(Gap.AFTER_TASKS);
        boolean probes = plan.probesHistory(live);
        Optional<HistoryReading> history = probes ? Optional.of(readHistory(plan, live)) : Optional.empty();
        meanwhile.accept(Gap.BEFORE_TENANTS);
        boolean isWhole = part.scope().equals(Scope.WHOLE);
        boolean readsTenants = !isWhole || plan.readsTenants(live);
        return new Answered(
                new Observation(
                        ourClock.apply(cluster.clock()),
                        shape,
                        live,
                        history,
                        readsTenants,
                        isWhole ? tenants(readsTenants) : part.tenants()),
                new Questions(readsTasks, probes, List.copyOf(asked), readsTenants));
    }

    /** A cluster that names no tenant at all is one that may not be asked. */
    private Optional<Map<TenantId, Tenant>> tenants(boolean reads) {
        return reads && !cluster.tenants().isEmpty() ? Optional.of(cluster.tenants()) : Optional.empty();
    }

    private HistoryReading readHistory(PollPlan plan, LiveRows live) {
        Map<RowKind, List<HistoryCount>> counts = new EnumMap<>(RowKind.class);
        Optional<Instant> since = plan.tellsHistorySince(live.databaseTime());
        counts.put(RowKind.JOB, cluster.history(RowKind.JOB).counts(since));
        meanwhile.accept(Gap.BETWEEN_PROBES);
        counts.put(RowKind.TASK, cluster.history(RowKind.TASK).counts(since));
        meanwhile.accept(Gap.AFTER_PROBES);
        List<Page> pages = new ArrayList<>();
        read(plan.historyQueries(live, new HistoryReading(counts, List.of())), pages);
        read(plan.historyQueriesAgain(live, new HistoryReading(counts, pages)), pages);
        return new HistoryReading(counts, pages);
    }

    private void read(List<HistoryQuery> queries, List<Page> pages) {
        for (HistoryQuery query : queries) {
            asked.add(query);
            pages.add(new Page(query, cluster.history(query.kind()).read(query)));
            meanwhile.accept(Gap.BETWEEN_PAGES);
        }
    }
}
