package dev.backupwatch.bench.clusters;

import dev.backupwatch.bench.Scratch;
import dev.backupwatch.bench.ServiceProcess;
import dev.backupwatch.bench.delivery.ProcessUse;
import dev.backupwatch.demo.BackupSimulator;
import dev.backupwatch.demo.StandIn;
import dev.backupwatch.nats.NatsServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** What it takes one process to poll many clusters every second, and to tell what changes into a log that replicas share. */
public final class ClustersBenchmark {

    private static final int CLUSTERS = 200;
    private static final int SECONDS = 30;
    private static final int PAUSE_MILLIS = 500;
    private static final int PATIENCE_SECONDS = 120;
    private static final Duration PACE = Duration.ofSeconds(60);
    private static final long SEED = 1;

    private ClustersBenchmark() {}

    public static List<String> run() throws Exception {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
        Path folder = Path.of(System.getProperty("bench.folder", "target/bench"), "clusters");
        try (Scratch scratch = Scratch.of("clusters");
                NatsServer nats = NatsServer.start();
                StandIn standIn = StandIn.start(folder, StandIn.Setup.of4301());
                Connection admin = standIn.connect();
                Statement settings = admin.createStatement();
                var simulator = BackupSimulator.begin(
                        standIn,
                        Clock.systemUTC(),
                        BackupSimulator.Settings.drawn(PACE, Duration.ofSeconds(1), SEED))) {
            // Each of them has a connection of its own, and some more at times.
            settings.execute("SET GLOBAL max_connections = " + 4 * CLUSTERS);
            simulator.runOn(executor);
            try (ServiceProcess process = ServiceProcess.start(scratch, options(scratch, nats, standIn), Map.of())) {
                URI address = process.awaitListening();
                return measure(new Lags(address), ProcessUse.of(process.pid()));
            }
        } finally {
            var unused = executor.shutdownNow();
        }
    }

    private static List<String> measure(Lags lags, ProcessUse use) throws IOException, InterruptedException {
        awaitAll(lags);
        lags.forget();
        long head = lags.head();
        double cpu = use.cpuSeconds();
        int fewest = CLUSTERS;
        for (int millis = 0; millis < SECONDS * 1_000; millis += PAUSE_MILLIS) {
            Thread.sleep(PAUSE_MILLIS);
            fewest = Math.min(fewest, lags.ask());
        }
        double used = use.cpuSeconds() - cpu;
        return List.of(
                "clusters: %d of them polled every second by one process into NATS JetStream, for %d s"
                        .formatted(CLUSTERS, SECONDS),
                "  %.2f s of CPU a second, resident %d MB, %d events a second"
                        .formatted(used / SECONDS, use.residentKilobytes() / 1_000, (lags.head() - head) / SECONDS),
                "  source lag: median %s, p99 %s, at most %s; read at all times: %d of %d"
                        .formatted(lags.median(), lags.p99(), lags.most(), fewest, CLUSTERS));
    }

    private static void awaitAll(Lags lags) throws IOException, InterruptedException {
        for (int waited = 0; waited < PATIENCE_SECONDS * 1_000; waited += PAUSE_MILLIS) {
            if (lags.ask() == CLUSTERS) {
                return;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        throw new IllegalStateException("not all clusters were read");
    }

    private static List<String> options(Scratch scratch, NatsServer nats, StandIn standIn) {
        List<String> options = new ArrayList<>(List.of(
                "-Dbackupwatch.log.type=jetstream",
                "-Dbackupwatch.log.jetstream.servers=" + nats.url(),
                "-Dbackupwatch.log.jetstream.copy=" + scratch.file("copy.db")));
        for (int number = 1; number <= CLUSTERS; number++) {
            String cluster = "-Dbackupwatch.clusters.\"c%03d\".".formatted(number);
            options.add(cluster + "url=mysql://127.0.0.1:" + standIn.port() + "/oceanbase");
            options.add(cluster + "username=" + StandIn.MONITOR);
            options.add(cluster + "password=" + standIn.monitorPassword());
            options.add(cluster + "poll.idle=1s");
        }
        return options;
    }
}
