package dev.backupwatch.bench;

import dev.backupwatch.eventlog.sqlite.SqliteEventLog;
import dev.backupwatch.watch.FleetWatch;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * How fast a subscriber gets all that the log holds, beside plain scans of the same rows of the same file by SQLite alone. The
 * service is the packaged one, in a process of its own, so that its heap can be looked at; it and its reader share the
 * processors, while a scan has one for itself.
 */
final class CatchUpBenchmark {

    private static final int TASKS = 500;
    private static final int ROUNDS = 7;
    private static final double BAR = 0.5;
    private static final double NANOS_A_SECOND = 1e9;
    private static final double NANOS_A_MICRO = 1e3;
    private static final double MEGA = 1e6;
    private static final LongSupplier OWN = ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime;

    private final Path file;
    private final Samples allColumns = new Samples();
    private final Samples jsonAlone = new Samples();
    private final Samples served = new Samples();
    private final Samples allColumnsCost = new Samples();
    private final Samples jsonAloneCost = new Samples();
    private final Samples servingCost = new Samples();
    private final List<Heap> heaps = new ArrayList<>();

    private CatchUpBenchmark(Path file) {
        this.file = file;
    }

    static List<String> run() throws Exception {
        long events = Long.getLong("bench.events", 500_000);
        try (Scratch scratch = Scratch.of("catch-up")) {
            var benchmark = new CatchUpBenchmark(scratch.file("log.db"));
            benchmark.write(scratch, events);
            return benchmark.measure(scratch, events);
        }
    }

    private void write(Scratch scratch, long events) {
        long begun = System.nanoTime();
        try (SqliteEventLog log = scratch.log("log.db")) {
            FleetWatch watch = FleetWatch.begin(TASKS, log.writer());
            while (log.attested().head().value() < events) {
                watch.poll().tell();
            }
        }
        double seconds = (System.nanoTime() - begun) / NANOS_A_SECOND;
        say("%d events decided, encoded and appended in %.1f s", events, seconds);
    }

    private List<String> measure(Scratch scratch, long events) throws Exception {
        try (PlainScan scan = PlainScan.of(file, events);
                ServiceProcess service = ServiceProcess.on(file, scratch)) {
            URI all = service.awaitListening().resolve("/api/v1/events?cursor=oldest");
            var reader = new LinesReader(all, events, scan.bytes());
            reader.verify();
            scan.allColumns();
            scan.jsonAlone();
            for (int round = 1; round <= ROUNDS; round++) {
                int collections = service.heap().collections();
                allColumnsCost.add(cost(OWN, events, () -> allColumns.add(bytesASecond(scan, scan::allColumns))));
                jsonAloneCost.add(cost(OWN, events, () -> jsonAlone.add(bytesASecond(scan, scan::jsonAlone))));
                servingCost.add(
                        cost(service::processorNanos, events, () -> served.add(bytesASecond(scan, reader::read))));
                heaps.add(service.heap().since(collections));
                say(
                        "round %d: all columns %.0f MB/s, json alone %.0f MB/s, NDJSON %.0f MB/s; %s",
                        round, allColumns.last(), jsonAlone.last(), served.last(), heaps.get(round - 1));
            }
            return lines(events, scan.bytes(), service);
        }
    }

    private interface Passage {
        void perform() throws Exception;
    }

    private static double bytesASecond(PlainScan scan, Passage passage) throws Exception {
        long begun = System.nanoTime();
        passage.perform();
        return scan.bytes() / MEGA / ((System.nanoTime() - begun) / NANOS_A_SECOND);
    }

    /** What of the processors that took, in microseconds an event: unlike its rate, whatever else the machine does. */
    private static double cost(LongSupplier nanos, long events, Passage passage) throws Exception {
        long before = nanos.getAsLong();
        passage.perform();
        return (nanos.getAsLong() - before) / NANOS_A_MICRO / events;
    }

    private List<String> lines(long events, long bytes, ServiceProcess service) throws Exception {
        return List.of(
                format(
                        "catch-up: %d events of %d bytes on average, %.0f MB of JSON in a file of %.0f MB; medians of %d rounds; all share %d processors",
                        events, bytes / events, bytes / MEGA, Files.size(file) / MEGA, ROUNDS, processors()),
                line("plain scan in order, all " + PlainScan.COLUMNS + " columns", allColumns, allColumnsCost),
                line("plain scan in order, json alone", jsonAlone, jsonAloneCost),
                line("NDJSON over HTTP from cursor=oldest", served, servingCost),
                format("  %s; %s", verdict("all columns", allColumns), verdict("json alone", jsonAlone)),
                format(
                        "  heap of the service (%s): first round %s; last round %s; resident at most %s",
                        ServiceProcess.MEMORY, heaps.get(0), heaps.get(ROUNDS - 1), service.mostResident()));
    }

    /** Of what is read over HTTP the cost is the service's, without the reader's. */
    private static String line(String name, Samples rate, Samples cost) {
        return format("  %-38s %6.0f MB/s, %4.1f us of a processor an event", name, rate.median(), cost.median());
    }

    private static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    private String verdict(String what, Samples scan) {
        double share = served.median() / scan.median();
        return format(
                "NDJSON reaches %.2f of the scan of %s (bar %.2f: %s)",
                share, what, BAR, share >= BAR ? "held" : "MISSED");
    }

    private static void say(String text, Object... values) {
        System.out.println(format(text, values));
    }

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
