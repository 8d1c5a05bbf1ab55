package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The service is asked to stop while it is read. */
class DrainedServiceIT {

    private static final String STREAM = "/api/v1/events?bookmarks=500ms";
    private static final String SOCKET = "/api/v1/events/ws";
    private static final String SSE = "text/event-stream";
    private static final String NDJSON = "application/x-ndjson";
    private static final int GOING_AWAY = 1001;
    private static final int BY_SIGTERM = 143;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void itsReadersAreToldToComeBackAndItEndsByItself() throws Exception {
        try (var process = QuietService.start(Map.of("backupwatch.stream.drain", "1s"))) {
            Service service = process.awaitListening();
            try (LineClient sse = LineClient.open(service.uri(STREAM), SSE);
                    LineClient lines = LineClient.open(service.uri(STREAM), NDJSON);
                    SocketClient socket = SocketClient.open(service.uri(SOCKET))) {
                sse.await(told -> told.contains("event: bookmark"));
                lines.await(told -> told.size() >= 2);
                socket.transcript().awaitType("stream.bookmark");
                process.askToStop();

                sse.awaitEnd();
                assertTellsBrowserToComeBack(sse.lines());
                lines.awaitEnd();
                assertTellsWhy(lines.lines().get(lines.lines().size() - 1));
                assertThat(socket.closed().get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .isEqualTo(GOING_AWAY);
                assertThat(process.awaitExit()).isIn(0, BY_SIGTERM);
            }
            assertThat(process.printed()).doesNotContain("ERROR").doesNotContain("cut off");
        }
    }

    @Test
    void meanwhileNobodyComesInAndItSaysThatItIsNotReady() throws Exception {
        try (var process = QuietService.start(Map.of("backupwatch.stream.drain", "20s"))) {
            Service service = process.awaitListening();
            try (LineClient one = LineClient.open(service.uri(STREAM), NDJSON);
                    LineClient two = LineClient.open(service.uri(STREAM), NDJSON);
                    LineClient three = LineClient.open(service.uri(STREAM), NDJSON)) {
                for (LineClient reader : List.of(one, two, three)) {
                    reader.await(told -> told.size() >= 2);
                }
                assertThat(service.get("/q/health/ready").statusCode()).isEqualTo(200);
                process.askToStop();
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() -> service.get("/q/health/ready").statusCode() == 503);
                assertThat(service.get("/q/health/live").statusCode()).isEqualTo(200);
                assertThat(service.get("/q/metrics", "Accept", "text/plain").body())
                        .contains("backupwatch_ready 0.0", "backupwatch_log_degraded 0.0");

                HttpResponse<String> browser = service.get(STREAM, "Accept", SSE);
                assertThat(browser.statusCode()).isEqualTo(200);
                assertTellsBrowserToComeBack(browser.body().lines().toList());
                assertIsRefused(service.get(STREAM, "Accept", NDJSON));
                assertIsRefused(service.get(SOCKET));
                Throwable refused = catchThrowable(() -> SocketClient.open(service.uri(SOCKET)));
                assertThat(refused).hasCauseInstanceOf(WebSocketHandshakeException.class);
                assertThat(((WebSocketHandshakeException) refused.getCause())
                                .getResponse()
                                .statusCode())
                        .isEqualTo(503);
            }
            assertThat(process.awaitExit())
                    .as("when all have left, the rest of the time is not waited for")
                    .isIn(0, BY_SIGTERM);
        }
    }

    private static void assertTellsBrowserToComeBack(List<String> lines) {
        int problem = lines.lastIndexOf("event: problem");
        assertThat(problem).isPositive();
        assertThat(lines.get(problem - 1)).matches("retry: [1-4]\\d\\d\\d");
        assertTellsWhy(lines.get(problem + 1).substring("data: ".length()));
        assertThat(lines.subList(problem + 2, lines.size())).allMatch(String::isEmpty);
    }

    private static void assertTellsWhy(String message) {
        Received problem = Received.of(message, Instant.EPOCH);
        assertThat(problem.shortType()).isEqualTo("stream.problem");
        assertThat(problem.data().get("reason").asText()).isEqualTo("draining");
    }

    private static void assertIsRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).contains("\"type\":\"/problems/draining\"");
    }
}
