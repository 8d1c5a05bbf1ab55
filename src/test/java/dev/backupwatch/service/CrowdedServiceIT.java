package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** More readers come than there are places for, and some of them do not behave. */
class CrowdedServiceIT {

    private static final String STREAM = "/api/v1/events";
    private static final String SOCKET = "/api/v1/events/ws";
    private static final String NDJSON = "application/x-ndjson";
    private static final int PINGS = 2_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static PackagedService process;
    private static Service service;

    @BeforeAll
    static void start() {
        process = QuietService.start(Map.of(
                "backupwatch.stream.limits.subscribers", "2",
                "backupwatch.stream.stall-timeout", "2s",
                "quarkus.websockets-next.server.auto-ping-interval", "20ms"));
        service = process.awaitListening();
    }

    @AfterAll
    static void stop() {
        process.close();
    }

    @BeforeEach
    void nobodyIsIn() {
        awaitOpen(0);
    }

    @Test
    void aBrowserBeyondThemIsToldInAStreamThatEndsAndWhenToComeBack() throws Exception {
        try (SseClient one = open();
                SseClient two = open()) {
            Set<String> retries = new HashSet<>();
            for (int i = 0; i < 8; i++) {
                HttpResponse<String> answer = service.get(STREAM, "Accept", "text/event-stream");
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                        .startsWith("text/event-stream");
                List<String> lines = answer.body().lines().toList();
                assertThat(lines.get(2)).matches("retry: [1-4]\\d\\d\\d");
                assertThat(lines.get(3)).isEqualTo("event: problem");
                JsonNode problem = Received.of(lines.get(4).substring("data: ".length()), Instant.EPOCH)
                        .data();
                assertThat(problem.get("reason").asText()).isEqualTo("too-many-subscribers");
                assertThat(lines).hasSize(6).last().isEqualTo("");
                retries.add(lines.get(2));
            }
            assertThat(retries).hasSizeGreaterThan(1);
            assertStillReads(one);
            assertStillReads(two);
        }
    }

    /** It got a 503, from which no EventSource comes back. */
    @Test
    void aBrowserWithATicketBeyondThemIsToldInAStreamTooAndGoesOnByItsStamp() throws Exception {
        String stream = STREAM + "?ticket=" + Credential.NONE.ticket(service).parameter();
        String id;
        try (SseClient one = open();
                SseClient two = open()) {
            HttpResponse<String> answer = service.get(stream, "Accept", "text/event-stream");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("retry: ", "event: problem", "\"reason\":\"too-many-subscribers\"");
            id = new SseText(answer.body()).lastId();
            assertThat(id).startsWith("~");
            assertStillReads(one);
            assertStillReads(two);
        }
        awaitOpen(0);
        HttpRequest again = HttpRequest.newBuilder(service.uri(stream))
                .headers("Accept", "text/event-stream", "Last-Event-ID", id)
                .build();
        assertThat(Overheard.of(again, text -> text.contains("stream.bookmark")).text())
                .contains("stream.bookmark");
    }

    @Test
    void othersBeyondThemGet503AndWhenToComeBack() throws Exception {
        try (SseClient one = open();
                SocketClient two = SocketClient.open(service.uri(SOCKET))) {
            assertIsRefused(service.get(STREAM, "Accept", NDJSON));
            assertIsRefused(service.get(STREAM, "Accept", "text/plain"));
            assertIsRefused(service.get(SOCKET));
            Throwable refused = catchThrowable(() -> SocketClient.open(service.uri(SOCKET)));
            assertThat(refused)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(WebSocketHandshakeException.class);
            var handshake = (WebSocketHandshakeException) refused.getCause();
            assertThat(handshake.getResponse().statusCode()).isEqualTo(503);
            assertThat(handshake.getResponse().headers().firstValue("Retry-After"))
                    .isPresent();
            assertThat(service.get(STREAM, "Accept", "application/json").statusCode())
                    .as("a page is no stream")
                    .isEqualTo(200);
            assertStillReads(one);
            two.transcript().awaitType("stream.bookmark");
        }
    }

    @Test
    void aPlaceThatWasLeftCanBeTakenAgainByAnyTransport() throws Exception {
        for (int turn = 0; turn < 5; turn++) {
            try (SseClient one = open();
                    SocketClient two = SocketClient.open(service.uri(SOCKET))) {
                assertStillReads(one);
                two.transcript().awaitType("stream.bookmark");
            }
            awaitOpen(0);
            try (LineClient one = LineClient.open(service.uri(STREAM), NDJSON);
                    LineClient two = LineClient.open(service.uri(STREAM), "text/plain")) {
                assertThat(one.status()).isEqualTo(200);
                assertThat(two.status()).isEqualTo(200);
                one.await(lines -> lines.size() >= 2);
            }
            awaitOpen(0);
        }
    }

    @Test
    void clientsThatGoAwayBeforeTheyAreAnsweredLeaveNothingBehind() throws Exception {
        for (int client = 0; client < 100; client++) {
            RawClient.get(service.uri(STREAM + "?cursor=oldest"), "HTTP/1.1").close();
            RawClient.upgrade(service.uri(SOCKET + "?cursor=oldest")).close();
        }
        awaitOpen(0);
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            try (SseClient one = open();
                    SseClient two = open()) {
                assertStillReads(one);
                assertStillReads(two);
            }
        });
        assertThat(process.printed()).doesNotContain("LEAK").doesNotContain("ERROR");
    }

    /** Vert.x stumbles over each of them, and then tells nobody that the connection is gone. */
    @Test
    void whoSpoilsItsOwnConnectionLeavesItsPlaceToOthers() throws Exception {
        String stream = "GET /api/v1/events HTTP/1.1\r\nHost: a\r\n\r\n";
        String handshake = """
                GET /api/v1/events/ws HTTP/1.1
                Host: a
                Upgrade: websocket
                Connection: Upgrade
                Sec-WebSocket-Version: 13
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

                """.replace("\n", "\r\n");
        for (int turn = 0; turn < 10; turn++) {
            try (Stranger babbles = Stranger.says(service, stream + "garbage\r\n\r\n");
                    Stranger leaves = Stranger.says(service, handshake + "\u0088\u0080\0\0\0\0")) {
                babbles.firstByte();
                leaves.untilTheEnd();
            }
        }
        awaitOpen(0);
        awaitTwoPlaces();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.0 ", "HTTP/1.1 Connection: close"})
    void anOldClientAndOneThatAsksOnceGetTheirStreamsToo(String manner) throws Exception {
        String version = manner.substring(0, manner.indexOf(' '));
        String[] headers = manner.endsWith(" ") ? new String[0] : new String[] {manner.substring(version.length() + 1)};
        try (RawClient client = RawClient.get(service.uri(STREAM + "?bookmarks=500ms"), version, headers)) {
            assertThat(client.line()).endsWith("200 OK");
            client.lineThatContains("retry: 2000");
            client.lineThatContains("event: snapshot");
            client.lineThatContains("\"snapshotComplete\":true");
            client.lineThatContains("event: bookmark");
        }
    }

    /** The server's own pings come between, and each message that cannot be read is answered by other means than the stream. */
    @Test
    void whatComesFromAllSidesOntoOneWebSocketIsWholeMessages() throws Exception {
        int rounds = 1_000;
        try (SocketClient client = SocketClient.open(service.uri(SOCKET + "?bookmarks=500ms"))) {
            client.transcript().awaitType("stream.bookmark");
            for (int round = 1; round <= rounds; round++) {
                client.say("{\"action\":\"ping\",\"id\":\"" + round + "\"}");
                client.say("{\"action\":\"dance\",\"id\":\"" + round + "\"}");
                if (round % 50 == 0) {
                    String last = Integer.toString(round);
                    client.transcript()
                            .await(message -> message.data().path("id").asText().equals(last));
                }
            }
            client.say("{\"action\":\"ping\",\"id\":\"last\"}");
            client.transcript()
                    .await(message -> message.data().path("id").asText().equals("last"));
            assertThat(client.transcript().messages().stream().filter(message -> message.is("stream.problem")))
                    .hasSize(rounds);
            assertThat(client.closed()).isNotDone();
        }
    }

    /** Its own pings wait there too, more and more of them. */
    @Test
    void aWebSocketThatTakesNothingIsClosedAndItsPlaceIsFree() throws Exception {
        try (RawClient stalled = RawClient.upgrade(service.uri(SOCKET))) {
            assertThat(stalled.line()).contains("101");
            awaitOpen(1);
            String ping = "{\"action\":\"ping\",\"id\":\"" + "x".repeat(150) + "\"}";
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> {
                        if (service.openStreams() == 1) {
                            sayWhileItLasts(stalled, ping);
                        }
                        return service.openStreams() == 0;
                    });
            awaitTwoPlaces();
        }
    }

    private static void sayWhileItLasts(RawClient client, String ping) {
        try {
            for (int i = 0; i < PINGS; i++) {
                client.say(ping);
            }
        } catch (IOException closed) {
            assertThat(closed).isNotNull();
        }
    }

    private static void awaitTwoPlaces() {
        Awaitility.await().atMost(PATIENCE).until(() -> {
            try (LineClient one = LineClient.open(service.uri(STREAM), NDJSON);
                    LineClient two = LineClient.open(service.uri(STREAM), NDJSON)) {
                return one.status() == 200 && two.status() == 200;
            }
        });
    }

    private static SseClient open() throws IOException, InterruptedException {
        return SseClient.open(service.uri(STREAM));
    }

    private static void assertStillReads(SseClient client) {
        client.transcript().awaitType("stream.bookmark");
        assertThat(client.transcript().messages()).noneMatch(message -> message.is("stream.problem"));
    }

    private static void assertIsRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After").orElse("")).matches("[1-5]");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"type\":\"/problems/too-many-subscribers\"");
    }

    private static void awaitOpen(int streams) {
        Awaitility.await().atMost(PATIENCE).until(() -> service.openStreams() == streams);
    }
}
