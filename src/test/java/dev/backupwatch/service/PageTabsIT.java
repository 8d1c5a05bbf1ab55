package dev.backupwatch.service;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Request;
import dev.backupwatch.demo.StandIn;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Several tabs of one browser, in which people have opened the page, while backups go on. */
@ExtendWith(SharedBrowser.class)
class PageTabsIT {

    private static final int TABS = 3;
    private static final int SOME_EVENTS = 20;
    private static final long TENANT = 1010;
    private static final long SILENCE_MILLIS = 5_000;

    private static final String WITHHOLD_EVENTS_UNTIL_A_BOOKMARK = """
            () => {
              const post = BroadcastChannel.prototype.postMessage;
              let isAnyWithheld = false;
              BroadcastChannel.prototype.postMessage = function (message) {
                const kind = message.step?.kind;
                if (kind === 'events') {
                  isAnyWithheld = true;
                  return;
                }
                post.call(this, message);
                if (kind === 'bookmark' && isAnyWithheld) {
                  BroadcastChannel.prototype.postMessage = post;
                }
              };
            }""";

    @TempDir
    static Path folder;

    private static PageScene scene;
    private static HandWritten own;
    private static BusyCluster cluster;

    @BeforeAll
    static void open(StandIn standIn, Chromium chromium) throws SQLException {
        long seed = new Random().nextLong();
        System.out.printf("backups under the tabs are drawn with seed %d%n", seed);
        scene = PageScene.prepare(standIn, chromium, folder.resolve("backupwatch.db"));
        cluster = BusyCluster.prepare(standIn, seed);
        own = scene.backups();
        own.tenant(TENANT, "treasury");
        scene.startService();
        cluster.start();
    }

    @AfterAll
    static void close() throws SQLException {
        cluster.close();
        scene.close();
    }

    @Test
    void threeTabsShareOneConnectionAndAnotherGoesOnWhenTheOneThatListensIsClosed() {
        shareAndGoOn(scene.http().base(), true);
    }

    @Test
    void withoutLocksTheyShareOneConnectionToo() {
        shareAndGoOn(URI.create(scene.http().base().toString().replace("127.0.0.1", SharedBrowser.ELSEWHERE)), false);
    }

    @Test
    void whoGoesOnAsksForWhatTheFormerWasNotAnswered() throws SQLException {
        try (BrowserContext profile = PageInBrowser.profile(scene.chromium().browser())) {
            var first = PageInBrowser.open(profile, scene.http().base(), "");
            first.awaitLive();
            try (var second = PageInBrowser.open(profile, scene.http().base(), "")) {
                second.awaitLive();
                own.begin(TENANT, 1, Map.of());
                own.fail(TENANT, 1, -4000, "");
                assertThat(failureOf(TENANT, first)).hasCount(1);
                assertThat(failureOf(TENANT, second)).hasCount(1);
                List<Object> unanswered = new ArrayList<>();
                first.tab().route("**/api/v1/tenants?*", unanswered::add);
                own.begin(TENANT, 2, Map.of());
                own.complete(TENANT, 2);
                first.await(() -> !unanswered.isEmpty());
                assertThat(failureOf(TENANT, second)).hasCount(1);
                first.close();
                assertThat(failureOf(TENANT, second)).hasCount(0);
            }
        }
    }

    @Test
    void aTabThatIsToldNothingAnyMoreListensByItself() {
        try (BrowserContext profile = PageInBrowser.profile(scene.chromium().browser())) {
            var first = PageInBrowser.open(profile, scene.http().base(), "");
            first.awaitLive();
            try (first;
                    var second = PageInBrowser.open(profile, scene.http().base(), "")) {
                second.tab().clock().install();
                second.go("");
                second.awaitLive();
                PageLaw law = PageLaw.of(second, scene.http());
                first.tab().evaluate("() => { BroadcastChannel.prototype.postMessage = () => {}; }");
                second.tab().clock().fastForward(SILENCE_MILLIS);
                assertThat(second.link()).containsText("Nothing heard for");
                second.await(() -> {
                    second.tab().clock().fastForward(SILENCE_MILLIS);
                    return isListening(second);
                });
                assertAllAreRight(List.of(second), List.of(law), 2);
                assertThat(law.snapshots()).isZero();
            }
        }
    }

    /** Its cursor would say that they were there, and nobody would ask for them any more. */
    @Test
    void aTabThatMissedEventsDoesNotTakeTheBookmarkAfterThem() {
        try (BrowserContext profile = PageInBrowser.profile(scene.chromium().browser())) {
            var first = PageInBrowser.open(profile, scene.http().base(), "");
            first.awaitLive();
            try (first;
                    var second = PageInBrowser.open(profile, scene.http().base(), "")) {
                second.awaitLive();
                PageLaw law = PageLaw.of(second, scene.http());
                first.tab().evaluate(WITHHOLD_EVENTS_UNTIL_A_BOOKMARK);
                second.await(() -> law.snapshots() > 0);
                assertAllAreRight(List.of(first, second), List.of(law), 1);
            }
        }
    }

    private static void shareAndGoOn(URI base, boolean haveLocks) {
        try (BrowserContext profile = PageInBrowser.profile(scene.chromium().browser())) {
            List<String> streams = new ArrayList<>();
            profile.onRequest(request -> note(request, streams));
            List<PageInBrowser> tabs = new ArrayList<>();
            for (int i = 0; i < TABS; i++) {
                var tab = PageInBrowser.open(profile, base, "");
                tabs.add(tab);
                tab.complaints().expect("Cross-Origin-Opener-Policy header has been ignored");
                tab.awaitLive();
                assertThat(tab.tab().evaluate("() => navigator.locks !== undefined"))
                        .isEqualTo(haveLocks);
            }
            List<PageLaw> laws = new ArrayList<>();
            tabs.forEach(tab -> laws.add(PageLaw.of(tab, scene.http())));
            assertAllAreRight(tabs, laws, 1);
            assertThat(streams).hasSize(1);

            // Who came last goes on, and has never heard those who came before ask for anything.
            tabs.get(1).tab().evaluate("() => { Storage.prototype.setItem = () => {}; }");
            PageInBrowser listening = theOneThatListens(tabs);
            laws.remove(tabs.indexOf(listening));
            tabs.remove(listening);
            listening.close();
            tabs.get(0).await(() -> tabs.stream().anyMatch(PageTabsIT::isListening));
            assertAllAreRight(tabs, laws, 1);
            assertThat(streams).hasSize(2);
            assertThat(streams.get(1)).contains("&cursor=");
            laws.forEach(law -> assertThat(law.snapshots()).isZero());
            System.out.printf(
                    "%d tabs on one connection, %s locks, told each of %d events once%n",
                    TABS, haveLocks ? "with" : "without", laws.get(0).assertNothingIsLostOrRepeated());
            tabs.forEach(PageInBrowser::close);
        }
    }

    /** While all goes on. */
    private static void assertAllAreRight(List<PageInBrowser> tabs, List<PageLaw> laws, int streams) {
        for (PageLaw law : laws) {
            int before = law.assertNothingIsLostOrRepeated();
            law.page().await(() -> {
                law.assertHolds();
                return law.assertNothingIsLostOrRepeated() > before + SOME_EVENTS;
            });
            assertThat(law.page().link()).hasAttribute("data-state", "open");
        }
        theOneThatListens(tabs);
        assertThat(scene.http().openStreams()).isEqualTo(streams);
    }

    private static PageInBrowser theOneThatListens(List<PageInBrowser> tabs) {
        List<PageInBrowser> listening =
                tabs.stream().filter(PageTabsIT::isListening).toList();
        assertThat(listening).hasSize(1);
        return listening.get(0);
    }

    private static boolean isListening(PageInBrowser tab) {
        return tab.store().evaluate("store.isListening").asBoolean();
    }

    private static Locator failureOf(long tenant, PageInBrowser page) {
        return page.trouble("failed").filter(new Locator.FilterOptions().setHasText("(%d)".formatted(tenant)));
    }

    private static void note(Request request, List<String> streams) {
        if (request.resourceType().equals("eventsource")) {
            streams.add(request.url());
        }
    }
}
