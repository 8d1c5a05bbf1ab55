package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What a newcomer's browser shows of the demo, as the README does. {@code -Dscreenshots.write=true} takes those of the README
 * anew, to be looked at in review.
 */
@QuarkusTest
@TestProfile(PageOfTheDemoTest.DevMode.class)
class PageOfTheDemoTest {

    public static class DevMode extends DemoTest.DevMode {

        @Override
        public Map<String, String> getConfigOverrides() {
            // One of the first three backups stands still for two thirds of the pace, while another runs.
            return Map.of(
                    "backupwatch.demo.pace", "24s",
                    "backupwatch.insight.stall", "5s",
                    "backupwatch.demo.folder", "target/page-of-the-demo",
                    "backupwatch.log.path", StandInCluster.ownLog());
        }
    }

    private static final Path OF_THE_README = Path.of("docker", "screenshots");
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 800;
    private static final long MOST_BYTES = 150_000;
    private static final double A_BACKUP_MILLIS = 60_000;

    @TestHTTPResource
    URI base;

    @BeforeAll
    static void aBrowserIsThere() {
        Chromium.require();
    }

    @Test
    void whatRunsAndWhatRanIsWorthALook() throws Exception {
        try (var chromium = Chromium.launch();
                BrowserContext profile = profile(chromium.browser());
                PageInBrowser page = PageInBrowser.open(profile, base, "")) {
            lookAtARunningJobBesideAStalledOne(page);
            keep(page, "now");
            page.go("?view=history");
            page.tab().locator(".ended [data-line]").first().waitFor();
            page.tab().locator(".days .table:not([data-old])").waitFor();
            keep(page, "history");
        }
    }

    private static void lookAtARunningJobBesideAStalledOne(PageInBrowser page) {
        page.rows().first().waitFor();
        page.tab()
                .locator(".line[data-state=stalled]")
                .waitFor(new Locator.WaitForOptions().setTimeout(A_BACKUP_MILLIS));
        page.tab().locator(".line[data-state=stalled] a").click();
        page.detail().locator("job-chart canvas").waitFor();
    }

    private static BrowserContext profile(Browser browser) {
        return browser.newContext(new Browser.NewContextOptions()
                .setLocale("en-GB")
                .setTimezoneId("UTC")
                .setViewportSize(WIDTH, HEIGHT));
    }

    private static void keep(PageInBrowser page, String name) throws IOException {
        Path file = Path.of("target", "screenshots", "readme-" + name + ".png");
        page.tab().screenshot(new Page.ScreenshotOptions().setPath(file));
        pack(file);
        assertThat(file).satisfies(png -> assertThat(Files.size(png)).isLessThan(MOST_BYTES));
        if (Boolean.getBoolean("screenshots.write")) {
            Files.createDirectories(OF_THE_README);
            Files.copy(file, OF_THE_README.resolve(name + ".png"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** A browser packs its pictures quickly rather than well, and these are kept for good. */
    private static void pack(Path file) throws IOException {
        BufferedImage drawn = ImageIO.read(file.toFile());
        var opaque = new BufferedImage(drawn.getWidth(), drawn.getHeight(), BufferedImage.TYPE_INT_RGB);
        opaque.createGraphics().drawImage(drawn, 0, 0, null);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ImageWriteParam tightly = writer.getDefaultWriteParam();
        tightly.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        tightly.setCompressionQuality(0);
        Files.delete(file);
        try (ImageOutputStream output = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(output);
            writer.write(null, new IIOImage(opaque, null, null), tightly);
        }
    }
}
