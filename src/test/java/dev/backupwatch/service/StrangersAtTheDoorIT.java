package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pages of other origins, those who guess, and what nobody may get to read. */
class StrangersAtTheDoorIT {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String FOREIGN = "https://evil.example.com";
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

    private static GuardedCluster cluster;
    private static Service service;

    @BeforeAll
    static void start() throws SQLException {
        cluster = GuardedCluster.start("guarded-door");
        service = cluster.service();
    }

    @AfterAll
    static void stop() throws SQLException {
        cluster.close();
    }

    @Test
    void onlyPagesOfAnAllowedOriginMayAsk() throws Exception {
        for (String path : List.of("/api/v1/events", "/api/v1/clusters", "/api/v1/tickets")) {
            HttpResponse<String> allowed = preflight(path, GuardedCluster.ORIGIN);
            assertThat(allowed.statusCode()).isEqualTo(204);
            assertThat(allowed.headers().firstValue(ALLOW_ORIGIN)).contains(GuardedCluster.ORIGIN);
            assertThat(allowed.headers()
                            .firstValue("Access-Control-Allow-Headers")
                            .orElseThrow())
                    .contains("authorization", "last-event-id");
            assertShares(preflight(path, FOREIGN), Optional.empty());
        }
        HttpRequest.Builder clusters = Credential.bearer(GuardedCluster.OF_ALL).on(service.uri("/api/v1/clusters"));
        assertShares(send(clusters.copy().header("Origin", GuardedCluster.ORIGIN)), Optional.of(GuardedCluster.ORIGIN));
        assertShares(send(clusters.copy().header("Origin", FOREIGN)), Optional.empty());
        // Also what is wrong is told to a page that may ask.
        assertShares(
                send(HttpRequest.newBuilder(service.uri("/api/v1/clusters")).header("Origin", GuardedCluster.ORIGIN)),
                Optional.of(GuardedCluster.ORIGIN));
    }

    @Test
    void onlyPagesOfItsOwnOrAnAllowedOriginMayOpenASocket() throws Exception {
        String own = "http://" + service.base().getAuthority();
        assertThat(handshake(own)).contains(" 101 ");
        assertThat(handshake(GuardedCluster.ORIGIN)).contains(" 101 ");
        for (String other : List.of(FOREIGN, "null", own + ".example.com", GuardedCluster.ORIGIN + ":8443")) {
            assertThat(handshake(other)).as(other).contains(" 403 ");
        }
    }

    @Test
    void noForeignPageMaySignItsVisitorIn() throws Exception {
        HttpResponse<String> refused = send(signIn(GuardedCluster.OF_ALL).header("Origin", FOREIGN));
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void aBrowsersCookieIsForThisServiceAlone() throws Exception {
        String cookie = Credential.signIn(service, GuardedCluster.OF_ALL)
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        List<String> attributes = List.of(cookie.split(";\\s*"));
        assertThat(attributes).contains("HttpOnly", "SameSite=Strict", "Path=/").doesNotContain("Secure");
    }

    @Test
    void whoGuessesWaitsLongerEachTimeAndNobodyElseDoes() throws Exception {
        Duration first = timeOfAGuess();
        Duration second = timeOfAGuess();
        Duration third = timeOfAGuess();
        assertThat(third).isGreaterThan(second).isGreaterThan(first);

        CompletableFuture<HttpResponse<String>> fourth =
                CLIENT.sendAsync(signIn(GuardedCluster.WRONG).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(Credential.signIn(service, GuardedCluster.OF_ALL).statusCode())
                .isEqualTo(204);
        assertThat(fourth).isNotDone();
        assertThat(fourth.join().statusCode()).isEqualTo(401);
    }

    private static Duration timeOfAGuess() throws IOException, InterruptedException {
        Instant begun = Instant.now();
        assertThat(send(signIn(GuardedCluster.WRONG)).statusCode()).isEqualTo(401);
        return Duration.between(begun, Instant.now());
    }

    @Test
    void nothingThatIsToldHoldsASecret() throws Exception {
        Credential all = Credential.bearer(GuardedCluster.OF_ALL);
        Credential session = Credential.session(service, GuardedCluster.OF_ORDERS);
        Credential ticket = all.ticket(service);
        String wrong = "t-that-was-misspelt";
        List<String> told = new ArrayList<>();
        told.add(send(signIn(wrong)).body());
        told.add(Overheard.of(
                        ticket.on(service.uri("/api/v1/events"))
                                .header("Accept", "text/event-stream")
                                .build(),
                        text -> text.contains("\"snapshotComplete\":true"))
                .text());
        told.add(send(ticket.on(service.uri("/api/v1/events"))).body());
        told.add(send(all.on(service.uri("/api/v1/jobs?tenant=" + wrong))).body());
        for (String path : List.of("/q/metrics", "/q/health", "/openapi", "/api/v1/session", "/api/v1/clusters")) {
            told.add(send(all.on(service.uri(path))).body());
            told.add(send(session.on(service.uri(path))).body());
            told.add(send(HttpRequest.newBuilder(service.uri(path))).body());
        }
        told.add(cluster.printed());
        assertThat(String.join("\n", told)).contains("backupwatch_").doesNotContain(secrets(session, ticket));
    }

    private static List<String> secrets(Credential session, Credential ticket) {
        List<String> secrets = new ArrayList<>(List.of(
                GuardedCluster.KEY,
                cluster.monitorPassword(),
                ticket.parameter(),
                session.header().get("Cookie").replace("backupwatch=", "")));
        for (String token : List.of(
                GuardedCluster.OF_ALL, GuardedCluster.OF_PROD, GuardedCluster.OF_ORDERS, GuardedCluster.ENDED)) {
            secrets.addAll(List.of(token, Credential.sha256(token)));
        }
        return secrets;
    }

    private static HttpRequest.Builder signIn(String token) {
        return HttpRequest.newBuilder(service.uri("/api/v1/session"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"token\":\"" + token + "\"}"));
    }

    private static HttpResponse<String> preflight(String path, String origin) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(service.uri(path))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "authorization,last-event-id"));
    }

    private static void assertShares(HttpResponse<String> answer, Optional<String> origin) {
        assertThat(answer.headers().firstValue(ALLOW_ORIGIN)).isEqualTo(origin);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
    }

    /** The first line of the answer. */
    private static String handshake(String origin) throws IOException {
        List<String> headers = new ArrayList<>(List.of(RawClient.UPGRADE));
        headers.add("Origin: " + origin);
        headers.add("Authorization: Bearer " + GuardedCluster.OF_ALL);
        try (var client = RawClient.get(service.uri("/api/v1/events/ws"), "HTTP/1.1", headers.toArray(String[]::new))) {
            return client.line();
        }
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
    }
}
