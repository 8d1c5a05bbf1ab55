package dev.backupwatch.service;

import com.microsoft.playwright.BrowserContext;
import dev.backupwatch.demo.BackupViews;
import dev.backupwatch.demo.StandIn;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A stand-in OceanBase, the packaged service that watches it, and a browser's profile in which the page is seen.
 *
 * @param opened in that profile so far
 */
record PageScene(
        Connection admin, MortalService service, Chromium chromium, BrowserContext profile, List<PageInBrowser> opened)
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
                standIn.connect(),
                new MortalService(standIn, log, DRAIN),
                chromium,
                PageInBrowser.profile(chromium.browser()),
                new ArrayList<>());
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

    /** It is closed with the scene, and fails then if the browser complained of it. */
    PageInBrowser open(String address) {
        PageInBrowser page = PageInBrowser.open(profile, http().base(), address);
        opened.add(page);
        return page;
    }

    void execute(String sql) throws SQLException {
        try (var statement = admin.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        try {
            opened.forEach(PageInBrowser::close);
        } finally {
            profile.close();
            service.close();
            admin.close();
        }
    }
}
