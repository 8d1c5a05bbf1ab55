package dev.backupwatch.service;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.backupwatch.service.HandWritten.major;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.backupwatch.demo.StandIn;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page for who has no mouse, does not see it, reads Chinese, or has a phone: while one backup stalls and another failed. */
@ExtendWith(SharedBrowser.class)
class PageForEverybodyIT {

    private static final long ORDERS = 1002;
    private static final long BILLING = 1004;
    private static final String RUNNING = "backup/1002/1";

    @TempDir
    static Path folder;

    private static PageScene scene;
    private static PageInBrowser page;

    @BeforeAll
    static void open(StandIn standIn, Chromium chromium) throws SQLException {
        scene = PageScene.prepare(standIn, chromium, folder.resolve("backupwatch.db"));
        scene.service().set("backupwatch.insight.stall", "2s");
        HandWritten backups = scene.backups();
        backups.tenant(1, "sys");
        backups.tenant(ORDERS, "orders");
        backups.tenant(BILLING, "billing");
        scene.startService();
        page = scene.open("?lang=en");
        page.awaitLive();
        backups.beginCluster(1, ORDERS, BILLING);
        backups.beginUnder(1, ORDERS, 1);
        backups.begin(BILLING, 2, Map.of());
        assertThat(page.rows()).hasCount(3);
        backups.move(ORDERS, 1, major(40, 400, 80 << 20));
        backups.fail(BILLING, 2, -4009, "(SERVER)addr: \"10.0.0.12:2882\", result: -4009(IO error)");
        assertThat(page.trouble("failed")).hasCount(1);
        assertThat(page.row(RUNNING)).hasAttribute("data-state", "stalled");
    }

    @AfterAll
    static void close() throws SQLException {
        scene.close();
    }

    @BeforeEach
    void onADesktopInLight() {
        page.tab().setViewportSize(1440, 900);
        page.tab().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    @ParameterizedTest
    @CsvSource({
        "now,en,LIGHT",
        "now,zh,DARK",
        "history,zh,LIGHT",
        "history,en,DARK",
        "events,en,LIGHT",
        "events,zh,DARK"
    })
    void axeHasNoSeriousFindingInAnyViewBesideTheDetails(String view, String language, ColorScheme scheme) {
        page.tab().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        page.go("?view=%s&lang=%s&job=prod/1002/1".formatted(view, language));
        page.awaitLive();
        assertThat(page.detail().locator("h2")).containsText("orders");
        assertThat(page.tab().locator("html")).hasAttribute("lang", language);
        page.screenshot("%s-%s-%s".formatted(view, language, scheme.name().toLowerCase(Locale.ROOT)));
        List<String> findings = new AxeBuilder(page.tab())
                .analyze().getViolations().stream()
                        .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                        .map(rule -> rule.getId() + " " + rule.getNodes())
                        .toList();
        assertThat(findings).isEmpty();
    }

    @Test
    void allOfItIsReachedWithoutAMouse() {
        page.go("?lang=en");
        page.awaitLive();
        assertThat(page.rows()).hasCount(2);
        var keyboard = page.tab().keyboard();
        keyboard.press("Tab");
        assertThat(page.tab().locator(".skip")).isFocused();
        keyboard.press("j");
        keyboard.press("j");
        assertThat(page.row(RUNNING).locator("a")).isFocused();
        keyboard.press("Enter");
        assertThat(page.detail().locator("h2")).isFocused();
        assertThat(page.detail().locator("h2")).containsText("orders (1002)");
        assertThat(page.tab().url()).contains("job=prod");
        keyboard.press("Escape");
        assertThat(page.detail()).hasCount(0);
        keyboard.press("2");
        assertThat(page.tab().locator("main")).hasAttribute("data-view", "history");
        keyboard.press("3");
        assertThat(page.tab().locator("main")).hasAttribute("data-view", "events");
        keyboard.press("1");
        assertThat(page.tab().locator("main")).hasAttribute("data-view", "now");
        keyboard.press("/");
        assertThat(page.tab().locator(".filter input")).isFocused();
        keyboard.type("billing");
        assertThat(page.row(RUNNING)).hasCount(0);
        assertThat(page.tab().url()).contains("tenant=billing");
        keyboard.press("Escape");
        keyboard.press("?");
        assertThat(page.tab().locator("#keys")).isVisible();
        keyboard.press("Escape");
        assertThat(page.tab().locator("#keys")).isHidden();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "?view=history&", "?view=events&", "?job=prod/1002/1&"})
    void nothingIsWiderThanASmallPhone(String address) {
        page.tab().setViewportSize(360, 740);
        page.go(address + "lang=zh");
        page.awaitLive();
        assertThat(page.tab().locator("main")).isAttached();
        assertThat(page.tab().evaluate("document.scrollingElement.scrollWidth")).isEqualTo(360);
        page.screenshot("phone" + address.replaceAll("\\W+", "-") + "zh");
    }

    @Test
    void theLanguageIsTheAddresssOrTheReadersChoiceOrTheBrowsers() {
        page.go("?lang=zh");
        page.awaitLive();
        assertThat(page.row("backup/1/1")).containsText("集群备份 1");
        assertThat(page.trouble("failed")).containsText("读写失败");
        page.go("");
        assertThat(page.row("backup/1/1")).containsText("Cluster backup 1");
        page.tab().getByText("中文").click();
        assertThat(page.row("backup/1/1")).containsText("集群备份 1");
        page.go("");
        assertThat(page.tab().locator("html")).hasAttribute("lang", "zh");
        page.tab().getByText("English").click();
        assertThat(page.tab().locator("html")).hasAttribute("lang", "en");
        page.go("");
        assertThat(page.row("backup/1/1")).containsText("Cluster backup 1");
    }

    @Test
    void whereEverybodyMaySeeAllNobodyIsAskedToSignInOrOut() {
        page.go("?lang=en");
        page.awaitLive();
        assertThat(page.tab().locator(".settings button")).hasCount(4);
        assertThat(page.tab().locator(".who, .sign-in, [data-action=sign-out]")).hasCount(0);
    }

    /** What one language lacks would be read in none. */
    @Test
    void bothLanguagesHaveTheSameWords() {
        Object keys = page.tab().evaluate("""
                async () => {
                  const app = document.querySelector('script[type=module]').src;
                  const {wordsFor} = await import(new URL('words/words.js', app));
                  const shape = words => typeof words !== 'object' || Array.isArray(words) ? typeof words
                    : Object.keys(words).sort().map(key => [key, shape(words[key])]);
                  const [en, zh] = ['en', 'zh'].map(lang => JSON.stringify(shape(wordsFor(lang))));
                  return en === zh && en.length > 1000;
                }""");
        assertThat(keys).isEqualTo(true);
    }
}
