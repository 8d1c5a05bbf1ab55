package dev.backupwatch.watch;

import dev.backupwatch.diff.PollOutcome;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it takes to diff one complete poll with what is known, and to decide what to tell. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = "-Xmx2g")
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
public class PollBenchmark {

    /** What happened since the poll before. */
    public enum Happening {
        NOTHING,
        TASKS_PROGRESSED,
        TASKS_PROGRESSED_AND_HISTORY_PROBED,
        ALL_ENDED;

        PollOutcome pollOf(Fleet fleet) {
            return switch (this) {
                case NOTHING -> fleet.unchanged();
                case TASKS_PROGRESSED -> fleet.progressed();
                case TASKS_PROGRESSED_AND_HISTORY_PROBED -> fleet.probed();
                case ALL_ENDED -> fleet.ended();
            };
        }
    }

    @Param
    Happening happening = Happening.NOTHING;

    @Param({"2000", "8000", "32000"})
    int tenants = 1;

    private WatchState known = new Fleet(1).running();
    private PollOutcome poll = new Fleet(1).unchanged();

    @Setup(Level.Trial)
    public void begin() {
        var fleet = new Fleet(tenants);
        known = fleet.running();
        poll = happening.pollOf(fleet);
    }

    @Benchmark
    public Object diffAndDecide() {
        return known.on(poll);
    }
}
