package dev.backupwatch.service;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import dev.backupwatch.demo.StandIn;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of a service that lets nobody see anything who does not show a token. */
@ExtendWith(SharedBrowser.class)
class PageSignInIT {

    private static final String ORDERS = "backup/1002/99";
    private static final Duration STEP = Duration.ofSeconds(2);
    private static final Duration TO_SIGN_IN = Duration.ofSeconds(3);
    private static final int BRIEF_TOKENS = 75;

    /** By token, when it ends: whenever a test looks, one has a few seconds left. */
    private static final Map<String, Instant> ENDS = new TreeMap<>();

    private static GuardedCluster cluster;
    private static Chromium chromium;

    private BrowserContext profile;
    private PageInBrowser page;

    @BeforeAll
    static void start(StandIn standIn, Chromium shared) throws SQLException {
        Instant now = Instant.now();
        for (int i = 1; i <= BRIEF_TOKENS; i++) {
            ENDS.put("t-brief-%02d".formatted(i), now.plus(STEP.multipliedBy(i)));
        }
        chromium = shared;
        cluster = GuardedCluster.startOn(standIn, ENDS);
        cluster.backUp();
    }

    @AfterAll
    static void stop() throws SQLException {
        cluster.close();
    }

    @BeforeEach
    void open() {
        profile = PageInBrowser.profile(chromium.browser());
        page = open("?lang=en");
    }

    @AfterEach
    void close() {
        try {
            page.close();
        } finally {
            profile.close();
        }
    }

    @Test
    void aWrongTokenIsSaidToBeWrongAndShowsNothing() {
        assertIsForm(page);
        assertThat(page.tab().getByLabel("Token")).isFocused();
        assertThat(why(page)).hasCount(0);
        signIn(page, GuardedCluster.WRONG);
        assertThat(problem(page)).containsText("not known");
        assertThat(field(page)).isFocused();
        assertThat(field(page)).hasAttribute("aria-invalid", "true");
        assertIsForm(page);
        assertThat(profile.cookies()).isEmpty();
    }

    @Test
    void whoIsSlowedDownIsToldWhy() {
        page.complaints().expect("429");
        page.tab().route("**/api/v1/session", route -> route.fulfill(new Route.FulfillOptions().setStatus(429)));
        signIn(page, GuardedCluster.OF_ALL);
        assertThat(problem(page)).containsText("Too many wrong tokens");
    }

    @Test
    void theRightOneShowsOnlyWhatItMaySee() {
        signIn(page, GuardedCluster.OF_ORDERS);
        page.awaitLive();
        assertThat(page.row(ORDERS)).hasCount(1);
        assertThat(page.cluster("prod")).hasCount(1);
        assertThat(page.tab().locator(".who")).hasText("Signed in as orders");
        assertThat(page.tab().content()).doesNotContain("billing").doesNotContain("stage");
        assertThat(profile.cookies()).hasSize(1);
        Cookie cookie = profile.cookies().get(0);
        assertThat(cookie.httpOnly).isTrue();
        assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.STRICT);
        assertThat(page.tab().evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"))
                .asString()
                .doesNotContain(GuardedCluster.OF_ORDERS)
                .doesNotContain(cookie.value);
        page.screenshot("signed-in");
    }

    /** Whoever signs in next sees what that one may see, in every tab. */
    @Test
    void allTabsAreSignedOutTogetherAndInTogether() {
        signIn(page, GuardedCluster.OF_ALL);
        page.awaitLive();
        assertThat(page.cluster("stage")).hasCount(1);
        try (PageInBrowser other = open("?view=events&lang=en")) {
            other.awaitLive();
            other.tab().getByText("Sign out").click();
            for (PageInBrowser each : List.of(page, other)) {
                assertThat(why(each)).hasText("You are signed out.");
                assertIsForm(each);
            }
            assertThat(profile.cookies()).isEmpty();
            signIn(page, GuardedCluster.OF_ORDERS);
            for (PageInBrowser each : List.of(page, other)) {
                each.awaitLive();
                assertThat(each.tab().locator(".who")).hasText("Signed in as orders");
                assertThat(each.tab().content()).doesNotContain("billing");
                assertThat(each.store().picture().toString()).contains(ORDERS).doesNotContain("stage");
            }
        }
    }

    @Test
    void whoseRightEndsComesToTheFormAndIsToldSo() {
        String token = ENDS.keySet().stream()
                .filter(each -> ENDS.get(each).isAfter(Instant.now().plus(TO_SIGN_IN)))
                .findFirst()
                .orElseThrow();
        signIn(page, token);
        page.awaitLive();
        try (PageInBrowser other = open("?lang=en")) {
            for (PageInBrowser each : List.of(page, other)) {
                assertThat(why(each)).containsText("Your session has ended");
                assertIsForm(each);
            }
        }
        assertThat(ENDS.get(token)).isBefore(Instant.now());
    }

    @ParameterizedTest
    @CsvSource({"en,LIGHT,Sign in", "zh,DARK,登录"})
    void axeHasNoFindingInTheForm(String language, ColorScheme scheme, String button) {
        page.tab().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        page.go("?lang=" + language);
        signIn(page, GuardedCluster.ENDED);
        assertThat(problem(page)).not().isEmpty();
        assertThat(page.tab().locator(".sign-in button")).hasText(button);
        page.tab().setViewportSize(360, 740);
        assertThat(page.tab().evaluate("document.scrollingElement.scrollWidth")).isEqualTo(360);
        page.screenshot("sign-in-phone-" + language);
        page.tab().setViewportSize(1440, 900);
        page.screenshot("sign-in-%s-%s".formatted(language, scheme.name().toLowerCase(Locale.ROOT)));
        assertThat(new AxeBuilder(page.tab()).analyze().getViolations())
                .extracting(rule -> rule.getId() + " " + rule.getNodes())
                .isEmpty();
    }

    private PageInBrowser open(String address) {
        PageInBrowser opened = PageInBrowser.open(profile, cluster.service().base(), address);
        opened.complaints().expect("401");
        return opened;
    }

    /** With the keyboard alone: the field has the focus. */
    private static void signIn(PageInBrowser page, String token) {
        assertThat(field(page)).isFocused();
        page.tab().keyboard().type(token);
        page.tab().keyboard().press("Enter");
    }

    /** And nothing else, neither seen nor known. */
    private static void assertIsForm(PageInBrowser page) {
        assertThat(field(page)).isVisible();
        assertThat(page.link()).hasCount(0);
        assertThat(page.tab().content()).doesNotContain("orders").doesNotContain("prod");
        assertThat(page.store().evaluate("store.isReady").asBoolean()).isFalse();
        assertThat(page.store().evaluate("store.isListening").asBoolean()).isFalse();
        assertThat(page.title()).isEqualTo("backupwatch");
    }

    private static Locator field(PageInBrowser page) {
        return page.tab().locator("#token");
    }

    private static Locator why(PageInBrowser page) {
        return page.tab().locator(".sign-in .why");
    }

    private static Locator problem(PageInBrowser page) {
        return page.tab().locator("#token-problem");
    }
}
