package dev.backupwatch.service;

import com.microsoft.playwright.BrowserContext;
import dev.backupwatch.demo.BackupViews;
import dev.backupwatch.demo.StandIn;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** A stand-in OceanBase, the packaged service that watches it, and a browser's profile in which the page is seen. */
record PageScene(StandIn standIn, Connection admin, MortalService service, Chromium chromium, BrowserContext profile)
        implements AutoCloseable {

    private static final Duration DRAIN = Duration.ofMillis(500);

    /**
     * Nothing is in the views yet, and the service has not been started.
     *
     * @param log the service's
     */
    static PageScene prepare(StandIn standIn, Chromium chromium, Path log) throws SQLException {
        standIn.become(StandIn.Setup.of4301());
        return new PageScene(
                standIn,
                standIn.connect(),
                new MortalService(standIn, log, DRAIN),
                chromium,
                PageInBrowser.profile(chromium.browser()));
    }

    HandWritten backups() {
        return new HandWritten(new BackupViews(admin));
    }

    Service http() {
        return service.http();
    }

    /** And waits until the cluster has been read. */
    void startService() {
        service.start(Duration.ZERO).awaitListening();
        http().awaitPoll();
    }

    PageInBrowser open(String address) {
        return PageInBrowser.open(profile, http().base(), address);
    }

    void execute(String sql) throws SQLException {
        try (var statement = admin.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        profile.close();
        service.close();
        admin.close();
    }
}
