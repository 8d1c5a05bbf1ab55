package dev.backupwatch.ops;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.event.Visibility;
import dev.backupwatch.web.Callers;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of those who may not see everything: what is told of clusters and tenants that they may see. What is told of
 * the process is of all of them, so it is not there.
 */
@Singleton
class VisibleMetrics {

    private static final String PATH = "/q/metrics";
    /** Before the route of all metrics, after the door. */
    private static final int ORDER = -1000;

    private static final String OF_A_CLUSTER_ALONE = "backupwatch_source_lag_seconds";

    private final CollectorRegistry registry;

    @Inject
    VisibleMetrics(CollectorRegistry registry) {
        this.registry = registry;
    }

    void register(@Observes Router router) {
        router.routeWithRegex("\\Q" + PATH + "\\E(/.*)?").order(ORDER).handler(this::answer);
    }

    private void answer(RoutingContext request) {
        Visibility visibility = Callers.of(request).grant().visibility();
        if (visibility.equals(Visibility.ALL)) {
            request.next();
            return;
        }
        request.vertx()
                .executeBlocking(() -> text(visibility), false)
                .onSuccess(text -> request.response()
                        .putHeader("Content-Type", TextFormat.CONTENT_TYPE_004)
                        .putHeader("Cache-Control", "no-store")
                        .end(text))
                .onFailure(request::fail);
    }

    /** Blocks while the metrics are gathered. */
    private String text(Visibility visibility) {
        List<MetricFamilySamples> seen = Collections.list(registry.metricFamilySamples()).stream()
                .map(family -> seen(family, visibility))
                .filter(family -> !family.samples.isEmpty())
                .toList();
        try (var text = new StringWriter()) {
            TextFormat.write004(text, Collections.enumeration(seen));
            return text.toString();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static MetricFamilySamples seen(MetricFamilySamples family, Visibility visibility) {
        List<Sample> samples = family.samples.stream()
                .filter(sample -> isSeen(sample, visibility))
                .toList();
        return new MetricFamilySamples(family.name, family.unit, family.type, family.help, samples);
    }

    private static boolean isSeen(Sample sample, Visibility visibility) {
        @Nullable String cluster = label(sample, "cluster");
        if (cluster == null || !visibility.permits(new ClusterName(cluster))) {
            return false;
        }
        @Nullable String tenant = label(sample, "tenant");
        if (tenant == null) {
            // A count is of all of its tenants.
            return visibility.isOfAllTenants() || sample.name.equals(OF_A_CLUSTER_ALONE);
        }
        return visibility.permits(
                new ClusterName(cluster), new TenantId(Long.parseLong(tenant)), label(sample, "tenant_name"));
    }

    private static @Nullable String label(Sample sample, String name) {
        int at = sample.labelNames.indexOf(name);
        return at < 0 ? null : sample.labelValues.get(at);
    }
}
