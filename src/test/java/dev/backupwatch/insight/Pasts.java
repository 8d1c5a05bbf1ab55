package dev.backupwatch.insight;

import dev.backupwatch.event.TenantId;
import java.util.List;
import java.util.Objects;

/** What is remembered of runs that are over. */
final class Pasts {

    private Pasts() {}

    static TenantMemory tenant(Watched watched, long tenant) {
        return Objects.requireNonNull(watched.insights().tenants().get(new TenantId(tenant)));
    }

    static PastRun only(Watched watched, long tenant) {
        List<PastRun> runs = tenant(watched, tenant).runs();
        if (runs.size() != 1) {
            throw new AssertionError("not one run but " + runs);
        }
        return runs.get(0);
    }
}
