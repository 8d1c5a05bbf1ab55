package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.story.FreePort;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replica that is started for the first time while its NATS cannot be reached: it has nothing to serve, and says so. */
class ReplicaWithoutNatsIT {

    @TempDir
    Path folder;

    @Test
    void itIsNotReadyAndAnswersThatTheLogCannotBeRead() throws Exception {
        Map<String, String> settings = Map.of(
                "backupwatch.log.type",
                "jetstream",
                "backupwatch.log.jetstream.servers",
                "nats://127.0.0.1:" + FreePort.next(),
                "backupwatch.log.jetstream.copy",
                folder.resolve("copy.db").toString());
        try (var process = QuietService.start(settings)) {
            Service service = process.awaitListening();
            Awaitility.await()
                    .untilAsserted(
                            () -> assertThat(service.get("/q/health/ready").body())
                                    .contains("no NATS server can be reached"));
            assertThat(service.get("/q/health/ready").statusCode()).isEqualTo(503);
            assertThat(service.get("/q/health/live").statusCode()).isEqualTo(200);
            assertThat(service.get("/q/metrics", "Accept", "text/plain").body())
                    .contains("backupwatch_ready 0.0", "backupwatch_log_degraded 1.0");

            assertIsRefused(service.get("/api/v1/jobs"));
            assertIsRefused(service.get("/api/v1/clusters"));
            assertIsRefused(service.get("/api/v1/jobs/prod/1/1"));
            assertIsRefused(service.get("/api/v1/events?limit=1", "Accept", "application/json"));
            // Whether what a filter names exists cannot be found out: that was a 500, and nothing that a browser came
            // back from.
            for (String filter : List.of("", "?tenant=orders")) {
                HttpResponse<String> browser = service.get("/api/v1/events" + filter, "Accept", "text/event-stream");
                assertThat(browser.statusCode()).isEqualTo(200);
                assertThat(browser.body()).contains("retry: ", "event: problem", "\"reason\":\"unreadable\"");
            }
            assertIsRefused(service.get("/api/v1/events?tenant=orders", "Accept", "application/x-ndjson"));
            assertIsRefused(service.get("/api/v1/events/ws?tenant=orders"));

            process.stop();
            assertThat(process.printed()).doesNotContain("ERROR");
        }
    }

    private static void assertIsRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).contains("\"type\":\"/problems/unreadable\"");
    }
}
