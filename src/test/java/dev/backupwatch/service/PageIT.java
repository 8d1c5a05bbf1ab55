package dev.backupwatch.service;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.backupwatch.service.HandWritten.major;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.backupwatch.demo.StandIn;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** One page, left open in a real browser: what the views say is what it says. */
@ExtendWith(SharedBrowser.class)
class PageIT {

    private static final String QUIET = "Nothing needs attention";
    private static final AtomicLong JOBS = new AtomicLong();
    private static final long ORDERS = 1002;
    private static final long BILLING = 1004;
    private static final long ARCHIVE = 1006;

    @TempDir
    static Path folder;

    private static PageScene scene;
    private static HandWritten backups;
    private static PageInBrowser page;
    private static PageLaw law;

    private final long job = JOBS.incrementAndGet();

    @BeforeAll
    static void open(StandIn standIn, Chromium chromium) throws SQLException {
        scene = PageScene.prepare(standIn, chromium, folder.resolve("backupwatch.db"));
        scene.service().set("backupwatch.insight.stall", "5s").set("backupwatch.insight.overdue.any", "26h");
        backups = scene.backups();
        backups.tenant(1, "sys");
        addTenants();
        scene.startService();
        page = scene.open("");
        page.awaitLive();
        law = PageLaw.of(page, scene.http());
    }

    @AfterAll
    static void close() throws SQLException {
        scene.close();
    }

    /** What one test leaves needs no attention in the next. */
    @AfterEach
    void theLawHoldsAndAllIsQuietAgain() {
        assertThat(page.fine()).hasText(QUIET);
        assertThat(page.troubles()).hasCount(0);
        assertThat(page.rows()).hasCount(0);
        page.await(() -> page.icon().equals("idle"));
        assertThat(page.title()).isEqualTo("backupwatch");
        law.assertHoldsAtRest();
    }

    @Test
    void aWholeClusterBackupIsSeenFromItsStartToItsEnd() throws SQLException {
        assertThat(page.cluster("prod")).containsText("No backup runs.");
        backups.beginCluster(job, ORDERS, BILLING);
        assertThat(page.row("backup/1/" + job)).containsText("Cluster backup " + job);
        assertThat(page.row("backup/1/" + job)).containsText("starting");
        assertThat(page.tile("running")).hasText("1");
        page.await(() -> page.icon().equals("running"));
        backups.moveCluster(job, "DOING");
        assertThat(page.cell("backup/1/" + job, "State")).hasText("running");

        backups.beginUnder(job, ORDERS, job);
        backups.beginUnder(job, BILLING, job);
        assertThat(page.rows()).hasCount(3);
        assertThat(page.row("backup/1002/" + job)).containsText("orders (1002)");
        assertThat(page.cell("backup/1002/" + job, "State")).containsText("about to begin");
        assertThat(page.cell("backup/1002/" + job, "Progress")).hasText("unknown");
        assertThat(page.cell("backup/1/" + job, "Progress")).containsText("0 of 2 tenants done");
        law.assertHolds();

        backups.move(ORDERS, job, major(42, 420, 73_400_320L));
        assertThat(page.cell("backup/1002/" + job, "State")).containsText("copying baseline data");
        assertThat(page.cell("backup/1002/" + job, "Progress")).hasText("42.0 %");
        assertThat(page.cell("backup/1002/" + job, "Written")).hasText("70.0 MB");
        assertThat(page.cell("backup/1002/" + job, "Tablets")).hasText("42 of 100");
        assertThat(page.cell("backup/1002/" + job, "Macro blocks")).hasText("420 of 1,000");
        assertThat(page.cell("backup/1004/" + job, "Progress")).hasText("unknown");
        backups.move(ORDERS, job, major(99, 999, 146_800_640L));
        assertThat(page.cell("backup/1002/" + job, "Progress")).hasText("99.9 %");
        page.screenshot("now");
        law.assertHolds();

        backups.complete(ORDERS, job);
        assertThat(page.row("backup/1002/" + job)).hasCount(0);
        assertThat(page.cell("backup/1/" + job, "Progress")).containsText("1 of 2 tenants done");
        backups.complete(BILLING, job);
        backups.endCluster(job, "COMPLETED");
        assertThat(page.rows()).hasCount(0);
        assertThat(page.cluster("prod"))
                .containsText(Pattern.compile(
                        "No backup runs\\. The last one ended \\d+ s ago: Cluster backup %d, completed\\."
                                .formatted(job)));
    }

    @Test
    void aFailureSaysItsCodeAndWhatItMeansUntilTheNextSuccess() throws SQLException {
        fail(
                BILLING,
                "(SERVER)ls_id: 1001, addr: \"10.0.0.7:2882\", module: BACKUP_DATA, result: -4009(disk is on fire),"
                        + " trace_id: YB42AC1E87ED-0006");
        assertThat(page.trouble("failed")).containsText("prod: billing (1004)");
        assertThat(page.trouble("failed"))
                .containsText("Error -4009 OB_IO_ERROR · reading or writing failed, on a server's disk");
        assertThat(page.trouble("failed")).containsText("disk is on fire");
        assertThat(page.tile("failed")).hasText("1");
        page.await(() -> page.icon().equals("failed"));
        assertThat(page.title()).isEqualTo("(1!) backupwatch");
        law.assertHolds();

        page.trouble("failed").getByRole(AriaRole.LINK).click();
        assertThat(page.fact("Server")).hasText("10.0.0.7:2882");
        assertThat(page.fact("Trace id")).hasText("YB42AC1E87ED-0006");
        page.tab().getByText("中文").click();
        assertThat(page.trouble("failed")).containsText("错误码 -4009 OB_IO_ERROR · 读写失败");
        page.screenshot("failed-zh");
        page.tab().getByText("English").click();
        page.tab().keyboard().press("Escape");

        succeed(BILLING);
    }

    @Test
    void aStallSaysSinceWhenAndWhatMovedLastUntilItMovesAgain() throws SQLException {
        String subject = "backup/1002/" + job;
        backups.begin(ORDERS, job, Map.of());
        assertThat(page.rows()).hasCount(1);
        backups.move(ORDERS, job, major(0, 0, 0));
        assertThat(page.cell(subject, "State")).containsText("copying baseline data");
        backups.move(ORDERS, job, major(40, 400, 80 << 20));
        Locator row = page.row(subject);
        assertThat(row).hasAttribute("data-state", "stalled");
        assertThat(row).containsText(Pattern.compile("Has not moved for [5-9] s; OUTPUT_BYTES moved last"));
        assertThat(row).containsText("40.0 %");
        assertThat(page.trouble("stalled")).containsText("prod: orders (1002)");
        assertThat(page.tile("stalled")).hasText("1");
        page.await(() -> page.icon().equals("stalled"));
        assertThat(page.title()).isEqualTo("(1!) 40 % · backupwatch");
        page.screenshot("stalled");
        law.assertHolds();

        backups.move(ORDERS, job, major(60, 600, 120 << 20));
        assertThat(row).hasAttribute("data-state", "running");
        assertThat(row).containsText("60.0 %");
        page.await(() -> page.icon().equals("running"));
        assertThat(page.cell(subject, "Rate")).hasText(Pattern.compile("\\d+\\.\\d MB/s"));
        law.assertHolds();
        backups.complete(ORDERS, job);
    }

    @Test
    void aTenantThatAClusterBackupSkippedIsNamedUntilItHasABackup() throws SQLException {
        backups.beginCluster(job, ORDERS, BILLING);
        backups.beginUnder(job, ORDERS, job);
        assertThat(page.rows()).hasCount(2);
        backups.complete(ORDERS, job);
        backups.endCluster(job, "COMPLETED");
        assertThat(page.trouble("skipped")).containsText("billing (1004)");
        assertThat(page.trouble("skipped"))
                .containsText("Was named in cluster backup %d, but never got a job".formatted(job));
        assertThat(page.tile("skipped")).hasText("1");
        assertThat(page.tile("failed")).hasText("0");
        page.await(() -> page.icon().equals("failed"));
        succeed(BILLING);
    }

    @Test
    void aTenantThatIsOverdueIsNamedUntilItHasABackup() throws SQLException {
        backups.created(ARCHIVE, Instant.now().minus(Duration.ofDays(2)));
        succeed(ORDERS);
        assertThat(page.trouble("overdue")).containsText("prod: archive (1006)");
        assertThat(page.trouble("overdue")).containsText("No successful backup for longer than 26 h; none is known");
        assertThat(page.tile("overdue")).hasText("1");
        law.assertHolds();
        succeed(ARCHIVE);
    }

    @Test
    void whenTheDatabaseIsAwayItSaysWhyAndHowOldAllIsUntilItIsBack() throws SQLException {
        backups.begin(ORDERS, job, Map.of());
        assertThat(page.rows()).hasCount(1);
        law.assertAgeIsTrue("prod");
        assertThat(page.freshness("prod")).hasAttribute("data-old", "false");

        scene.execute("RENAME TABLE oceanbase.CDB_OB_BACKUP_TASKS TO oceanbase.AWAY");
        assertThat(page.cluster("prod")).containsText("cannot be read");
        assertThat(page.cluster("prod").locator(".trouble")).containsText("CDB_OB_BACKUP_TASKS");
        assertThat(page.cluster("prod")).hasAttribute("data-old", "true");
        assertThat(page.cluster("prod").locator(".lines")).hasCSS("filter", "grayscale(1)");
        page.await(() -> page.icon().equals("unknown"));
        assertThat(page.title()).isEqualTo("not read · backupwatch");
        assertThat(page.fine()).hasText("What needs attention is not known: not all clusters are read");
        assertThat(page.freshness("prod"))
                .containsText(Pattern.compile("as of ([2-9]|\\d\\d)\\.?\\d* s ago, what follows is old"));
        assertThat(page.rows()).hasCount(1);
        law.assertAgeIsTrue("prod");
        page.screenshot("degraded");

        scene.execute("RENAME TABLE oceanbase.AWAY TO oceanbase.CDB_OB_BACKUP_TASKS");
        assertThat(page.freshness("prod")).hasAttribute("data-old", "false");
        assertThat(page.cluster("prod").locator(".trouble")).hasCount(0);
        law.assertAgeIsTrue("prod");
        backups.complete(ORDERS, job);
    }

    @Test
    void ofAClusterThatIsBuiltAnewOnlyTheNewOneIsShown() throws SQLException {
        fail(BILLING, "");
        assertThat(page.trouble("failed")).hasCount(1);
        succeed(BILLING);
        assertThat(page.trouble("failed")).hasCount(0);
        long running = JOBS.incrementAndGet();
        backups.begin(ORDERS, running, Map.of());
        assertThat(page.rows()).hasCount(1);

        backups.views().redeploy();
        addTenants();
        backups.begin(ORDERS, running, Map.of());
        page.await(() -> page.store()
                .evaluate("store.recent.some(event => event.type.endsWith('source.recreated'))")
                .asBoolean());
        assertThat(page.rows()).hasCount(1);
        assertThat(page.fine()).hasText(QUIET);
        law.assertHoldsAtRest();
        backups.complete(ORDERS, running);
        try (var profile = PageInBrowser.profile(scene.chromium().browser());
                var other = PageInBrowser.open(profile, scene.http().base(), "")) {
            assertThat(other.fine()).hasText(QUIET);
        }
    }

    @Test
    void nothingIsCalledFineBeforeWhatFailedIsKnown() throws SQLException {
        fail(ORDERS, "");
        assertThat(page.trouble("failed")).hasCount(1);
        try (var profile = PageInBrowser.profile(scene.chromium().browser())) {
            List<Route> asked = new ArrayList<>();
            profile.route("**/api/v1/jobs?*state=ended*", asked::add);
            try (var other = PageInBrowser.open(profile, scene.http().base(), "")) {
                other.awaitLive();
                other.await(() -> !asked.isEmpty());
                assertThat(other.cluster("prod")).containsText("Asking …");
                assertThat(other.fine()).hasText("Asking …");
                assertThat(other.tile("failed")).hasText("–");
                assertThat(other.icon()).isEqualTo("unknown");
                asked.forEach(Route::resume);
                assertThat(other.trouble("failed")).containsText("orders");
                other.await(() -> other.icon().equals("failed"));
            }
        }
        succeed(ORDERS);
    }

    private static void addTenants() throws SQLException {
        backups.tenant(ORDERS, "orders");
        backups.tenant(BILLING, "billing");
        backups.tenant(ARCHIVE, "archive");
    }

    private void fail(long tenant, String comment) throws SQLException {
        backups.begin(tenant, job, Map.of());
        assertThat(page.rows()).hasCount(1);
        backups.fail(tenant, job, -4009, comment);
    }

    private static void succeed(long tenant) throws SQLException {
        long next = JOBS.incrementAndGet();
        backups.begin(tenant, next, Map.of());
        assertThat(page.rows()).hasCount(1);
        backups.complete(tenant, next);
    }
}
