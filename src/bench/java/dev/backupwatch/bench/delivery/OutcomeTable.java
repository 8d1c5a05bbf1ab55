package dev.backupwatch.bench.delivery;

import java.util.Locale;

/** One line an outcome. */
final class OutcomeTable {

    private static final double KILO = 1e3;

    private OutcomeTable() {}

    static String heading() {
        return "  %-14s %-11s %20s %8s %9s %9s %24s %8s %4s %9s"
                .formatted(
                        "scenario",
                        "server",
                        "readers x 1/s x B",
                        "CPU s",
                        "delivered",
                        "per CPU s",
                        "p50 / p99 / max ms",
                        "peak MB",
                        "all",
                        "readers'");
    }

    static String line(Outcome outcome) {
        Outcome.Traffic traffic = outcome.traffic();
        return String.format(
                Locale.ROOT,
                "  %-14s %-11s %20s %8.2f %9.0f %9.0f %24s %8.0f %4s %7.2f s",
                outcome.load().name(),
                outcome.server(),
                "%d x %.0f x %.0f"
                        .formatted(outcome.load().readers(), traffic.events() / traffic.seconds(), traffic.bytes()),
                outcome.cost().cpu(),
                traffic.delivered(),
                traffic.delivered() / outcome.cost().cpu(),
                text(outcome.latency()),
                outcome.cost().peakKilobytes() / KILO,
                traffic.isComplete() ? "yes" : "NO",
                outcome.cost().readersCpu());
    }

    private static String text(Latency latency) {
        return String.format(Locale.ROOT, "%.1f / %.1f / %.1f", latency.median(), latency.nearlyAll(), latency.worst());
    }
}
