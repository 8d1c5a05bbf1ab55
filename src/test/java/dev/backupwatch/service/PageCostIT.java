package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.backupwatch.demo.StandIn;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the page costs whoever leaves it open, told in the build's output. Times are the machine's and of the moment: they are
 * told, and not asserted.
 */
class PageCostIT {

    private static final int FEW = 20;
    private static final int MANY = 2_000;
    private static final int PROFILES = 5;
    private static final int MOST_BYTES = 200_000;
    private static final int MOST_ROWS = 60;
    private static final double MOST_OF_A_CORE = 0.5;
    private static final double MILLIS_UNTIL_ALL_IS_ASKED = 1_500;

    private static final List<String> VIEWS = List.of("now", "history", "events");
    private static final int MILLIS_WATCHED = 5_000;
    private static final Duration POLL = Duration.ofMillis(250);
    /** Each with an event of its task and one of its job: 200 events a second. */
    private static final int MOVED_A_POLL = 25;

    /** As soon as it is painted, not as soon as it is there. */
    private static final String NOTE_FIRST_ROW = """
            new MutationObserver((changes, observer) => {
              if (document.querySelector('.line:not(.head)')) {
                observer.disconnect();
                requestAnimationFrame(() => setTimeout(() => window.firstRow = performance.now()));
              }
            }).observe(document, {childList: true, subtree: true});""";

    /** Told by the browser when the frame has been shown, which is up to some frames after it was drawn. */
    private static final String FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime";

    /** From top to end in leaps of some pages, and in the middle of what is then seen there must be a line. */
    private static final String SCROLL = """
            async () => {
              const seen = {most: 0, blank: 0, leaps: 0, longest: 0};
              const tasks = new PerformanceObserver(list => list.getEntries()
                  .forEach(({duration}) => seen.longest = Math.max(seen.longest, duration)));
              tasks.observe({type: 'longtask'});
              const frame = () => new Promise(requestAnimationFrame);
              while (scrollY + innerHeight < document.scrollingElement.scrollHeight - 100) {
                scrollBy(0, 3 * innerHeight);
                await frame();
                await frame();
                seen.leaps++;
                seen.blank += document.elementFromPoint(innerWidth / 3, innerHeight / 2)?.closest('.line') ? 0 : 1;
                seen.most = Math.max(seen.most, document.querySelectorAll('.line').length);
              }
              scrollTo(0, 0);
              return seen;
            }""";

    private static StandIn standIn;
    private static Chromium chromium;

    @BeforeAll
    static void start() {
        Chromium.require();
        standIn = StandIn.start(
                Path.of("target", "page-cost"), StandIn.Setup.of4301().keepingProgramsIn(Path.of("target", "mariadb")));
        chromium = Chromium.launch();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
            standIn.close();
        }
    }

    @Test
    void thePageIsSmallAndItsFirstRowIsSoonThere() throws Exception {
        try (var cluster = BigCluster.prepare(standIn, FEW);
                PackagedService process = watch()) {
            URI base = listening(process);
            BrowserCost.Transfer transfer = transfer(base);
            System.out.printf(
                    "the page takes %d requests and %.1f KB over the wire with all answers; of %d backups, %s%n",
                    transfer.requests(), transfer.bytes() / 1000.0, cluster.tenants(), soon(base));
            assertThat(transfer.bytes()).isLessThan(MOST_BYTES);
        }
    }

    @Test
    void twoThousandRunningTasksAndTwoHundredEventsASecondLeaveABrowserIdle() throws Exception {
        try (var cluster = BigCluster.prepare(standIn, MANY);
                PackagedService process = watch()) {
            URI base = listening(process);
            System.out.printf("of %d backups, %s%n", cluster.tenants(), soon(base));
            try (BrowserContext profile = PageInBrowser.profile(chromium.browser());
                    PageInBrowser page = PageInBrowser.open(profile, base, "")) {
                page.rows().first().waitFor();
                scrollThrough(page);
                cluster.move(MOVED_A_POLL, POLL);
                page.store()
                        .evaluate(
                                "store.onStep(({events = []}) => window.heard = (window.heard ?? 0) + events.length)");
                for (String view : VIEWS) {
                    watch(page, view);
                }
            }
        }
    }

    private static BrowserCost.Transfer transfer(URI base) {
        try (BrowserContext profile = chromium.browser().newContext()) {
            Page tab = profile.newPage();
            var transfer = new BrowserCost.Transfer(tab);
            tab.navigate(base.toString());
            tab.locator(".line:not(.head)").first().waitFor();
            tab.waitForTimeout(MILLIS_UNTIL_ALL_IS_ASKED);
            return transfer;
        }
    }

    /** In profiles that have nothing of it yet. */
    private static String soon(URI base) {
        List<Double> paints = new ArrayList<>();
        List<Double> rows = new ArrayList<>();
        for (int i = 0; i < PROFILES; i++) {
            try (BrowserContext profile = chromium.browser().newContext()) {
                Page tab = profile.newPage();
                tab.addInitScript(NOTE_FIRST_ROW);
                tab.navigate(base.toString());
                rows.add(awaited(tab, "window.firstRow"));
                paints.add(awaited(tab, FIRST_PAINT));
            }
        }
        return "the first paint comes after %.0f ms, the first row after %.0f ms (median of %d fresh profiles)"
                .formatted(median(paints), median(rows), PROFILES);
    }

    private static void scrollThrough(PageInBrowser page) {
        var seen = (Map<?, ?>) page.tab().evaluate(SCROLL);
        System.out.printf(
                "of %d lines at most %s are drawn at a time; leaping through them %s times left %s blank, and held the page up for %s ms at most%n",
                MANY, seen.get("most"), seen.get("leaps"), seen.get("blank"), seen.get("longest"));
        assertThat((Integer) seen.get("leaps")).isGreaterThan(10);
        assertThat((Integer) seen.get("most")).isLessThan(MOST_ROWS);
        assertThat((Integer) seen.get("blank")).isZero();
    }

    /** By processor time, which counts for itself alone what runs beside it; 100 % is one core. */
    private static void watch(PageInBrowser page, String view) {
        Browser browser = chromium.browser();
        page.tab().locator("nav a").nth(VIEWS.indexOf(view)).click();
        page.tab().locator("main[data-view=%s]".formatted(view)).waitFor();
        int before = heard(page);
        long began = System.nanoTime();
        Duration pages = BrowserCost.ofPages(browser);
        Duration all = BrowserCost.ofAll(browser);
        page.tab().waitForTimeout(MILLIS_WATCHED);
        pages = BrowserCost.ofPages(browser).minus(pages);
        all = BrowserCost.ofAll(browser).minus(all);
        double nanos = System.nanoTime() - began;
        System.out.printf(
                "%s: %.0f events a second of %d running tasks take the page %.1f %% of a core, all of the browser %.1f %%%n",
                view,
                (heard(page) - before) / nanos * 1e9,
                MANY,
                100 * pages.toNanos() / nanos,
                100 * all.toNanos() / nanos);
        assertThat(pages.toNanos() / nanos).isLessThan(MOST_OF_A_CORE);
    }

    private static int heard(PageInBrowser page) {
        return ((Number) page.tab().evaluate("window.heard ?? 0")).intValue();
    }

    private static PackagedService watch() {
        Map<String, String> settings = new HashMap<>(StandInCluster.settings(standIn));
        settings.put("backupwatch.clusters.\"prod\".poll.active", POLL.toString());
        return PackagedService.start(settings);
    }

    private static URI listening(PackagedService process) {
        Service service = process.awaitListening();
        service.awaitPoll();
        return service.base();
    }

    private static double awaited(Page tab, String expression) {
        tab.waitForCondition(() -> tab.evaluate(expression) != null);
        return ((Number) tab.evaluate(expression)).doubleValue();
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
