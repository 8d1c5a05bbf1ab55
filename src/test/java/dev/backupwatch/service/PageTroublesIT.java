package dev.backupwatch.service;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.demo.StandIn;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the page calls for attention to, where much else has ended, or what is told is old. */
@ExtendWith(SharedBrowser.class)
class PageTroublesIT {

    private static final long ORDERS = 1002;
    private static final long BILLING = 1004;

    /** More than the page keeps of endings that need no attention. */
    private static final int MANY = 230;

    @TempDir
    static Path folder;

    private static PageScene scene;
    private static HandWritten backups;
    private static PageInBrowser page;

    @BeforeAll
    static void open(StandIn standIn, Chromium chromium) throws SQLException {
        scene = PageScene.prepare(standIn, chromium, folder.resolve("backupwatch.db"));
        backups = scene.backups();
        backups.tenant(1, "sys");
        backups.tenant(ORDERS, "orders");
        backups.tenant(BILLING, "billing");
        scene.startService();
        page = scene.open("");
        page.awaitLive();
    }

    @AfterAll
    static void close() throws SQLException {
        scene.close();
    }

    @Test
    void aFailureIsNotForgottenHoweverMuchEndsAfterIt() throws SQLException {
        backups.begin(ORDERS, 1, Map.of());
        assertThat(page.rows()).hasCount(1);
        backups.fail(ORDERS, 1, -4000, "");
        assertThat(page.trouble("failed")).hasCount(1);
        for (int job = 1; job <= MANY; job++) {
            backups.begin(BILLING, job, Map.of());
        }
        assertThat(page.tile("running")).hasText(Integer.toString(MANY));
        for (int job = 1; job <= MANY; job++) {
            backups.complete(BILLING, job);
        }
        assertThat(page.tile("running")).hasText("0");
        assertThat(page.trouble("failed")).containsText("orders");
        try (var profile = PageInBrowser.profile(scene.chromium().browser());
                var later = PageInBrowser.open(profile, scene.http().base(), "")) {
            later.awaitLive();
            assertThat(later.trouble("failed")).containsText("orders");
            assertThat(later.tile("failed")).hasText("1");
        }
    }

    @Test
    void aSkipThatIsToldAWeekLaterBecauseThePastWasReadIsNoneOfToday() {
        String troubles = """
                (await import(new URL('now/troubles.js', document.querySelector('script[type=module]').src))).troublesOf({
                  clock: store.clock,
                  picture: {jobs: new Map(), tenants: new Map()},
                  past: {
                    skips: [{time: new Date(store.clock.now()).toISOString(),
                      data: {cluster: 'prod', tenantId: 1002, parent: {tenantId: 1, jobId: 9}}}],
                    endings: %s.map(days => ({cluster: 'prod', tenantId: 1, jobId: 9, type: 'dev.backupwatch.backup.job.completed',
                      since: new Date(store.clock.now()).toISOString(),
                      row: {END_TIMESTAMP: new Date(store.clock.now() - days * 24 * 3600 * 1000).toISOString()}}))}})
                .map(({kind}) => kind)""";

        assertThat(page.store().evaluate(troubles.formatted("[0.5]"))).hasToString("[\"skipped\"]");
        assertThat(page.store().evaluate(troubles.formatted("[7]"))).isEmpty();
        // What ended within the last day is known: a job that is not known ended before.
        assertThat(page.store().evaluate(troubles.formatted("[]"))).isEmpty();
    }
}
