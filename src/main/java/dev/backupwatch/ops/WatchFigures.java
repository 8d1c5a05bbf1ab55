package dev.backupwatch.ops;

import dev.backupwatch.diff.PollOutcome;
import dev.backupwatch.event.ChangeEvent;
import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Trouble;
import dev.backupwatch.eventlog.Stopwatch;
import dev.backupwatch.source.PollCost;
import dev.backupwatch.watch.WatchListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.prometheus.client.Collector;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Counts and times what the loops do, for Prometheus. Of a replica that stands by there is nothing to count. */
@Typed(WatchFigures.class)
@Singleton
class WatchFigures extends Collector implements WatchListener {

    private static final List<String> OUTCOMES = List.of("complete", "partial", "incomplete");

    private static final Duration[] POLLS = millis(10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000);
    private static final Duration[] APPENDS = millis(1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 5_000);

    private final MeterRegistry meters;
    private final Stopwatch stopwatch;

    private final Count polls = new Count(
            "backupwatch_polls",
            "Polls of the cluster by what became of them: complete, partial (some tenants did not answer) or incomplete.",
            "cluster",
            "outcome");
    private final Count unread = new Count(
            "backupwatch_polls_incomplete",
            "Polls that were not complete, by the code of the reason.",
            "cluster",
            "reason");
    private final Count rows =
            new Count("backupwatch_poll_rows", "Rows that polls have read of the cluster.", "cluster");
    private final Count statements =
            new Count("backupwatch_poll_statements", "Statements that polls have sent to the cluster.", "cluster");
    private final Count changes =
            new Count("backupwatch_changes", "Change events that are in the log, by their type.", "cluster", "type");
    private final Count failures = new Count(
            "backupwatch_log_append_failures",
            "Appends that failed, after which nothing is told until the log is open again.");

    @Inject
    WatchFigures(MeterRegistry meters, Stopwatch stopwatch) {
        this.meters = meters;
        this.stopwatch = stopwatch;
        failures.add(0);
    }

    @Override
    public List<MetricFamilySamples> collect() {
        return Stream.of(polls, unread, rows, statements, changes, failures)
                .<MetricFamilySamples>map(Count::family)
                .toList();
    }

    @Override
    public Attempt polls(ClusterName cluster) {
        return new Poll(cluster.value(), stopwatch.elapsed());
    }

    @Override
    public Attempt configures() {
        return new Attempt() {
            @Override
            public Append appends(List<ChangeEvent> events) {
                return new Step(events, stopwatch.elapsed());
            }
        };
    }

    private final class Poll implements Attempt {

        private final String cluster;
        private final Duration begun;

        Poll(String cluster, Duration begun) {
            this.cluster = cluster;
            this.begun = begun;
        }

        @Override
        public void read(PollOutcome outcome, PollCost cost) {
            Timer.builder("backupwatch.poll")
                    .description("How long a poll of the cluster took, until its last answer.")
                    .tag("cluster", cluster)
                    .serviceLevelObjectives(POLLS)
                    .register(meters)
                    .record(stopwatch.elapsed().minus(begun));
            rows.add(cost.rows(), cluster);
            statements.add(cost.statements(), cluster);
            String became = outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
            // All of them from the beginning: a counter that begins with 1 is no increase to Prometheus.
            OUTCOMES.forEach(each -> polls.add(each.equals(became) ? 1 : 0, cluster, each));
            trouble(outcome).ifPresent(trouble -> unread.add(1, cluster, trouble.code()));
        }

        @Override
        public Append appends(List<ChangeEvent> events) {
            return new Step(events, stopwatch.elapsed());
        }
    }

    private final class Step implements Append {

        private final List<ChangeEvent> events;
        private final Duration begun;

        Step(List<ChangeEvent> events, Duration begun) {
            this.events = events;
            this.begun = begun;
        }

        @Override
        public void ends(@Nullable Throwable failure) {
            if (failure != null) {
                failures.add(1);
                return;
            }
            Timer.builder("backupwatch.log.append")
                    .description("How long an append took, until the log held it.")
                    .serviceLevelObjectives(APPENDS)
                    .register(meters)
                    .record(stopwatch.elapsed().minus(begun));
            events.forEach(event -> changes.add(
                    1, event.facets().cluster().value(), event.type().shortName()));
        }
    }

    /** Why not all was read; empty where all was. */
    static Optional<Trouble> trouble(PollOutcome outcome) {
        if (outcome instanceof PollOutcome.Partial partial) {
            return partial.unread().trouble();
        }
        return outcome instanceof PollOutcome.Incomplete incomplete
                ? Optional.of(incomplete.trouble())
                : Optional.empty();
    }

    private static Duration[] millis(long... times) {
        return Arrays.stream(times).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }
}
