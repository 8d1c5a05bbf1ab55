package dev.backupwatch.insight;

import dev.backupwatch.event.Row;
import dev.backupwatch.event.TimeLeft;
import dev.backupwatch.event.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * How long a task may still take: from how fast it goes, and from how earlier runs of the same tenant and type went on from
 * where it is now. A range, or nothing where the two carry none.
 *
 * @param earlier oldest first
 */
record Forecast(Row task, TaskMemory memory, List<PastRun> earlier, Instant now) {

    /** Less of the work than this says nothing about the rest. */
    private static final double LEAST_SHARE = 0.05;

    /** A range in which the one end is so many times the other says nothing. */
    private static final double WIDEST = 8;

    /** How many times a speed may differ from the average since the work began. */
    private static final double MOST_CHANGE = 4;

    /** Of the blocks, to be left when nearly all tablets are done. */
    private static final double MUCH = 0.1;

    /** Where there is no earlier run to tell what else is to come. */
    private static final double LEAST_SHARE_ALONE = 0.25;

    /** Another stage follows that writes most, and at another speed. */
    private static final Set<String> FIRST_OF_TWO =
            Set.of("BACKUP_DATA_SYS", "BACKUP_DATA_MINOR", "BACKUP_SYS_DATA", "BACKUP_SYS_META", "BACKUP_USER_META");

    private static final Duration SHORT = Duration.ofMinutes(2);

    @Nullable
    TimeLeft timeLeft(Work work) {
        Long total = work.total();
        if (total == null || total <= 0 || work.percent() == null || work.unit() == Work.Unit.LOG_FILES) {
            return null;
        }
        double share = (double) work.finished() / total;
        ToLongFunction<Point> counter = work.unit() == Work.Unit.BYTES ? Point::output : Point::blocks;
        Optional<Span> byRuns = byEarlierRuns(share);
        Optional<Span> bySpeed = bySpeed(work.finished(), total, counter);
        if (isRestless() || (byRuns.isEmpty() && bySpeed.isEmpty())) {
            return null;
        }
        Span span = byRuns.map(runs -> bySpeed.map(runs::and).orElse(runs)).orElseGet(bySpeed::orElseThrow);
        return isMeaningless(span) ? null : left(span);
    }

    /** Where the total rose not long ago it may well rise again. */
    private boolean isRestless() {
        Totals totals = memory.totals();
        Duration held = Duration.between(totals.held(), now);
        return totals.raises() > 0 && held.multipliedBy(3).compareTo(elapsed()) < 0;
    }

    /** At least one of those that were watched, each as long as it took then, and as slow or fast as this one is so far. */
    private Optional<Span> byEarlierRuns(double share) {
        return earlier.stream()
                .flatMap(run -> Optional.ofNullable(run.curve()).map(curve -> after(run, curve, share)).stream())
                .reduce(Span::and)
                .map(span -> span.widened(0.8, 1.25));
    }

    private Span after(PastRun run, Curve curve, double share) {
        Duration then = curve.at(share);
        Duration left = run.duration().minus(then);
        double pace = (double) elapsed().toNanos() / Math.max(1, then.toNanos());
        return Span.of(left, Span.scaled(left, Math.max(0.5, Math.min(2, pace))));
    }

    private Optional<Span> bySpeed(long finished, long total, ToLongFunction<Point> counter) {
        double share = (double) finished / total;
        long rest = Math.max(0, total - finished);
        Optional<Window> window =
                memory.trail().since(memory.entered()).window(now).filter(Window::isEven);
        if (FIRST_OF_TWO.contains(task.status())
                || share < (earlier.isEmpty() ? LEAST_SHARE_ALONE : LEAST_SHARE)
                || window.isEmpty()
                || window.get().isSilent()
                || areFewBigOnesLeft(rest, total)) {
            return Optional.empty();
        }
        double rate = window.get().rate(counter);
        double average = Point.rate(memory.entered(), memory.trail().last(), now, counter);
        double slow = Math.min(rate, average);
        double fast = Math.max(rate, average);
        if (slow <= 0 || fast > MOST_CHANGE * slow) {
            return Optional.empty();
        }
        Span span = new Span(Span.seconds(rest / fast), Span.seconds(rest / slow)).plus(afterTheData());
        return Optional.of(earlier.isEmpty() ? span.widened(0.7, 1.9) : span.widened(0.8, 1.3));
    }

    /** Logs, and what else follows the last block. */
    private Span afterTheData() {
        return earlier.stream()
                .flatMap(run ->
                        Optional.ofNullable(run.curve())
                                .map(curve -> run.duration().minus(curve.at(1)))
                                .stream())
                .map(after -> new Span(after, after))
                .reduce(Span::and)
                .orElseGet(() ->
                        new Span(Duration.ZERO, Span.scaled(elapsed(), 0.1).plusSeconds(15)));
    }

    /**
     * Whether, as tablets and blocks have gone in this stage so far, much will be left of the blocks when all tablets but a
     * few are done: those few are big, and go slower than many did side by side.
     */
    private boolean areFewBigOnesLeft(long rest, long total) {
        long tablets = task.numberOr("TABLET_COUNT", 0);
        long finished = task.numberOr("FINISH_TABLET_COUNT", 0);
        if (!memory.totals().areReal() || tablets == 0 || finished == 0) {
            return false;
        }
        long written = memory.trail().last().blocks() - memory.entered().blocks();
        double withTheOthers = written * ((double) tablets / finished - 1);
        return rest - withTheOthers > MUCH * total;
    }

    private static boolean isMeaningless(Span span) {
        return span.high().compareTo(SHORT) > 0 && span.high().compareTo(Span.scaled(span.low(), WIDEST)) > 0;
    }

    /** Where a clock was set back, or an earlier run was longer at this place than it was in all, no time is left. */
    private static TimeLeft left(Span span) {
        Duration high = span.high().isNegative() ? Duration.ZERO : span.high();
        return new TimeLeft(span.low().isNegative() ? Duration.ZERO : span.low(), high);
    }

    private Duration elapsed() {
        Duration elapsed = Duration.between(memory.start(), now);
        return elapsed.isNegative() ? Duration.ZERO : elapsed;
    }
}
