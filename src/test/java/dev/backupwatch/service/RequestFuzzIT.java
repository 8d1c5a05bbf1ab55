package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.contract.Contract;
import dev.backupwatch.demo.StandIn;
import dev.backupwatch.fuzz.Fuzz;
import dev.backupwatch.fuzz.Guests;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Strangers say whatever they like to the service, while somebody listens. */
@EnabledOnOs(OS.LINUX)
class RequestFuzzIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PLAIN_BUILD = 5_000;
    private static final String STREAM = "/api/v1/events";

    private static StandIn standIn;
    private static BigCluster cluster;
    private static PackagedService process;
    private static Service service;

    @BeforeAll
    static void start() throws SQLException {
        standIn = StandIn.start(
                Path.of("target", "fuzzed"), StandIn.Setup.of4301().keepingProgramsIn(Path.of("target", "mariadb")));
        cluster = BigCluster.prepare(standIn, 20);
        Map<String, String> settings = new HashMap<>(StandInCluster.settings(standIn));
        settings.put("backupwatch.stream.stall-timeout", "3s");
        settings.put("backupwatch.stream.tail", "1M");
        settings.put("quarkus.http.idle-timeout", "4s");
        process = PackagedService.start(settings, "-Xmx160m");
        service = process.awaitListening();
        service.awaitPoll();
        cluster.move(1, Duration.ofMillis(300));
    }

    @AfterAll
    static void stop() throws SQLException {
        process.close();
        cluster.close();
        standIn.close();
    }

    @Test
    void whateverStrangersSayNobodyElseNoticesAndNothingIsLeftOfIt() throws Exception {
        try (SseClient listener = SseClient.open(service.uri(STREAM + "?bookmarks=500ms"))) {
            listener.transcript().awaitType("stream.bookmark");
            Endurance.prove(process.pid(), service, new Fuzz(PLAIN_BUILD, Guests.ALL));
            assertGotEverything(listener.transcript());
        }
        assertThat(service.get("/q/health/ready").statusCode()).isEqualTo(200);
        assertNothingIsComplainedAbout();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b;c=\"", "\"", "text/html;q=x", ";", ","})
    void anAcceptThatCannotBeReadIsTheClientsFaultAndNotOurs(String accept) throws Exception {
        assertThat(service.get("/", "Accept-Encoding", accept).statusCode()).isEqualTo(200);
        HttpResponse<String> answer = service.get(STREAM + "?x=1", "Accept", accept);
        assertIsProblem(answer, answer.statusCode() == 406 ? 406 : 400);
        assertThat(service.get("/q/metrics", "Accept", accept).statusCode()).isLessThan(500);
        assertNothingIsComplainedAbout();
    }

    @Test
    void aRequestThatNamesNoHostIsToldSoAndFillsNoLog() throws Exception {
        assertThat(told("GET / HTTP/1.1\r\n\r\n"))
                .contains("400 Bad Request", "application/problem+json", "/problems/bad-request");
        assertThat(told("GET /api/v1/jobs HTTP/1.0\r\n\r\n")).contains("400 ", "/problems/bad-request");
        assertThat(told("GET /api/v1/jobs HTTP/1.0\r\nHost: ' OR 1=1 --\r\n\r\n"))
                .contains("400 ", "/problems/bad-request");
        assertThat(told("GET /q/health/ready HTTP/1.0\r\n\r\n")).contains("200 OK");
        assertNothingIsComplainedAbout();
    }

    @Test
    void aBodyBeyondTheBoundIsRefusedBeforeItIsReadAndTheConnectionEnds() throws Exception {
        for (String method : new String[] {"GET", "POST", "PUT"}) {
            try (Stranger stranger = Stranger.says(
                    service, method + " /api/v1/jobs HTTP/1.1\r\nHost: a\r\nContent-Length: 10485760\r\n\r\n[")) {
                assertThat(stranger.untilTheEnd()).contains("413 ", "/problems/too-large");
            }
        }
    }

    @Test
    void aMethodOrAFormThatIsNotThereIsAProblemDocument() {
        assertIsProblem(service.get("/api/v1/jobs", "Accept", "image/png"), 406);
        assertThat(told("DELETE /api/v1/jobs HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .contains("405 ", "/problems/method-not-allowed");
    }

    @Test
    void anAddressOrHeadersBeyondTheBoundsAreRefused() {
        String long_ = "a".repeat(17_000);
        assertThat(told("GET /" + long_ + " HTTP/1.1\r\nHost: a\r\n\r\n")).contains(" 414 ");
        assertThat(told("GET / HTTP/1.1\r\nHost: a\r\nX: " + long_ + "\r\n\r\n"))
                .contains(" 431 ");
        assertThat(told("GET / HTTP/1.1\r\nHost: a\r\n" + "X: a\r\n".repeat(5_000) + "\r\n"))
                .contains(" 431 ");
        String filter = "tenant=" + "1002,".repeat(499) + "1002";
        assertThat(service.get(STREAM + "?" + filter, "Accept", "application/json")
                        .statusCode())
                .as("as many values as a filter may have")
                .isEqualTo(200);
    }

    /** Each letter is a sign of life, and there are some ten thousand before a bound is reached. */
    @Test
    void aRequestThatComesLetterByLetterIsCutOffAndStreamsLiveOn() throws Exception {
        try (SseClient listener = SseClient.open(service.uri(STREAM + "?bookmarks=500ms"));
                SocketClient socket = SocketClient.open(service.uri(STREAM + "/ws?snapshot=false"));
                Stranger silent = Stranger.says(service, "");
                Stranger half = Stranger.says(service, "GET / HTTP/1.1\r\nHost: a\r\nX: ");
                Stranger body =
                        Stranger.says(service, "POST /nope HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\n")) {
            Instant begin = Instant.now();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> {
                        boolean isHalfIn = half.says("a");
                        boolean isBodyIn = body.says("a");
                        return !isHalfIn && !isBodyIn;
                    });
            silent.untilTheEnd();
            assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(20));
            listener.transcript().await(message -> message.at().isAfter(begin.plusSeconds(7)));
            socket.transcript().await(message -> message.at().isAfter(begin.plusSeconds(7)));
            assertThat(socket.closed()).isNotDone();
        }
    }

    private static String told(String request) {
        try (Stranger stranger = Stranger.says(service, request)) {
            return stranger.untilTheEnd();
        } catch (IOException failure) {
            throw new AssertionError(request, failure);
        }
    }

    private static void assertIsProblem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        Contract.answer("", status, "application/problem+json", answer.body());
        assertThat(answer.body()).contains("\"status\":" + status);
    }

    private static void assertGotEverything(Transcript transcript) {
        long head = Received.sequence(service.state().cursor());
        transcript.await(message -> message.is("stream.bookmark") && message.sequence() >= head);
        transcript.assertGuarantees();
        assertThat(transcript.changes()).as("what happened meanwhile").hasSizeGreaterThan(4);
    }

    private static void assertNothingIsComplainedAbout() {
        assertThat(process.printed())
                .doesNotContain(" ERROR ")
                .doesNotContain("Exception")
                .doesNotContain("LEAK")
                .doesNotContain("\tat ");
    }
}
