package dev.backupwatch.service;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page is used by keyboard alone, in two languages, and by links that somebody sent. */
@ExtendWith(TroubledCluster.Shared.class)
class PageUseIT {

    private static TroubledCluster cluster;
    private static Chromium chromium;

    private BrowserContext profile;

    @BeforeAll
    static void start(TroubledCluster shared) {
        Chromium.require();
        cluster = shared;
        chromium = Chromium.launch();
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    @BeforeEach
    void begin() {
        profile = PageInBrowser.profile(chromium.browser());
    }

    @AfterEach
    void end() {
        profile.close();
    }

    @Test
    void fromThePagesStartToAJobsDetailsAndBackByKeyboardAlone() {
        try (PageInBrowser page = open("?lang=en")) {
            press(page, "Tab");
            assertThat(page.tab().locator(".skip")).isFocused();
            press(page, "Enter", "j", "j");
            assertThat(page.rows().nth(1).locator("a")).isFocused();
            press(page, "k", "ArrowDown", "Enter");
            assertThat(page.tab().locator("#detail-title")).isFocused();
            assertThat(page.detail()).containsText("Macro blocks");
            press(page, "Tab");
            assertThat(page.detail().locator("a").nth(1)).isFocused();
            press(page, "Escape");
            assertThat(page.detail()).hasCount(0);
            assertThat(page.rows().nth(1).locator("a")).isFocused();
        }
    }

    @Test
    void whoClosesTheDetailsIsWhereTheyWereOpenedFrom() {
        try (PageInBrowser page = open("?lang=en")) {
            Locator opener = page.trouble("failed").locator("a");
            opener.click();
            assertThat(page.tab().locator("#detail-title")).isFocused();
            page.detail().locator("a:text('Cluster backup')").click();
            assertThat(page.tab().locator("#detail-title")).containsText("Cluster backup");
            press(page, "Escape");
            assertThat(opener).isFocused();
            page.go("?lang=en&job=" + cluster.stalled());
            page.detail().locator("dl").first().waitFor();
            press(page, "Escape");
            assertThat(page.row(subject(cluster.stalled())).locator("a")).isFocused();
        }
    }

    @Test
    void numbersChangeTheViewAndASlashLeadsToTheFilter() {
        try (PageInBrowser page = open("?lang=en")) {
            press(page, "2");
            assertThat(page.tab().locator("main")).hasAttribute("data-view", "history");
            press(page, "3");
            assertThat(page.tab().locator("main")).hasAttribute("data-view", "events");
            press(page, "1");
            assertThat(page.tab().locator("main")).hasAttribute("data-view", "now");
            press(page, "/");
            assertThat(page.tab().locator(".filter input")).isFocused();
            press(page, "c", "r", "m", "1", "j");
            assertThat(page.tab().locator(".filter input")).hasValue("crm1j");
            assertThat(page.rows()).hasCount(0);
            press(page, "Backspace", "Backspace", "Escape", "j");
            assertThat(page.rows()).hasCount(2);
            assertThat(page.rows().first().locator("a")).isFocused();
            assertThat(page.tab()).hasURL(Pattern.compile("tenant=crm&"));
        }
    }

    @Test
    void aQuestionMarkShowsTheKeysAndEscapeClosesNothingElse() {
        try (PageInBrowser page = open("?lang=en&job=" + cluster.stalled())) {
            page.detail().locator("dl").first().waitFor();
            press(page, "?");
            Locator keys = page.tab().locator("dialog#keys");
            assertThat(keys).isVisible();
            assertThat(keys.locator("button")).isFocused();
            press(page, "2", "Escape");
            assertThat(keys).isHidden();
            assertThat(page.detail()).isVisible();
            assertThat(page.tab().locator("main")).hasAttribute("data-view", "now");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"?view=now", "?view=history", "?view=events"})
    void everyControlIsReachedByTabAndIsSeenToHaveTheFocus(String view) {
        try (PageInBrowser page = open(view + "&lang=en&job=" + cluster.stalled())) {
            page.detail().locator("dl").first().waitFor();
            press(page, "p");
            var walk = new TabWalk(page.tab());
            assertThat(walk.unseen()).isEmpty();
            assertThat(walk.unreached()).isEmpty();
        }
    }

    /** What the details cover cannot be seen, and so must not be reached either. */
    @Test
    void onAPhoneTabStaysWithinTheDetailsThatCoverAllElse() {
        try (PageInBrowser page = open("?lang=en&job=" + cluster.stalled())) {
            page.detail().locator("dl").first().waitFor();
            page.tab().setViewportSize(390, 844);
            page.tab().locator("main[inert]").waitFor();
            var walk = new TabWalk(page.tab());
            assertThat(walk.unseen()).isEmpty();
            assertThat(walk.unreached()).isEmpty();
            press(page, "Escape");
            assertThat(page.row(subject(cluster.stalled())).locator("a")).isFocused();
        }
    }

    @ParameterizedTest
    @CsvSource({"en-GB, en, Now", "zh-CN, zh, 当前", "zh-TW, zh, 当前", "de-DE, en, Now"})
    void theBrowserSaysWhichLanguageIsPreferred(String locale, String language, String now) {
        try (BrowserContext other = chromium.browser().newContext(new Browser.NewContextOptions().setLocale(locale));
                PageInBrowser page = PageInBrowser.open(other, cluster.service().base(), "")) {
            assertThat(page.tab().locator("html")).hasAttribute("lang", language);
            assertThat(page.tab().locator("nav a[aria-current]")).hasText(now);
        }
    }

    @Test
    void aLanguageThatWasChosenIsKeptAndALinkHasItsOwn() {
        try (PageInBrowser page = open("")) {
            page.tab().locator("[data-language=zh]").click();
            assertThat(page.tab().locator("html")).hasAttribute("lang", "zh");
            assertThat(page.tab()).hasURL(Pattern.compile("lang=zh"));
            page.tab().reload();
            assertThat(page.tab().locator("nav a[aria-current]")).hasText("当前");
            page.go("");
            assertThat(page.tab().locator("nav a[aria-current]")).hasText("当前");
            page.go("?lang=en");
            assertThat(page.tab().locator("html")).hasAttribute("lang", "en");
            assertThat(page.tab().locator("nav a[aria-current]")).hasText("Now");
        }
    }

    @Test
    void aLinkOpensJustWhatWasLookedAtAndTheBackButtonLeadsBack() {
        try (PageInBrowser page = open("?view=history&tenant=crm&lang=en")) {
            page.tab().locator(".ended a[data-line]").first().click();
            page.detail().locator("dl").first().waitFor();
            String title = page.tab().locator("#detail-title").innerText();
            String link = page.tab().url();
            assertThat(link).contains("view=history").contains("tenant=crm").contains("job=");
            page.tab().goBack();
            assertThat(page.detail()).hasCount(0);
            assertThat(page.tab().locator("main")).hasAttribute("data-view", "history");
            page.tab().goForward();
            assertThat(page.tab().locator("#detail-title")).hasText(title);
            try (PageInBrowser colleague = open(link.substring(link.indexOf('?')))) {
                assertThat(colleague.tab().locator("#detail-title")).hasText(title);
                assertThat(colleague.tab().locator(".filter [name=tenant]")).hasValue("crm");
            }
        }
    }

    @Test
    void whoWantsNoMotionGetsNone() {
        String moving = """
                () => [...document.querySelectorAll('*')].filter(element => ['', '::before', '::-webkit-progress-value']
                  .some(part => /[1-9]/.test(getComputedStyle(element, part).transitionDuration
                    + getComputedStyle(element, part).animationDuration))).length""";
        try (PageInBrowser page = open("?lang=en")) {
            page.tab().emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
            assertThat(page.tab().evaluate(moving)).isEqualTo(0);
        }
    }

    /** Without frames, as browsers treat it. */
    @Test
    void aTabInTheBackgroundShowsByTitleAndIconHowAllStands() {
        profile.addInitScript("""
                Object.defineProperty(document, 'hidden', {get: () => true});
                window.requestAnimationFrame = () => 0;""");
        try (PageInBrowser page = PageInBrowser.open(profile, cluster.service().base(), "?lang=en")) {
            page.await(() -> page.title().startsWith("(4!)"));
            assertThat(page.icon()).isEqualTo("failed");
        }
    }

    @Test
    void theWordsOfBothLanguagesAreOfTheSameKinds() {
        try (PageInBrowser page = open("")) {
            assertThat((List<?>) page.tab().evaluate(WordsOfThePage.DIFFERENCES))
                    .isEmpty();
        }
    }

    private PageInBrowser open(String address) {
        PageInBrowser page = PageInBrowser.open(profile, cluster.service().base(), address);
        page.awaitLive();
        page.tab().locator("[data-line]").first().waitFor();
        return page;
    }

    private static void press(PageInBrowser page, String... keys) {
        for (String key : keys) {
            page.tab().keyboard().press(key);
        }
    }

    private static String subject(String name) {
        return "backup/" + name.substring(name.indexOf('/') + 1);
    }
}
