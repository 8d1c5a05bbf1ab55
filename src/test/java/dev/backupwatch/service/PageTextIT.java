package dev.backupwatch.service;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.backupwatch.demo.StandIn;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What people and programs write into OceanBase, and the page shows. */
@ExtendWith(SharedBrowser.class)
class PageTextIT {

    private static final long TENANT = 1002;
    private static final int LONG = 4000;

    private static final String IMAGE = "<img src=x onerror=\"window.stolen=1\">";
    private static final String SCRIPT = "</script><script>window.stolen=1</script>";
    private static final String QUOTED = "“%s”『%s』".formatted(IMAGE, SCRIPT);
    private static final String NAME = "<b onclick=window.stolen=1>" + IMAGE;
    private static final String PATH = "file:///backup/" + QUOTED;
    private static final String COMMENT = QUOTED + "断".repeat(LONG - QUOTED.length());

    @TempDir
    Path folder;

    @Test
    void itIsTextWhateverItLooksLike(StandIn standIn, Chromium chromium) throws SQLException {
        try (PageScene scene = PageScene.prepare(standIn, chromium, folder.resolve("backupwatch.db"))) {
            HandWritten backups = scene.backups();
            backups.tenant(TENANT, NAME);
            scene.startService();
            PageInBrowser page = scene.open("");
            page.awaitLive();
            backups.begin(TENANT, 1, Map.of("COMMENT", COMMENT, "DESCRIPTION", SCRIPT, "PATH", PATH));
            Locator link = page.row("backup/1002/1").getByRole(AriaRole.LINK);
            assertThat(link).hasText(NAME + " (1002)");
            link.click();
            assertDetailsShowIt(page);
            page.screenshot("strange-text");

            backups.fail(TENANT, 1, -4000, COMMENT);
            assertThat(page.trouble("failed")).containsText(NAME + " (1002)");
            assertThat(page.trouble("failed")).containsText(COMMENT);
            assertThat(page.detail()).containsText("Why it failed");
            assertDetailsShowIt(page);
            for (String view : List.of("History", "Live events", "Now")) {
                page.tab().getByRole(AriaRole.NAVIGATION).getByText(view).click();
                assertThat(page.tab().locator("nav [aria-current]")).hasText(view);
                assertIsOnlyText(page.tab());
            }
        }
    }

    private static void assertDetailsShowIt(PageInBrowser page) {
        assertThat(page.fact("Comment")).hasText(COMMENT);
        assertThat(page.fact("Description")).hasText(SCRIPT);
        assertThat(page.fact("Path")).hasText(PATH);
        page.detail().getByText("All columns").click();
        assertThat(page.fact("COMMENT").first()).hasText(COMMENT);
        assertThat(page.fact("DESCRIPTION")).hasText(SCRIPT);
        assertThat(page.fact("PATH").first()).hasText(PATH);
        assertIsOnlyText(page.tab());
        page.detail().getByText("All columns").click();
    }

    /** It did nothing, it made nothing, and however long it is the page is no wider than its window. */
    private static void assertIsOnlyText(Page tab) {
        assertThat(tab.evaluate("() => window.stolen ?? 'nothing'")).isEqualTo("nothing");
        assertThat(tab.locator("#page img, #page script, #page b")).hasCount(0);
        assertThat(tab.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
    }
}
