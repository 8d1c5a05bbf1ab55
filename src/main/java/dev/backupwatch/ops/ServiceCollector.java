package dev.backupwatch.ops;

import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.eventlog.LogBounds;
import dev.backupwatch.stream.Farewell;
import dev.backupwatch.stream.Standing;
import dev.backupwatch.stream.Subscribers;
import dev.backupwatch.stream.Traffic;
import dev.backupwatch.stream.Transport;
import io.prometheus.client.Collector;
import io.prometheus.client.CounterMetricFamily;
import io.prometheus.client.GaugeMetricFamily;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.health.Readiness;

/** Tells Prometheus how this process fares: its log, its streams, and whether it is ready. What is not known has no series. */
@Singleton
class ServiceCollector extends Collector {

    private static final List<String> NO_LABELS = List.of();
    private static final List<Double> SHARES = List.of(0.5, 0.9, 0.99, 1.0);

    private final EventLogReader log;
    private final LogCheck logCheck;
    private final StreamsCheck streamsCheck;
    private final Subscribers subscribers;

    @Inject
    ServiceCollector(
            EventLogReader log,
            @Readiness LogCheck logCheck,
            @Readiness StreamsCheck streamsCheck,
            Subscribers subscribers) {
        this.log = log;
        this.logCheck = logCheck;
        this.streamsCheck = streamsCheck;
        this.subscribers = subscribers;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        List<Standing> standings = subscribers.standings();
        Traffic traffic = subscribers.traffic();
        return List.of(
                ready(),
                trouble(),
                head(),
                oldest(),
                bytes(),
                open(standings),
                lag(standings),
                bytesOut(traffic),
                new CounterMetricFamily(
                        "backupwatch_stream_conflated",
                        "Events that slow readers were spared, newer progress telling for them.",
                        traffic.conflated()),
                closed(traffic),
                refused(traffic));
    }

    private MetricFamilySamples ready() {
        return gauge(
                "backupwatch_ready",
                "1 while this process is ready, as its health says, else 0.",
                logCheck.isUp() && streamsCheck.isUp() ? 1 : 0);
    }

    private MetricFamilySamples trouble() {
        return gauge(
                "backupwatch_log_degraded",
                "1 while nothing new can be told because the log cannot be written, or followed, else 0.",
                logCheck.trouble().isPresent() ? 1 : 0);
    }

    private MetricFamilySamples head() {
        return gauge("backupwatch_log_head", "The sequence of the newest event of the log.", (double)
                log.attested().head().value());
    }

    private MetricFamilySamples oldest() {
        var family = new GaugeMetricFamily(
                "backupwatch_log_oldest", "The sequence of the oldest event that the log still holds.", NO_LABELS);
        bounds().ifPresent(bounds ->
                family.addMetric(NO_LABELS, (double) bounds.compacted().next().value()));
        return family;
    }

    private MetricFamilySamples bytes() {
        var family = new GaugeMetricFamily(
                "backupwatch_log_bytes",
                "How much the log takes here: the file and SQLite's own beside it.",
                NO_LABELS);
        log.bytes().ifPresent(bytes -> family.addMetric(NO_LABELS, (double) bytes));
        return family;
    }

    /** Of what can be read without waiting. */
    private Optional<LogBounds> bounds() {
        return Optional.ofNullable(Uni.createFrom()
                .deferred(log::bounds)
                .onFailure()
                .recoverWithNull()
                .subscribeAsCompletionStage()
                .getNow(null));
    }

    private static MetricFamilySamples open(List<Standing> standings) {
        var family = new GaugeMetricFamily(
                "backupwatch_streams_open", "Streams that are open, by transport.", List.of("transport"));
        for (Transport transport : Transport.values()) {
            long open = standings.stream()
                    .filter(standing -> standing.transport() == transport)
                    .count();
            family.addMetric(List.of(transport.wireName()), (double) open);
        }
        return family;
    }

    /** Exact, because all streams are looked at. */
    private static MetricFamilySamples lag(List<Standing> standings) {
        var family = new GaugeMetricFamily(
                "backupwatch_stream_delivery_lag_events",
                "How many events of the log that share of the open streams has yet to scan at most; of share 1, the one that is furthest behind.",
                List.of("share"));
        long[] lags = standings.stream().mapToLong(Standing::lag).sorted().toArray();
        for (double share : SHARES) {
            family.addMetric(
                    List.of(share == 1 ? "1" : Double.toString(share)),
                    lags.length == 0 ? 0 : (double) lags[(int) Math.ceil(share * lags.length) - 1]);
        }
        return family;
    }

    private static MetricFamilySamples bytesOut(Traffic traffic) {
        var family = new CounterMetricFamily(
                "backupwatch_stream_bytes",
                "Bytes handed to the sockets of streams, without what HTTP and TLS write around them.",
                List.of("transport"));
        for (Transport transport : Transport.values()) {
            family.addMetric(List.of(transport.wireName()), (double) traffic.bytes(transport));
        }
        return family;
    }

    private static MetricFamilySamples closed(Traffic traffic) {
        var family = new CounterMetricFamily(
                "backupwatch_streams_closed",
                "Streams that are over, by the reason that they were told; left where the reader went.",
                List.of("reason"));
        family.addMetric(List.of("left"), (double) traffic.left());
        Arrays.stream(Farewell.Reason.values())
                .filter(reason -> reason != Farewell.Reason.TOO_MANY_SUBSCRIBERS)
                .forEach(reason -> family.addMetric(List.of(reason.wireName()), (double) traffic.ended(reason)));
        return family;
    }

    private static MetricFamilySamples refused(Traffic traffic) {
        var family = new CounterMetricFamily(
                "backupwatch_streams_refused",
                "Connections that got no stream, by the reason that they were told.",
                List.of("reason"));
        for (Farewell.Reason reason : List.of(Farewell.Reason.DRAINING, Farewell.Reason.TOO_MANY_SUBSCRIBERS)) {
            family.addMetric(List.of(reason.wireName()), (double) traffic.refused(reason));
        }
        return family;
    }

    private static MetricFamilySamples gauge(String name, String help, double value) {
        return new GaugeMetricFamily(name, help, value);
    }
}
