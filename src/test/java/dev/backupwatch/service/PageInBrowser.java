package dev.backupwatch.service;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/**
 * The page in a tab of a real browser: where it says what. Locators wait by themselves. Whatever the browser complains of
 * meanwhile fails the test when the tab is closed. Each belongs to the thread of its {@link Chromium}.
 */
final class PageInBrowser implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final double PATIENCE_MILLIS = PATIENCE.toMillis();

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final Page tab;
    private final URI base;
    private final Complaints complaints;

    private PageInBrowser(Page tab, URI base) {
        this.tab = tab;
        this.base = base;
        this.complaints = Complaints.of(tab);
    }

    /** A browser's profile as a reader of English has it on a desktop. */
    static BrowserContext profile(Browser browser) {
        return browser.newContext(
                new Browser.NewContextOptions().setLocale("en-GB").setViewportSize(1440, 900));
    }

    /**
     * @param base where the service is
     * @param address of the page below it, as {@code ?view=history}; empty for the page as people open it
     */
    static PageInBrowser open(BrowserContext profile, URI base, String address) {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        var page = new PageInBrowser(profile.newPage(), base);
        page.go(address);
        return page;
    }

    Page tab() {
        return tab;
    }

    PageStore store() {
        return new PageStore(tab);
    }

    Complaints complaints() {
        return complaints;
    }

    /** By loading it anew, as from a link that a colleague sent. */
    void go(String address) {
        tab.navigate(base.resolve("/" + address).toString());
    }

    /** Waits in the browser's own thread: what it tells meanwhile is heard. */
    void await(BooleanSupplier condition) {
        tab.waitForCondition(condition, new Page.WaitForConditionOptions().setTimeout(PATIENCE_MILLIS));
    }

    /** Waits until all that is known has come, and is live. */
    void awaitLive() {
        tab.locator(".link[data-state=open]").waitFor();
    }

    /** How the page is connected, for {@code data-state} and its words. */
    Locator link() {
        return tab.locator(".link");
    }

    /** The number at a glance of {@code running}, {@code rate}, {@code failed}, {@code skipped}, {@code overdue} or {@code stalled}. */
    Locator tile(String state) {
        return tab.locator(".tile[data-state=%s] dd".formatted(state));
    }

    /** What needs attention: {@code failed}, {@code skipped}, {@code overdue} or {@code stalled}. */
    Locator trouble(String kind) {
        return tab.locator(".troubles li[data-kind=%s]".formatted(kind));
    }

    Locator troubles() {
        return tab.locator(".troubles li");
    }

    /** What stands there while nothing needs attention, or nobody knows. */
    Locator fine() {
        return tab.locator(".fine");
    }

    Locator cluster(String name) {
        return tab.locator("section.cluster[data-cluster=%s]".formatted(name));
    }

    Locator freshness(String cluster) {
        return cluster(cluster).locator(".freshness");
    }

    Locator rows() {
        return tab.locator(".line:not(.head)");
    }

    /** @param subject of the job, as {@code backup/1002/1} */
    Locator row(String subject) {
        return tab.locator(".line[data-subject='%s']".formatted(subject));
    }

    /** @param name of the column, in the page's language */
    Locator cell(String subject, String name) {
        return row(subject).locator("[data-name='%s']".formatted(name));
    }

    Locator detail() {
        return tab.locator("aside.detail");
    }

    /** One of the named figures of the job that is looked at, as {@code Comment}. */
    Locator fact(String name) {
        return detail().locator("dt")
                .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^" + name + "$")))
                .locator("+ dd");
    }

    /** The state that the tab's icon shows: {@code unknown}, {@code failed}, {@code stalled}, {@code running} or {@code idle}. */
    String icon() {
        String address = tab.locator("link[rel=icon]").getAttribute("href");
        return address.replaceFirst(".*/", "").replaceFirst("\\.svg$", "");
    }

    String title() {
        return tab.title();
    }

    /** All of it, below the build's folder. */
    Path screenshot(String name) {
        Path file = SCREENSHOTS.resolve(name + ".png");
        tab.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
        return file;
    }

    @Override
    public void close() {
        try {
            complaints.assertNone();
        } finally {
            tab.close();
        }
    }
}
