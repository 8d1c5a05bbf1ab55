package dev.backupwatch.service;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.backupwatch.service.HistoryScene.BILLING;
import static dev.backupwatch.service.HistoryScene.CRM;
import static dev.backupwatch.service.HistoryScene.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page's history in a real browser, of backups that stand in a real database's history. */
class PageHistoryIT {

    private static final String OF_TWO = "?view=history&tenant=orders,billing&lang=en";

    /** By the browser's own clock, so that both fall behind together where the machine is busy. */
    private static final String TYPE_BILL = """
            async input => {
              input.focus();
              for (const text of ['b', 'bi', 'bil', 'bill']) {
                input.value = text;
                input.dispatchEvent(new Event('input', {bubbles: true}));
                await new Promise(passed => setTimeout(passed, 100));
              }
            }""";

    @TempDir
    static Path folder;

    private static HistoryScene scene;
    private static Chromium chromium;

    private BrowserContext profile;
    private PageInBrowser page;

    @BeforeAll
    static void somethingHasEnded() throws SQLException {
        Chromium.require();
        scene = HistoryScene.start(folder);
        chromium = Chromium.launch();
    }

    @AfterAll
    static void close() throws SQLException {
        chromium.close();
        scene.close();
    }

    @BeforeEach
    void openThePage() {
        profile = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setLocale("en-GB")
                        .setTimezoneId(HistoryScene.ZONE.getId())
                        .setViewportSize(1440, 900));
        page = PageInBrowser.open(profile, scene.base(), OF_TWO);
        page.awaitLive();
    }

    @AfterEach
    void closeThePage() {
        page.close();
        profile.close();
    }

    @Test
    void whatEndedStandsNewestFirstWithItsDurationAndRateAgainstTheUsual() {
        Locator newest = row(ORDERS, 7);
        assertThat(page.rows().first()).hasAttribute("data-subject", "backup/1002/7");
        assertThat(newest).containsText("unusual");
        assertThat(page.cell("backup/1002/7", "Took")).containsText("3 min 3.0× usual");
        assertThat(page.cell("backup/1002/7", "Rate")).containsText("34.1 MB/s 0.3× usual");
        assertThat(page.cell("backup/1002/7", "Written")).hasText("6.0 GB");
        assertThat(row(ORDERS, 6)).not().containsText("unusual");
        assertThat(row(ORDERS, 4)).containsText("Error -4009 OB_IO_ERROR");
        assertThat(row(BILLING, 3)).containsText("canceled");
        page.screenshot("history");
        newest.getByRole(AriaRole.LINK).click();
        assertThat(page.detail()).containsText("orders (1002)");
    }

    @Test
    void anOverdueTenantStandsFirstAndSaysSinceWhen() {
        Locator first = page.tab().locator(".strip[data-key]").first();
        assertThat(first).hasAttribute("data-tenant", "billing");
        assertThat(first).containsText("2 of the 20 days that are known with a successful backup");
        assertThat(first).containsText("Overdue for 4 days, since");
        assertThat(first).containsText("No successful backup for longer than 48 h; the last one ended 6 days ago");
        assertThat(cell("billing", 7)).hasAttribute("data-state", "incremental");
        assertThat(cell("billing", 5)).hasAttribute("data-state", "canceled");
        assertThat(cell("billing", 4)).hasAttribute("data-state", "late");
        assertThat(cell("orders", 1)).hasAttribute("data-state", "full");
        assertThat(cell("orders", 4)).hasAttribute("data-state", "failed");
        assertThat(cell("orders", 12)).hasAttribute("data-state", "none");
        assertThat(cell("orders", 25)).hasAttribute("data-state", "unknown");
        assertThat(page.tab().locator(".strip[data-tenant=orders]")).containsText("last failure on");
    }

    @Test
    void itHasNoSeriousFindingOfAxeInLightAndDark() {
        assertThat(row(ORDERS, 7)).isVisible();
        assertThat(strip("orders")).containsText("days");
        assertThat(seriousFindings(new AxeBuilder(page.tab()))).isEmpty();
        page.tab().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        assertThat(seriousFindings(new AxeBuilder(page.tab()).withRules(List.of("color-contrast"))))
                .isEmpty();
    }

    @Test
    void aDayLeadsToWhatEndedOnItAndAllOfItIsInTheAddress() {
        cell("orders", 4).click();
        assertThat(page.rows()).hasCount(1);
        assertThat(row(ORDERS, 4)).isVisible();
        assertThat(page.tab().locator("input[name=since]"))
                .hasValue(scene.day(4).toString());
        String address = page.tab().url();
        assertThat(address).contains("tenant=1002", "since=" + scene.day(4), "until=" + scene.day(4));
        page.tab().goBack();
        assertThat(page.rows()).hasCount(10);
        page.tab().navigate(address);
        assertThat(page.rows()).hasCount(1);
        page.tab().getByText("Show all").click();
        assertThat(row(CRM, 1)).isVisible();
        assertThat(page.tab().locator("input[name=since]")).hasValue("");
        page.tab().locator("select[name=result]").selectOption("failed");
        assertThat(page.rows()).hasCount(1);
        page.tab().locator("select[name=backup]").selectOption("INC");
        assertThat(page.tab().locator(".ended .empty")).containsText("No backup that has ended matches");
    }

    @Test
    void aTenantIsAskedForOnceTypingRestsAndOneThatIsNotThereIsNamed() {
        page.complaints().expect("status of 400");
        List<String> asked = new ArrayList<>();
        page.tab().onRequest(request -> {
            if (request.url().contains("/api/v1/jobs?state=ended&tenant=")) {
                asked.add(request.url());
            }
        });
        page.tab().locator("input[name=tenant]").clear();
        assertThat(row(CRM, 1)).isVisible();
        asked.clear();
        page.tab().locator("input[name=tenant]").evaluate(TYPE_BILL);
        assertThat(page.tab().locator(".ended")).containsText("There is no such tenant: bill. Do you mean billing?");
        assertThat(asked).hasSize(1);
        page.tab().locator(".ended").getByText("billing").click();
        assertThat(page.rows()).hasCount(3);
        assertThat(page.tab().locator(".strip[data-key]")).hasCount(1);
        page.go(OF_TWO + "&since=abc&until=2026-02-31&backup=ALL");
        assertThat(page.tab().locator(".ignored")).hasCount(3);
        assertThat(page.tab().locator(".ignored").nth(1)).hasText("“From” cannot be “abc”: it is ignored.");
        assertThat(page.rows()).hasCount(10);
    }

    @Test
    void whatEndsMeanwhileWaitsUntilItIsAskedFor() throws SQLException {
        page.go("?view=history&tenant=crm&lang=en");
        assertThat(page.rows()).hasCount(1);
        scene.endOneOfCrm(2);
        Locator newer = page.tab().locator(".newer");
        assertThat(newer).hasText("1 new");
        assertThat(page.rows()).hasCount(1);
        newer.click();
        assertThat(page.rows()).hasCount(2);
        assertThat(page.rows().first()).hasAttribute("data-subject", "backup/1006/2");
        assertThat(newer).hasCount(0);
        assertThat(strip("crm").locator(".cell").last()).hasAttribute("data-state", "incremental");
    }

    @Test
    void whatIsShownStaysWhileTheServiceIsGoneAndWhatWasAskedComesWithIt() {
        page.complaints().expect("net::ERR_");
        assertThat(page.rows()).hasCount(10);
        scene.kill();
        page.tab().locator(".link[data-state=broken]").waitFor();
        assertThat(page.rows()).hasCount(10);
        page.tab().locator("select[name=result]").selectOption("canceled");
        assertThat(page.tab().locator(".ended")).containsText("The answer did not come: the service is not reached");
        assertThat(page.rows()).hasCount(0);
        scene.startService();
        assertThat(page.rows()).hasCount(1);
    }

    @Test
    void itIsReadInChineseOnAPhoneAndByKeyboard() {
        page.tab().setViewportSize(360, 740);
        page.go("?view=history&tenant=orders,billing&lang=zh");
        assertThat(page.tab().locator(".strip[data-key]").first()).containsText("已逾期 4 天");
        assertThat(page.tab().evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
        page.tab().setViewportSize(360, 1500);
        page.screenshot("history-phone");
        page.tab().keyboard().press("j");
        assertThat(page.tab().locator(".strip[data-tenant=billing] a[data-line]"))
                .isFocused();
        page.tab().keyboard().press("Enter");
        assertThat(page.rows()).hasCount(3);
        page.tab().keyboard().press("j");
        page.tab().keyboard().press("Enter");
        assertThat(page.detail()).containsText("billing");
    }

    @Test
    void ofManyTenantsOnlyThoseInSightAreDrawnAndAskedFor() {
        List<String> asked = new ArrayList<>();
        page.tab().onRequest(request -> {
            if (request.url().contains("/tenants/days")) {
                asked.add(request.url());
            }
        });
        page.go("?view=history&lang=en");
        assertThat(strip("orders")).isVisible();
        assertThat(page.tab().locator(".strip").count()).isLessThan(60);
        assertThat(asked).isNotEmpty().noneMatch(url -> url.contains("after="));
        Locator box = page.tab().locator("#strips");
        page.await(() -> {
            box.evaluate("box => box.scrollTop = box.scrollHeight");
            return strip("many" + (HistoryScene.MANY - 1)).isVisible();
        });
        assertThat(page.tab().locator(".strip").count()).isLessThan(60);
    }

    private static List<String> seriousFindings(AxeBuilder axe) {
        return axe.include("main").analyze().getViolations().stream()
                .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                .map(rule -> rule.getId() + " " + rule.getNodes())
                .toList();
    }

    private Locator row(long tenant, long job) {
        return page.row("backup/%d/%d".formatted(tenant, job));
    }

    private Locator strip(String tenant) {
        return page.tab().locator(".strip[data-tenant='%s']".formatted(tenant));
    }

    private Locator cell(String tenant, int daysAgo) {
        return strip(tenant).locator("[data-day='%s']".formatted(scene.day(daysAgo)));
    }
}
