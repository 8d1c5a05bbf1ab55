package dev.backupwatch.service;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.backupwatch.demo.StandIn;
import dev.backupwatch.story.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** One page that is left open while backups go on and the service dies in one way after the other. */
@ExtendWith(SharedBrowser.class)
class PageThroughRestartsIT {

    private static final int SOME_EVENTS = 20;

    @TempDir
    static Path folder;

    private static PageScene scene;
    private static BusyCluster cluster;
    private static PackagedService process;
    private static PageInBrowser page;
    private static PageLaw law;

    private int before;
    private int snapshots;

    @BeforeAll
    static void open(StandIn standIn, Chromium chromium) throws SQLException {
        long seed = new Random().nextLong();
        System.out.printf("backups under the open page are drawn with seed %d%n", seed);
        scene = PageScene.prepare(standIn, chromium, folder.resolve("backupwatch.db"));
        cluster = BusyCluster.prepare(standIn, seed);
        start();
        cluster.start();
        page = scene.open("");
        page.complaints().expect("net::ERR_");
        page.tab().evaluate("() => { window.isStillHere = true; }");
        page.awaitLive();
        law = PageLaw.of(page, scene.http());
    }

    @AfterAll
    static void close() throws SQLException {
        cluster.close();
        scene.close();
    }

    @BeforeEach
    void somethingWasTold() {
        assertThat(page.freshness("prod")).hasAttribute("data-old", "false");
        page.await(() -> law.assertNothingIsLostOrRepeated() > SOME_EVENTS);
        before = law.assertNothingIsLostOrRepeated();
        snapshots = law.snapshots();
    }

    /** And it was never loaded anew. */
    @AfterEach
    void allIsRightAgain() {
        page.awaitLive();
        assertThat(page.tab().evaluate("() => window.isStillHere")).isEqualTo(true);
        assertThat(page.tab().locator(".columns")).not().hasAttribute("data-old", "true");
        assertThat(page.freshness("prod")).hasAttribute("data-old", "false");
        page.await(() -> !page.icon().equals("unknown"));
        law.assertHolds();
    }

    @Test
    void killedItIsMissedAndWhatHappenedMeanwhileIsTold() {
        scene.service().kill();
        assertSaysThatNothingIsHeard(Pattern.compile("No connection to backupwatch for [2-9] s\\."));
        page.screenshot("no-connection");
        start();
        assertNothingIsLost();
    }

    @Test
    void stoppedItSaysWhyAndOpensItsStreamAnewWithItsCursorThoughTheBrowserHasGivenUpForGood()
            throws InterruptedException {
        page.complaints().expect("status of 500");
        List<String> streams = new ArrayList<>();
        page.tab()
                .route(
                        "**/api/v1/events?bookmarks=*",
                        route -> route.fulfill(new Route.FulfillOptions().setStatus(500)),
                        new Page.RouteOptions().setTimes(1));
        page.tab().onResponse(response -> streams.add(response.status() + " " + response.url()));
        scene.service().stop();
        assertSaysThatNothingIsHeard(Pattern.compile("No connection to backupwatch for \\d+ s\\."));
        assertThat(page.link()).containsText("The service said: ");
        page.await(() -> streams.stream().anyMatch(stream -> stream.startsWith("500 ")));
        start();
        assertNothingIsLost();
        assertThat(page.link()).not().containsText("The service said: ");
        assertThat(streams).anyMatch(stream -> stream.startsWith("200 ") && stream.contains("&cursor="));
    }

    @Test
    void aLogThatIsNotTheOneOfBeforeIsToldAndThePictureReadAnew() throws IOException {
        scene.service().kill();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        start();
        assertThat(page.link().locator(".reset"))
                .hasText("The log could not show that nothing was missed (it is not the log of before)."
                        + " The picture was read anew; events in between are not shown");
        page.await(() -> law.snapshots() == snapshots + 1);
    }

    @Test
    void stoppedInTheMidstOfItsWorkItIsMissedUntilItGoesOn() {
        Signal.STOP.to(process.pid());
        try {
            assertSaysThatNothingIsHeard(Pattern.compile("Nothing heard for [4-9] s"));
            assertSaysThatNothingIsHeard(Pattern.compile("No connection to backupwatch for 1\\d s\\."));
        } finally {
            Signal.CONT.to(process.pid());
        }
        assertNothingIsLost();
    }

    private void assertSaysThatNothingIsHeard(Pattern words) {
        assertThat(page.link()).containsText(words);
        assertThat(page.link().getByRole(AriaRole.STATUS).first())
                .hasText(Pattern.compile("Nothing is heard|No connection"));
        assertThat(page.tab().locator(".columns")).hasAttribute("data-old", "true");
        assertThat(page.freshness("prod")).containsText("what follows is old");
        page.await(() -> page.icon().equals("unknown"));
        assertThat(page.title()).contains("no connection");
        assertThat(page.fine().or(page.troubles()).first()).not().hasText("Nothing needs attention");
    }

    private void assertNothingIsLost() {
        page.await(() -> law.assertNothingIsLostOrRepeated() > before + SOME_EVENTS);
        assertThat(law.snapshots()).isEqualTo(snapshots);
    }

    private static void start() {
        process = scene.service().start(Duration.ZERO);
        process.awaitListening();
    }
}
