package dev.backupwatch.ops;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Overdue;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.CounterMetricFamily;
import io.prometheus.client.GaugeMetricFamily;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The metrics of one scrape, by name. What is not known has no series. */
final class BackupFamilies {

    private static final List<String> TENANT = List.of("cluster", "tenant", "tenant_name");
    private static final double NANOS = 1e9;

    private final GaugeMetricFamily lag = new GaugeMetricFamily(
            "backupwatch_source_lag_seconds",
            "How long ago the cluster's backups were last seen completely; before the first time, since the service started.",
            List.of("cluster"));
    private final GaugeMetricFamily lastSuccess = new GaugeMetricFamily(
            "backupwatch_backup_last_success_timestamp_seconds",
            "When the tenant's last backup of that type ended that succeeded, by the database's clock.",
            and("type"));
    private final GaugeMetricFamily running = gauge("backupwatch_backup_running", "Backup jobs that have not ended.");
    private final GaugeMetricFamily progress = gauge(
            "backupwatch_backup_progress_ratio",
            "How far the backup job is that started last, from 0 to 1; may fall, for totals may be raised.");
    private final GaugeMetricFamily outputRate = gauge(
            "backupwatch_backup_output_bytes_per_second",
            "How fast the tenant's backup jobs write; that of a cluster job, with tenant 1, is that of the others again.");
    private final GaugeMetricFamily stalled =
            gauge("backupwatch_backup_stalled", "Backup jobs of which nothing has moved for longer than is usual.");
    private final GaugeMetricFamily overdue = new GaugeMetricFamily(
            "backupwatch_backup_overdue",
            "1 where the tenant has had no successful backup of that kind, full or any, for longer than is allowed.",
            and("kind"));
    private final CounterMetricFamily failed = new CounterMetricFamily(
            "backupwatch_backup_failed", "Backup jobs that ended as failed since the tenant is watched.", TENANT);

    /** Which series a tenant's are. */
    record Labels(ClusterName cluster, long tenant, String name) {

        private List<String> values() {
            return List.of(cluster.value(), Long.toString(tenant), name);
        }

        private List<String> and(String value) {
            return List.of(cluster.value(), Long.toString(tenant), name, value);
        }
    }

    void lag(ClusterName cluster, Duration since) {
        lag.addMetric(List.of(cluster.value()), since.toNanos() / NANOS);
    }

    /** @param isFresh whether the speeds are those of now */
    void tenant(Labels labels, TenantBackups backups, boolean isFresh) {
        List<String> tenant = labels.values();
        running.addMetric(tenant, backups.running().size());
        stalled.addMetric(tenant, (double) backups.stalled());
        failed.addMetric(tenant, (double) backups.failures());
        backups.progress().ifPresent(ratio -> progress.addMetric(tenant, ratio));
        if (isFresh) {
            backups.outputBytesPerSecond().ifPresent(rate -> outputRate.addMetric(tenant, (double) rate));
        }
        for (Overdue.Kind kind : Overdue.Kind.values()) {
            overdue.addMetric(labels.and(kind.name().toLowerCase(Locale.ROOT)), backups.isOverdue(kind) ? 1 : 0);
        }
        for (Map.Entry<String, Instant> last : new TreeMap<>(backups.lastSuccess()).entrySet()) {
            lastSuccess.addMetric(labels.and(last.getKey()), seconds(last.getValue()));
        }
    }

    List<MetricFamilySamples> all() {
        return List.of(lag, lastSuccess, running, progress, outputRate, stalled, failed, overdue);
    }

    private static GaugeMetricFamily gauge(String name, String help) {
        return new GaugeMetricFamily(name, help, TENANT);
    }

    private static List<String> and(String label) {
        List<String> labels = new ArrayList<>(TENANT);
        labels.add(label);
        return labels;
    }

    private static double seconds(Instant time) {
        return time.getEpochSecond() + time.getNano() / NANOS;
    }
}
