package dev.backupwatch.wirefault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.diff.RecentRuns;
import dev.backupwatch.event.TenantId;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/** A source that is asked through the proxy for the last runs of tenants. */
abstract class RecentRunsWireTest extends WireTest {

    private static final Duration NEVER = Duration.ofSeconds(20);

    final List<RecentRuns> recentRuns(long... tenants) {
        return asked(tenants).await().atMost(NEVER);
    }

    final RecentRuns only(long tenant) {
        List<RecentRuns> runs = recentRuns(tenant);
        assertThat(runs).hasSize(1);
        return runs.get(0);
    }

    final Uni<List<RecentRuns>> asked(long... tenants) {
        return source.recentRuns(LongStream.of(tenants).mapToObj(TenantId::new).toList());
    }

    /** The statements that read a history. */
    final List<String> reading() {
        return proxy.statements().stream()
                .filter(sql -> sql.contains("_HISTORY WHERE"))
                .toList();
    }
}
