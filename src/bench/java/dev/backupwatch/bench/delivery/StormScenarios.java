package dev.backupwatch.bench.delivery;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Five thousand readers are cut, and come back within a second. */
final class StormScenarios {

    private static final int READERS = 5_000;
    private static final int BACKUPS = 2_000;
    private static final int STEPS = 5;
    private static final int SPREAD_MILLIS = 1_000;
    private static final int UNDER_WAY = 512;
    private static final int QUIET_SECONDS = 5;
    private static final int PATIENCE_SECONDS = 180;
    private static final double NANOS_A_SECOND = 1e9;
    private static final double MICROS_A_SECOND = 1e6;

    private final Surroundings around;

    StormScenarios(Surroundings around) {
        this.around = around;
    }

    void run() throws Exception {
        if (!around.settings().isAskedFor("storm", "storm-fresh")) {
            return;
        }
        WatchedRows rows = around.rows();
        rows.clear();
        try (LoadedService service = LoadedService.start(rows.standIn(), 1, Map.of())) {
            rows.lay(BACKUPS);
            service.awaitBackups(1, BACKUPS);
            for (int step = 0; step < STEPS; step++) {
                rows.step();
                service.log().awaitHead(service.log().head().sequence() + BACKUPS);
            }
            ServiceLog.Head head = service.log().head();
            if (around.settings().isAskedFor("storm")) {
                storm(service, head);
            }
            if (around.settings().isAskedFor("storm-fresh")) {
                fresh(service);
            }
        }
    }

    private void storm(LoadedService service, ServiceLog.Head head) throws Exception {
        around.crew().mustDo(order(service, ServiceFeed.SSE));
        Storm storm = storm(
                service,
                "target=/api/v1/events?cursor={cursor} arrived=newest epoch=%s oldest=%d newest=%d"
                        .formatted(head.epoch(), head.sequence() - (long) STEPS * BACKUPS, head.sequence()));
        // A source that could not be read meanwhile has said so.
        long last = service.log().head().sequence();
        around.crew().ask("await sequence=" + last);
        ReaderCrew.Answer report = around.crew().mustDo("report sequence=" + last);
        around.findings()
                .judge(
                        storm.isOver() && report.number("complete") == READERS,
                        "storm: %d of %d readers at the head with all of %d events, %d of them told meanwhile, after %.1f s; %s",
                        report.number("complete"),
                        READERS,
                        report.number("delivered"),
                        last - head.sequence(),
                        storm.seconds(),
                        storm);
        around.crew().mustDo("close");
    }

    private void fresh(LoadedService service) throws Exception {
        around.crew().mustDo(order(service, ServiceFeed.SSE));
        Storm storm = storm(service, "target=/api/v1/events");
        around.findings()
                .judge(
                        storm.isOver(),
                        "storm-fresh: %d snapshots of %d rows each after %.1f s; %s",
                        READERS,
                        2 * BACKUPS,
                        storm.seconds(),
                        storm);
        around.crew().mustDo("close");
    }

    private Storm storm(LoadedService service, String stream) throws Exception {
        double usual = statementsASecond(QUIET_SECONDS);
        ProcessUse use = service.use();
        use.forgetPeak();
        long resident = use.residentKilobytes();
        double cpu = use.cpuSeconds();
        double readersCpu = around.crew().use().cpuSeconds();
        long statements = around.rows().statements();
        long begun = System.nanoTime();
        ReaderCrew.Answer arrived = around.crew()
                .ask(order(service, stream) + " timed=false spread=" + SPREAD_MILLIS + " under-way=" + UNDER_WAY
                        + " patience=" + PATIENCE_SECONDS);
        double passed = (System.nanoTime() - begun) / NANOS_A_SECOND;
        double meanwhile = (around.rows().statements() - statements - 1) / passed;
        return new Storm(
                arrived,
                new Cost(use.cpuSeconds() - cpu, around.crew().use().cpuSeconds() - readersCpu, use.peakKilobytes()),
                resident,
                new Statements(usual, meanwhile));
    }

    private double statementsASecond(int seconds) throws SQLException, InterruptedException {
        long before = around.rows().statements();
        TimeUnit.SECONDS.sleep(seconds);
        return (around.rows().statements() - before - 1) / (double) seconds;
    }

    private static String order(LoadedService service, String stream) throws IOException {
        return Load.of("storm", READERS).order() + " port=" + service.port() + " " + stream;
    }

    /** Asked of the database in a second. */
    private record Statements(double before, double meanwhile) {}

    private record Storm(ReaderCrew.Answer arrived, Cost cost, long residentBefore, Statements statements) {

        boolean isOver() {
            return arrived.isOk();
        }

        double seconds() {
            return isOver() ? arrived.number("micros") / MICROS_A_SECOND : PATIENCE_SECONDS;
        }

        @Override
        public String toString() {
            return "%s%.1f s of CPU (the readers %.1f s), peak %.0f MB (%d MB before), %.1f statements a second at the database (%.1f before)"
                    .formatted(
                            isOver() ? "" : arrived.trouble() + "; ",
                            cost.cpu(),
                            cost.readersCpu(),
                            cost.peakKilobytes() / 1e3,
                            residentBefore / 1_000,
                            statements.meanwhile(),
                            statements.before());
        }
    }
}
