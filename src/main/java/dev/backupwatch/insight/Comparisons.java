package dev.backupwatch.insight;

import dev.backupwatch.event.Comparison;
import dev.backupwatch.event.Comparison.Measure;
import dev.backupwatch.event.TenantSummary.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares a run with those before it. */
final class Comparisons {

    /** Of bytes that is too little to wonder about. */
    private static final double FEW_BYTES = 64 << 20;

    private static final Duration MOMENT = Duration.ofSeconds(1);

    private Comparisons() {}

    /** @param earlier of the same tenant and type; empty if there is none */
    static Optional<Comparison> of(Run run, List<PastRun> earlier) {
        if (earlier.isEmpty()) {
            return Optional.empty();
        }
        Duration took = Endings.pastRun(run, null).duration();
        Duration usually = Medians.ofDurations(
                        earlier.stream().map(PastRun::duration).toList())
                .orElseThrow();
        Measure duration = Comparison.seconds(took, usually);
        List<@Nullable Long> bytes = new ArrayList<>();
        List<@Nullable Long> rates = new ArrayList<>();
        earlier.forEach(past -> {
            bytes.add(past.bytes());
            rates.add(rate(past.bytes(), past.duration()));
        });
        return Optional.of(new Comparison(
                earlier.size(),
                duration,
                measure(run.outputBytes(), bytes, FEW_BYTES),
                // A rate is only as telling as the time that it was measured over.
                measure(rate(run.outputBytes(), took), rates, isOfNote(duration) ? 0 : Double.MAX_VALUE)));
    }

    private static @Nullable Measure measure(@Nullable Long value, List<@Nullable Long> earlier, double leastOfNote) {
        Optional<Long> usual = Medians.ofKnown(earlier);
        return value == null || usual.isEmpty() ? null : new Measure(value, usual.get(), leastOfNote);
    }

    private static boolean isOfNote(Measure duration) {
        return Math.abs(duration.value() - duration.usual()) >= duration.leastOfNote();
    }

    private static @Nullable Long rate(@Nullable Long bytes, Duration time) {
        return bytes == null || time.compareTo(MOMENT) < 0 ? null : Math.round(bytes / (time.toMillis() / 1000.0));
    }
}
