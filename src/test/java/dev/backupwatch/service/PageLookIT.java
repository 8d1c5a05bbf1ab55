package dev.backupwatch.service;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How each view looks, with everything in it that has a colour of its own. The pictures are for people. */
@ExtendWith(TroubledCluster.Shared.class)
class PageLookIT {

    private static final int WIDE = 1440;
    private static final int HIGH = 900;

    private static TroubledCluster cluster;
    private static Chromium chromium;

    private record Look(String view, String language, ColorScheme scheme) {

        @Override
        public String toString() {
            return String.join("-", view, language, scheme.name().toLowerCase(Locale.ROOT));
        }
    }

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

    @ParameterizedTest
    @MethodSource("looks")
    void everybodyCanUseEachViewInEachLanguageAndScheme(Look look) {
        try (BrowserContext profile = profile(look.scheme(), WIDE, HIGH);
                PageInBrowser page = open(profile, look)) {
            Legible.assertNoGraveFinding(page.tab());
            picture(page, look.toString());
            page.tab().setViewportSize(390, 844);
            picture(page, look + "-phone");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"now", "history", "events"})
    void inChineseNothingIsSaidInEnglish(String view) {
        try (BrowserContext profile = profile(ColorScheme.LIGHT, WIDE, HIGH);
                PageInBrowser page = open(profile, new Look(view, "zh", ColorScheme.LIGHT))) {
            Legible.assertNoEnglish(page.tab());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "now, 360, 740",
        "history, 360, 740",
        "events, 360, 740",
        "now, 390, 844",
        "history, 390, 844",
        "events, 390, 844"
    })
    void aPhoneShowsAllOfItToAFinger(String view, int width, int height) {
        try (BrowserContext profile = profile(ColorScheme.LIGHT, width, height);
                PageInBrowser page = open(profile, new Look(view, "en", ColorScheme.LIGHT))) {
            Legible.assertNotSidewards(page.tab());
            Legible.assertEasyToTouch(page.tab());
            page.tab().keyboard().press("Escape");
            page.detail()
                    .waitFor(new com.microsoft.playwright.Locator.WaitForOptions()
                            .setState(com.microsoft.playwright.options.WaitForSelectorState.HIDDEN));
            Legible.assertNoGraveFinding(page.tab());
            Legible.assertNotSidewards(page.tab());
            Legible.assertEasyToTouch(page.tab());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "now, 3840",
        "history, 3840",
        "events, 3840",
        "now, 760",
        "history, 760",
        "events, 760",
        "now, 1100",
        "history, 1100",
        "events, 1100"
    })
    void noWidthScrollsSidewards(String view, int width) {
        try (BrowserContext profile = profile(ColorScheme.LIGHT, width, 2160);
                PageInBrowser page = open(profile, new Look(view, "en", ColorScheme.LIGHT))) {
            Legible.assertNotSidewards(page.tab());
        }
    }

    static Stream<Look> looks() {
        return Stream.of("now", "history", "events")
                .flatMap(view -> Stream.of("en", "zh")
                        .flatMap(language -> Stream.of(ColorScheme.LIGHT, ColorScheme.DARK)
                                .map(scheme -> new Look(view, language, scheme))));
    }

    private static BrowserContext profile(ColorScheme scheme, int width, int height) {
        return chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setLocale("en-GB")
                        .setTimezoneId("Asia/Shanghai")
                        .setColorScheme(scheme)
                        .setViewportSize(width, height));
    }

    /** With the details of a job beside a list of jobs, and one of the events opened. */
    private static PageInBrowser open(BrowserContext profile, Look look) {
        String job = switch (look.view()) {
            case "now" -> "&job=" + cluster.stalled();
            case "history" -> "&job=" + cluster.failed();
            default -> "";
        };
        PageInBrowser page = PageInBrowser.open(
                profile, cluster.service().base(), "?view=%s&lang=%s%s".formatted(look.view(), look.language(), job));
        page.awaitLive();
        page.tab().locator("[data-line]").first().waitFor();
        if (job.isEmpty()) {
            page.tab().locator("[data-line]").first().click();
            page.tab().locator(".json").waitFor();
        } else {
            page.detail().locator("dl").first().waitFor();
        }
        return page;
    }

    private static void picture(PageInBrowser page, String name) {
        page.tab().screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
    }
}
