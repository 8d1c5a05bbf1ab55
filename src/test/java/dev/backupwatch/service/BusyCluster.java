package dev.backupwatch.service;

import dev.backupwatch.demo.BackupSimulator;
import dev.backupwatch.demo.BackupViews;
import dev.backupwatch.demo.StandIn;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Backups without a pause: cluster jobs over three tenants, some of which fail, and a tenant whose jobs come and go. */
final class BusyCluster implements AutoCloseable {

    private static final Duration PACE = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final int TICK_MILLIS = 20;
    /** So that the first round, which is planned before the service's first look, does not end before it and pass for old. */
    private static final Duration AHEAD = Duration.ofSeconds(30);

    private final BackupSimulator simulator;
    private final Connection connection;
    private final BriefJobs brief;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();

    private BusyCluster(BackupSimulator simulator, Connection connection, long seed) throws SQLException {
        this.simulator = simulator;
        this.connection = connection;
        this.brief = new BriefJobs(new BackupViews(connection), new Random(seed));
        brief.addTenant();
    }

    /** With the tenants and the history that a first look finds, and nothing running. */
    static BusyCluster prepare(StandIn standIn, long seed) throws SQLException {
        var settings = BackupSimulator.Settings.drawn(PACE, PAUSE, seed);
        return new BusyCluster(
                BackupSimulator.begin(standIn, Clock.offset(Clock.systemUTC(), AHEAD), settings),
                standIn.connect(),
                seed);
    }

    Running start() {
        Future<?> ticking = executor.scheduleWithFixedDelay(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
        return new Running(ticking);
    }

    @Override
    public void close() throws SQLException {
        executor.shutdownNow();
        simulator.close();
        connection.close();
    }

    private void tick() {
        simulator.advance();
        try {
            brief.step();
        } catch (SQLException failure) {
            throw new IllegalStateException("the stand-in refused a step", failure);
        }
    }

    /** The scenario while it goes on. */
    final class Running {

        private final Future<?> ticking;

        private Running(Future<?> ticking) {
            this.ticking = ticking;
        }

        /** When this returns nothing changes any more. What runs then goes on running. */
        void stop() throws InterruptedException, ExecutionException {
            if (ticking.isDone()) {
                ticking.get();
            }
            ticking.cancel(false);
            executor.shutdown();
            if (!executor.awaitTermination(10, TimeUnit.SECONDS)) {
                throw new AssertionError("the scenario does not stop");
            }
        }
    }
}
