package dev.backupwatch.insight;

import dev.backupwatch.demo.TaskShape;
import dev.backupwatch.event.TimeLeft;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What was said in some runs of one kind, and what was true. */
final class Forecasts {

    static final String HEAD =
            "shape      counts  runs before | told  inside  wrong | median error at 25 %  50 %  75 %";

    private static final List<Double> WAYS = List.of(0.25, 0.5, 0.75);

    private final TaskShape shape;
    private final boolean counts;
    private final int earlier;
    private final List<List<Double>> errors = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    private int moments;
    private int told;
    private int inside;
    /** What is shown, and since when. */
    private @Nullable TimeLeft shown;

    private Duration since = Duration.ZERO;

    Forecasts(TaskShape shape, boolean counts, int earlier) {
        this.shape = shape;
        this.counts = counts;
        this.earlier = earlier;
    }

    TaskShape shape() {
        return shape;
    }

    /** One poll. What is shown counts down from the moment when it was told. */
    void note(Duration now, Duration length, @Nullable TimeLeft left) {
        if (!Objects.equals(left, shown)) {
            shown = left;
            since = now;
        }
        moments++;
        if (left == null) {
            return;
        }
        told++;
        Duration truth = length.minus(since);
        if (left.low().compareTo(truth) <= 0 && left.high().compareTo(truth) >= 0) {
            inside++;
        }
        for (int i = 0; i < WAYS.size(); i++) {
            Duration way = Span.scaled(length, WAYS.get(i));
            if (now.compareTo(way) >= 0 && now.minusSeconds(5).compareTo(way) < 0) {
                double middle = (left.low().toMillis() + left.high().toMillis()) / 2.0;
                errors.get(i).add(Math.abs(middle - truth.toMillis()) / truth.toMillis());
            }
        }
    }

    boolean isTold() {
        return told > 0;
    }

    /** Of what was told. */
    double inside() {
        return told == 0 ? 1 : (double) inside / told;
    }

    /** Of all moments. */
    double wrong() {
        return (double) (told - inside) / moments;
    }

    String line() {
        return "%-10s %-7s %-11d | %3.0f %%  %3.0f %%  %3.0f %% | %15s %9s %5s"
                .formatted(
                        shape.name().toLowerCase(Locale.ROOT),
                        counts ? "4.3" : "4.2",
                        earlier,
                        100.0 * told / moments,
                        100 * inside(),
                        100 * wrong(),
                        median(0),
                        median(1),
                        median(2));
    }

    private String median(int way) {
        List<Double> sorted = errors.get(way).stream().sorted().toList();
        return sorted.isEmpty() ? "-" : "%.0f %%".formatted(100 * sorted.get(sorted.size() / 2));
    }
}
