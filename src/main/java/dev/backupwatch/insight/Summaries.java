package dev.backupwatch.insight;

import dev.backupwatch.event.Identity;
import dev.backupwatch.event.Overdue;
import dev.backupwatch.event.Tenant;
import dev.backupwatch.event.TenantSummary;
import dev.backupwatch.event.TenantSummary.Usual;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is told of a tenant altogether. */
final class Summaries {

    private Summaries() {}

    static TenantSummary of(Identity identity, @Nullable Tenant listed, TenantMemory tenant) {
        List<Overdue> overdue = tenant.overdue().values().stream()
                .sorted(Comparator.comparing(Overdue::kind))
                .toList();
        return new TenantSummary(
                identity,
                listed,
                tenant.lastSuccess(),
                tenant.lastFailure(),
                tenant.failures(),
                overdue,
                usual(tenant));
    }

    private static Map<String, Usual> usual(TenantMemory tenant) {
        Map<String, Usual> usual = new HashMap<>();
        tenant.runs().stream().map(PastRun::type).distinct().forEach(type -> {
            List<PastRun> runs = tenant.runsOf(type);
            List<Duration> durations = runs.stream().map(PastRun::duration).toList();
            List<@Nullable Long> bytes = new ArrayList<>();
            runs.forEach(run -> bytes.add(run.bytes()));
            usual.put(
                    type,
                    new Usual(
                            runs.size(),
                            Medians.ofDurations(durations).orElseThrow(),
                            Medians.ofKnown(bytes).orElse(null),
                            Medians.ofDurations(intervals(runs)).orElse(null)));
        });
        return usual;
    }

    private static List<Duration> intervals(List<PastRun> runs) {
        List<Duration> intervals = new ArrayList<>();
        for (int i = 1; i < runs.size(); i++) {
            intervals.add(Duration.between(runs.get(i - 1).end(), runs.get(i).end()));
        }
        return intervals;
    }
}
