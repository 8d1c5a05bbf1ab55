package dev.backupwatch.service;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.backupwatch.service.EventLines.idsOf;
import static dev.backupwatch.service.EventLines.newestFirst;
import static dev.backupwatch.service.EventLines.parsed;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who looks at the stream itself in a browser sees what the service sends, line by line. */
class PageEventsIT {

    private static final Pattern SOME_NEW = Pattern.compile("\\d+ new");

    private static EventfulCluster cluster;
    private static Service service;
    private static Chromium chromium;
    private static BrowserContext profile;
    private static Notices notices;

    @TempDir
    Path folder;

    @BeforeAll
    static void aClusterBackupHasEnded() throws SQLException {
        Chromium.require();
        Curl.require();
        chromium = Chromium.launch();
        profile = PageInBrowser.profile(chromium.browser());
        profile.grantPermissions(List.of("clipboard-read", "clipboard-write"));
        cluster = EventfulCluster.start();
        service = cluster.service();
        notices = Notices.turnedOn(PageInBrowser.profile(chromium.browser()), service);
        cluster.backUp();
    }

    @AfterAll
    static void end() throws SQLException {
        notices.page().close();
        chromium.close();
        cluster.close();
    }

    @Test
    void linesComeLiveAndTheNewestIsOnTop() throws SQLException {
        try (var lines = open("")) {
            lines.awaitAll("");
            cluster.move();
            JsonNode moved = lines.newest("type=backup.task.progressed");
            var line = lines.line(moved.get("id").asText());
            assertThat(line.locator(".text")).hasText(moved.at("/data/text/en").asText());
            assertThat(line.locator("time"))
                    .hasAttribute("datetime", moved.get("time").asText());
            assertThat(line.locator("time")).hasText(Pattern.compile("\\d\\d:\\d\\d:\\d\\d\\.\\d{3}"));
            assertThat(line.locator(".mark")).hasText(moved.get("severity").asText());
            assertThat(line.locator(".type")).hasText("backup.task.progressed");
            lines.awaitAll("");
        }
    }

    @Test
    void aFilterPassesInTheBrowserWhatItPassesInTheService() {
        try (var lines = open("")) {
            List<JsonNode> all = lines.events("");
            List<List<String>> passedInBrowser = SameFilter.allPassedInBrowser(lines.tab(), all);
            for (int i = 0; i < SameFilter.ALL.size(); i++) {
                SameFilter same = SameFilter.ALL.get(i);
                List<String> passed = new ArrayList<>(idsOf(lines.events(same.query())));
                passed.retainAll(idsOf(all));
                assertThat(passed).as(same.query()).hasSizeBetween(1, all.size() - (same.passesAll() ? 0 : 1));
                assertThat(passedInBrowser.get(i)).as(same.address()).isEqualTo(passed);
            }
        }
    }

    @Test
    void theFilterOfTheAddressIsAskedOfTheLogToo() {
        try (var lines = open("&type=backup.job&severity=warning")) {
            lines.awaitAll("type=backup.job&severity=warning");
            lines.tab().locator(".filter [name=severity]").selectOption("");
            lines.awaitAll("type=backup.job");
            lines.tab().locator(".filter [name=tenant]").fill("billing");
            lines.awaitAll("type=backup.job&tenant=billing");
            assertThat(lines.tab().url()).contains("tenant=billing").contains("type=backup.job");
        }
    }

    @Test
    void theServiceSaysWhyItRefusesAFilter() {
        try (var lines = open("&tenant=nope")) {
            lines.page().complaints().expect("400");
            assertThat(lines.tab().locator(".refused")).hasText("tenant=nope is no tenant of a watched cluster");
            lines.page().go("?view=events&lang=en&type=backup.jo");
            assertThat(lines.tab().locator(".refused")).containsText("type=backup.jo is no type");
            lines.page().go("?view=events&lang=en&tenant=sys&severity=error&type=source");
            assertThat(lines.tab().locator(".earlier")).hasText("Nothing in the log matches this filter.");
        }
    }

    @Test
    void whatComesDuringAPauseWaitsAndIsNotLost() throws SQLException {
        try (var lines = open("")) {
            lines.awaitAll("");
            List<String> before = lines.ids();
            lines.tab().keyboard().press("p");
            assertThat(lines.tab().locator("[data-action=pause]")).hasAttribute("aria-pressed", "true");
            cluster.move();
            cluster.move();
            assertThat(lines.waiting()).hasText(SOME_NEW);
            assertThat(lines.ids()).isEqualTo(before);
            lines.waiting().click();
            lines.awaitAll("");
            cluster.move();
            assertThat(lines.waiting()).hasText(SOME_NEW);
            lines.tab().keyboard().press("p");
            lines.awaitAll("");
            assertThat(lines.waiting()).hasCount(0);
        }
    }

    @Test
    void aLineOpensToItsJsonAndStaysWhereItIs() throws SQLException {
        try (var lines = open("")) {
            lines.awaitAll("");
            JsonNode event = lines.newest("type=backup.task.progressed");
            String id = event.get("id").asText();
            lines.toggle(id).click();
            assertThat(lines.toggle(id)).hasAttribute("aria-expanded", "true");
            double height = lines.line(id).boundingBox().y;
            cluster.move();
            assertThat(lines.waiting()).hasText(SOME_NEW);
            assertThat(lines.line(id).boundingBox().y).isEqualTo(height);
            String shown = lines.line(id).locator(".json").textContent();
            assertThat(parsed(shown)).isEqualTo(lines.page().store().asABrowserReads(event.toString()));
            assertThat(lines.line(id).locator(".changes tbody tr"))
                    .hasCount(event.at("/data/changed").size());
            lines.line(id).locator(".opened button").click();
            assertThat(lines.tab().locator("[data-said]")).hasAttribute("data-said", "Copied");
            assertThat(copied(lines)).isEqualTo(shown);
            lines.toggle(id).click();
            assertThat(lines.line(id).locator(".json")).hasCount(0);
        }
    }

    @Test
    void theCopiedCommandGivesTheLinesOnTheScreen() throws Exception {
        try (var lines = open("")) {
            lines.page().go("?view=events&lang=zh&only=1/7&type=backup");
            lines.awaitAll("root=1/7&type=backup");
            lines.tab().locator(".curl").click();
            assertThat(lines.tab().locator("[data-said]")).hasCount(1);
            List<String> texts = newestFirst(lines.texts());
            assertThat(texts).hasSizeGreaterThan(10).allMatch(text -> text.contains("备份"));
            Pattern untilText = Pattern.compile("^\\S+ \\w+ +");
            assertThat(new CopiedCommand(copied(lines)).events(texts.size()))
                    .map(line -> untilText.matcher(line).replaceFirst(""))
                    .isEqualTo(texts);
        }
    }

    @Test
    void aScriptInACommentStaysText() {
        try (var lines = open("&type=backup.job.failed&tenant=billing")) {
            lines.awaitAll("type=backup.job.failed&tenant=billing");
            String id = lines.ids().get(0);
            assertThat(lines.line(id).locator(".text")).containsText("<img src=x onerror=");
            lines.toggle(id).click();
            assertThat(parsed(lines.line(id).locator(".json").textContent())
                            .at("/data/row/COMMENT")
                            .asText())
                    .isEqualTo(EventfulBackup.SCRIPT);
            assertThat(lines.tab().locator("img")).hasCount(0);
            assertThat(lines.tab().evaluate("window.hacked")).isNull();
        }
    }

    @Test
    void theEventsOfOneBackupAreALinkAwayFromItsDetails() {
        try (var lines = open("&job=prod/1004/7")) {
            lines.page().detail().locator("a[href*='only=']").click();
            lines.awaitAll("cluster=prod&tenant=1004&job=7");
            assertThat(lines.tab().locator(".chip")).containsText("Only tenant 1004, backup 7");
            lines.tab().locator(".chip").click();
            lines.awaitAll("");
        }
    }

    @Test
    void whereALogHasBegunAnewALineSaysThatEventsMayBeMissing() throws Exception {
        Path log = folder.resolve("log").resolve("backupwatch.db");
        try (var other = new MortalService(cluster.standIn(), log, Duration.ofSeconds(1))) {
            other.start(Duration.ZERO).awaitListening();
            other.http().awaitPoll();
            try (var lines = EventLines.open(profile, other.http(), "")) {
                lines.page().complaints().expect("net::ERR");
                lines.awaitAll("");
                other.kill();
                Files.move(log.getParent(), folder.resolve("lost"));
                other.start(Duration.ZERO).awaitListening();
                assertThat(lines.tab().locator(".gap"))
                        .containsText("Events may be missing here: it is not the log of before");
                lines.tab().locator("[data-action=anew]").click();
                lines.awaitAll("");
                assertThat(lines.tab().locator(".gap")).hasCount(0);
            }
        }
    }

    @Test
    void phonesShowTheSameLines() {
        try (var lines = open("")) {
            lines.awaitAll("");
            lines.page().screenshot("events");
            lines.tab().setViewportSize(360, 740);
            lines.page().screenshot("events-phone");
            assertThat((Integer) lines.tab().evaluate("document.documentElement.scrollWidth"))
                    .isEqualTo(360);
        }
    }

    @Test
    void linesAreBoundedAndYetWithoutAGap() {
        int seed = new Random().nextInt(Integer.MAX_VALUE);
        try (var lines = open("")) {
            assertThat(new ReelLaw(lines.tab()).broken(seed, 1000))
                    .as("seed %d", seed)
                    .isEmpty();
        }
    }

    @Test
    void whoTurnsNotificationsOnIsToldOfFailuresStallsSkipsAndOverdueTenants() {
        try (var lines = open("")) {
            for (String type : List.of("job.failed", "job.stalled", "tenant.skipped", "tenant.overdue")) {
                notices.awaitOneOf(() -> lines.events("type=backup." + type));
            }
            notices.click(
                    lines.newest("type=backup.job.failed&tenant=1004").get("id").asText());
            assertThat(notices.page().detail()).containsText("billing");
        }
    }

    @Test
    void ofManyNotificationsAtOnceThereAreFewWithANumber() throws SQLException {
        long[] jobs = {20, 21, 22, 23, 24, 25, 26, 27};
        cluster.startJobs(jobs);
        int before = notices.tags().size();
        cluster.failTogether(jobs);
        notices.page()
                .await(() -> notices.texts("body").stream()
                        .anyMatch(body -> body.matches("[3-8] more that should be looked at")));
        assertThat(notices.tags()).hasSizeBetween(before + 1, before + 6);
    }

    @Test
    void whoCannotSeeOrHasNoMouseCanUseThem() {
        String filter = "type=backup.job.status_changed,backup.tenant";
        try (var lines = open("&" + filter)) {
            lines.awaitAll(filter);
            lines.tab().keyboard().press("j");
            lines.tab().keyboard().press("j");
            lines.tab().keyboard().press("Enter");
            assertThat(lines.toggle(lines.ids().get(1))).hasAttribute("aria-expanded", "true");
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                lines.tab().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                assertThat(new AxeBuilder(lines.tab()).analyze().getViolations())
                        .as("what axe finds where it is %s", scheme)
                        .isEmpty();
            }
        }
    }

    private static EventLines open(String filter) {
        return EventLines.open(profile, service, filter);
    }

    private static String copied(EventLines lines) {
        return (String) lines.tab().evaluate("navigator.clipboard.readText()");
    }
}
