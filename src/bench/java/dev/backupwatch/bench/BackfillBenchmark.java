package dev.backupwatch.bench;

import dev.backupwatch.eventlog.sqlite.SqliteEventLog;
import dev.backupwatch.watch.FleetWatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Tells the past of a large fleet in a process with little memory, from a history that is not kept in it. */
public final class BackfillBenchmark {

    private static final int TENANTS = 2_000;
    private static final int DAYS = 30;
    /** A job and its task each start and end. */
    private static final int EVENTS_A_DAY = 4;

    private static final String MEMORY = "-Xmx256m";
    private static final double NANOS_A_SECOND = 1e9;

    private BackfillBenchmark() {}

    static List<String> run() throws Exception {
        try (Scratch scratch = Scratch.of("backfill")) {
            Path collections = scratch.file("collections.log");
            Path said = scratch.file("said.txt");
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            MEMORY,
                            "-Xlog:gc:file=" + collections + ":tags:filecount=0",
                            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                            "-cp",
                            System.getProperty("java.class.path"),
                            BackfillBenchmark.class.getName(),
                            scratch.file("told").toString(),
                            said.toString())
                    .inheritIO()
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException("the past was not told");
            }
            return lines(Files.readString(said), Heap.of(Files.readString(collections)));
        }
    }

    private static List<String> lines(String said, Heap heap) {
        int part = heap.collections() / 3;
        return List.of(
                "backfill: %d days of %d tenants, a job and a task a day, told to a log on disk"
                        .formatted(DAYS, TENANTS),
                "  " + said,
                "  heap (%s): in the first third %s".formatted(MEMORY, heap.first(part)),
                "  in the last third %s".formatted(heap.since(heap.collections() - part)));
    }

    /** The process with little memory: tells, and writes down how that went. */
    public static void main(String[] arguments) throws Exception {
        long begun = System.nanoTime();
        List<Integer> told;
        try (SqliteEventLog log = Scratch.log(Path.of(arguments[0]))) {
            told = FleetWatch.backfill(TENANTS, DAYS, log.writer());
        }
        double seconds = (System.nanoTime() - begun) / NANOS_A_SECOND;
        long events = told.stream().mapToLong(Integer::longValue).sum();
        if (events != (long) EVENTS_A_DAY * TENANTS * DAYS) {
            throw new IllegalStateException(events + " events of so many jobs and tasks");
        }
        String said = String.format(
                Locale.ROOT,
                "%d events in %d polls, at most %d in one; %.0f events/s without the time between polls",
                events,
                told.size(),
                Collections.max(told),
                events / seconds);
        Files.writeString(Path.of(arguments[1]), said);
    }
}
