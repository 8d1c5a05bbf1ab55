package dev.backupwatch.service;

import dev.backupwatch.demo.BackupViews;
import dev.backupwatch.demo.StandIn;
import dev.backupwatch.service.PastBackups.Ended;
import dev.backupwatch.service.PastBackups.Outcome;
import dev.backupwatch.story.FreePort;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/**
 * A cluster with a past, and the packaged service that has read it: a full backup of {@code orders} each day, of which one
 * failed and the last was slow; a {@code billing} that nobody has backed up for days; {@code crm}; and many that never were.
 */
final class HistoryScene implements AutoCloseable {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final long ORDERS = 1002;
    static final long BILLING = 1004;
    static final long CRM = 1006;
    static final int MANY = 400;

    private static final long FIRST_OF_MANY = 5000;
    private static final Duration USUAL = Duration.ofSeconds(60);

    private final StandIn standIn;
    private final Connection admin;
    private final PastBackups past;
    private final Map<String, String> settings;
    private final Instant now = Instant.now();
    private PackagedService process;
    private URI base;

    private HistoryScene(StandIn standIn, Path folder) throws SQLException {
        this.standIn = standIn;
        admin = standIn.connect();
        past = new PastBackups(new BackupViews(admin));
        settings = new HashMap<>(StandInCluster.settings(standIn));
        settings.put("backupwatch.log.path", folder.resolve("backupwatch.db").toString());
        settings.put("backupwatch.log.backfill", "20d");
        settings.put("backupwatch.insight.overdue.any", "48h");
        settings.put("quarkus.http.port", Integer.toString(FreePort.next()));
        writePast();
        startService();
        new Service(base).awaitPoll();
    }

    static HistoryScene start(Path folder) throws SQLException {
        StandIn standIn = StandInCluster.startIn("history");
        return new HistoryScene(standIn, folder);
    }

    /** Where the page is. */
    URI base() {
        return base;
    }

    /** That many days ago, where the page is looked at. */
    LocalDate day(int ago) {
        return ago(ago).atZone(ZONE).toLocalDate();
    }

    void endOneOfCrm(long job) throws SQLException {
        past.add(new Ended(CRM, job, "INC", Instant.now(), USUAL, Outcome.COMPLETED));
    }

    void kill() {
        process.close();
    }

    void startService() {
        process = PackagedService.start(settings);
        base = process.awaitListening().base();
    }

    @Override
    public void close() throws SQLException {
        process.close();
        admin.close();
        standIn.close();
    }

    private void writePast() throws SQLException {
        for (int days = 7; days >= 1; days--) {
            Duration time = days == 1 ? USUAL.multipliedBy(3) : USUAL;
            Outcome outcome = days == 4 ? Outcome.FAILED : Outcome.COMPLETED;
            past.add(new Ended(ORDERS, 8 - days, "FULL", ago(days), time, outcome));
        }
        past.add(new Ended(BILLING, 1, "INC", ago(7), USUAL, Outcome.COMPLETED));
        past.add(new Ended(BILLING, 2, "INC", ago(6), USUAL, Outcome.COMPLETED));
        past.add(new Ended(BILLING, 3, "INC", ago(5), USUAL, Outcome.CANCELED));
        past.addTenant(CRM, "crm");
        past.add(new Ended(CRM, 1, "FULL", ago(1), USUAL, Outcome.COMPLETED));
        for (int tenant = 0; tenant < MANY; tenant++) {
            past.addTenant(FIRST_OF_MANY + 2L * tenant, "many" + tenant);
        }
    }

    private Instant ago(int days) {
        return now.minus(Duration.ofDays(days));
    }
}
