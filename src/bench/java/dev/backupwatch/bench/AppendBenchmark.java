package dev.backupwatch.bench;

import dev.backupwatch.eventlog.LogStep;
import dev.backupwatch.eventlog.sqlite.SqliteEventLog;
import dev.backupwatch.watch.FleetWatch;
import java.util.List;
import java.util.Locale;

/**
 * How long it takes until a poll that changed a hundred rows is durable, beside the plainest insert of the same bytes. Both
 * take turns, so that whatever else the machine does meets both.
 */
final class AppendBenchmark {

    private static final int ROWS = 100;
    private static final int WARM_UP = 100;
    private static final int POLLS = 500;
    private static final double BAR_MILLIS = 2;
    private static final double NANOS_A_MILLI = 1e6;

    private final Samples told = new Samples();
    private final Samples appended = new Samples();
    private final Samples plain = new Samples();
    private final PlainInsert insert;
    private final TimedWriter writer;
    private final FleetWatch watch;

    private AppendBenchmark(SqliteEventLog log, PlainInsert insert) {
        this.insert = insert;
        this.writer = new TimedWriter(log.writer());
        this.watch = FleetWatch.begin(ROWS, writer);
    }

    static List<String> run() throws Exception {
        try (Scratch scratch = Scratch.of("appends");
                SqliteEventLog log = scratch.log("log.db");
                PlainInsert insert = PlainInsert.into(scratch.file("plain.db"))) {
            var benchmark = new AppendBenchmark(log, insert);
            for (int poll = 0; poll < WARM_UP + POLLS; poll++) {
                benchmark.measure(poll >= WARM_UP);
            }
            return benchmark.lines();
        }
    }

    /** A poll of the log, then the plain insert of what that has written. */
    private void measure(boolean counts) throws Exception {
        FleetWatch.Decided poll = watch.poll();
        long begun = System.nanoTime();
        poll.tell();
        long tellingNanos = System.nanoTime() - begun;
        LogStep step = writer.last();
        long inserting = System.nanoTime();
        insert.insert(step);
        long insertingNanos = System.nanoTime() - inserting;
        if (counts) {
            told.add(tellingNanos / NANOS_A_MILLI);
            appended.add(writer.lastNanos() / NANOS_A_MILLI);
            plain.add(insertingNanos / NANOS_A_MILLI);
        }
    }

    private List<String> lines() {
        LogStep step = writer.last();
        double more = appended.median() - plain.median();
        return List.of(
                String.format(
                        Locale.ROOT,
                        "appends: %d polls of %d events, %d state rows and %d notes, %.0f kB together, made durable",
                        POLLS,
                        step.events().size(),
                        step.change().put().size(),
                        step.notes().put().size(),
                        PlainInsert.bytes(step) / 1e3),
                line("the log's append", appended),
                line("the same with encoding its events", told),
                line("plain insert of the same bytes", plain),
                String.format(
                        Locale.ROOT,
                        "  the append's median is %.2f ms over the plain insert's: the bar of %.0f ms is %s",
                        more,
                        BAR_MILLIS,
                        more <= BAR_MILLIS ? "held" : "MISSED"));
    }

    private static String line(String name, Samples samples) {
        return String.format(
                Locale.ROOT, "  %-36s median %6.2f ms, p90 %6.2f ms", name, samples.median(), samples.quantile(0.9));
    }
}
