package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.contract.Contract;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who sees what: each role, by each means of showing it, over each transport, of each resource. */
class AccessMatrixIT {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** Each word betrays another cluster, or another tenant. */
    private static final List<String> OF_STAGE = List.of("stage");

    private static final List<String> OF_BILLING = List.of("billing", "1004");

    private static GuardedCluster cluster;

    @BeforeAll
    static void aBackupOfTwoTenantsInTwoClusters() throws SQLException {
        cluster = GuardedCluster.start("guarded-matrix");
        cluster.backUp();
    }

    @AfterAll
    static void stop() throws SQLException {
        cluster.close();
    }

    /** @param hidden what nothing that it gets may hold */
    private record Role(String name, String token, List<String> hidden) {

        List<String> shown() {
            List<String> shown = new ArrayList<>(List.of("prod", "orders"));
            if (!hidden.containsAll(OF_STAGE)) {
                shown.addAll(OF_STAGE);
            }
            if (!hidden.containsAll(OF_BILLING)) {
                shown.addAll(OF_BILLING);
            }
            return shown;
        }
    }

    private static final List<Role> LET_IN = List.of(
            new Role("all", GuardedCluster.OF_ALL, List.of()),
            new Role("one cluster", GuardedCluster.OF_PROD, OF_STAGE),
            new Role(
                    "one tenant of one cluster",
                    GuardedCluster.OF_ORDERS,
                    Stream.concat(OF_STAGE.stream(), OF_BILLING.stream()).toList()));

    /** How it is shown who asks. */
    private enum Means {
        BEARER,
        SESSION,
        TICKET;

        Credential of(Role role) throws IOException, InterruptedException {
            return switch (this) {
                case BEARER -> Credential.bearer(role.token());
                case SESSION -> Credential.session(cluster.service(), role.token());
                case TICKET -> Credential.bearer(role.token()).ticket(cluster.service());
            };
        }
    }

    private static final String OLDEST = "&cursor=oldest";

    private static final List<String> STREAMS = List.of("text/event-stream", "application/x-ndjson", "text/plain");

    private static final List<String> ANSWERS = List.of(
            "/api/v1/clusters",
            "/api/v1/jobs",
            "/api/v1/jobs?state=ended",
            "/api/v1/tasks",
            "/api/v1/tenants",
            "/api/v1/tenants/days",
            "/api/v1/events?limit=1000",
            "/api/v1/events?limit=1000&order=newest",
            "/q/metrics");

    /** Whether a stream has told all that there is: the state, or the log up to its last job's task. */
    private static boolean isWhole(String text, String start) {
        return start.isEmpty()
                ? text.contains("\"snapshotComplete\":true")
                : text.contains(GuardedCluster.LAST + "/tasks/99") || text.contains("backup 99, task 99");
    }

    /** All that is to be asked. */
    private static final List<String> DOORS = Stream.concat(
                    ANSWERS.stream(),
                    Stream.of(
                            "/api/v1/events",
                            "/api/v1/events/ws",
                            "/api/v1/session",
                            "/api/v1/jobs/prod/1002/99",
                            "/q/health/group/sources",
                            "/nowhere"))
            .toList();

    @TestFactory
    Stream<DynamicTest> streamsTellWhatMayBeSeen() {
        return each((role, means) -> {
            for (String mediaType : STREAMS) {
                for (String start : mediaType.equals("text/plain") ? List.of(OLDEST) : List.of("", OLDEST)) {
                    URI uri = cluster.service().uri("/api/v1/events?bookmarks=500ms" + start);
                    HttpRequest request =
                            means.of(role).on(uri).header("Accept", mediaType).build();
                    Overheard heard = Overheard.of(request, text -> isWhole(text, start));
                    assertThat(heard.status()).isEqualTo(200);
                    assertSees(role, heard.text());
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> socketsTellWhatMayBeSeen() {
        return each((role, means) -> {
            for (String start : List.of("", OLDEST)) {
                URI uri = cluster.service().uri("/api/v1/events/ws?bookmarks=500ms" + start);
                Overheard heard = Overheard.ofSocket(uri, means.of(role), text -> isWhole(text, start));
                assertThat(heard.status()).isEqualTo(101);
                assertSees(role, heard.text());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> answersHoldWhatMayBeSeen() {
        return each((role, means) -> {
            for (String path : ANSWERS) {
                HttpResponse<String> answer = ask(path, means.of(role));
                if (means == Means.TICKET) {
                    assertThat(answer.statusCode()).as(path).isIn(400, 401);
                } else {
                    assertThat(answer.statusCode()).as(path).isEqualTo(200);
                    assertThat(answer.body()).as(path).contains("prod");
                    assertHides(role, answer.body());
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> whatMayNotBeSeenAnswersAsWhatDoesNotExist() {
        return each((role, means) -> {
            if (means == Means.TICKET) {
                return;
            }
            Credential who = means.of(role);
            for (String hidden : role.hidden()) {
                String parameter = OF_STAGE.contains(hidden) ? "cluster" : "tenant";
                for (String path : List.of(
                        "/api/v1/jobs?",
                        "/api/v1/tasks?",
                        "/api/v1/tenants?",
                        "/api/v1/events?",
                        "/api/v1/events/ws?")) {
                    HttpResponse<String> refused = ask(path + parameter + "=" + hidden, who);
                    HttpResponse<String> nonsense = ask(path + parameter + "=nope", who);
                    assertThat(refused.statusCode()).as(path + hidden).isEqualTo(nonsense.statusCode());
                    assertThat(refused.body()).isEqualTo(nonsense.body().replace("nope", hidden));
                }
            }
            for (String job : List.of("prod/1/7", "prod/1004/9", "stage/1002/99")) {
                int expected = role.hidden().isEmpty() || (role.hidden().equals(OF_STAGE) && job.startsWith("prod"))
                        ? 200
                        : 404;
                assertThat(ask("/api/v1/jobs/" + job, who).statusCode()).as(job).isEqualTo(expected);
            }
            assertThat(ask("/api/v1/jobs/prod/1002/99", who).statusCode()).isEqualTo(200);
        });
    }

    @TestFactory
    Stream<DynamicTest> strangersAreNotLetIn() {
        return Stream.of(
                        new Stranger("nobody", Credential.NONE),
                        new Stranger(
                                "a cookie that was made up",
                                new Credential(Map.of("Cookie", "backupwatch-session=AAAA"), "")),
                        new Stranger("a ticket that was made up", new Credential(Map.of(), "AAAA")))
                .map(stranger -> DynamicTest.dynamicTest(stranger.name(), () -> {
                    for (String path : DOORS) {
                        assertRefused(path, stranger.credential());
                    }
                    assertThat(handshake(stranger.credential())).contains(" 401 ");
                }));
    }

    @TestFactory
    Stream<DynamicTest> aSessionSaysWhoIsLetInAndWhatThatAllows() {
        return each((role, means) -> {
            if (means != Means.TICKET) {
                HttpResponse<String> session = ask("/api/v1/session", means.of(role));
                assertThat(session.statusCode()).isEqualTo(200);
                assertThat(session.body().contains("\"clusters\":[\"prod\"]"))
                        .isEqualTo(role.hidden().containsAll(OF_STAGE));
                assertThat(session.body().contains("\"tenants\":[\"1006\",\"orders\"]"))
                        .isEqualTo(role.hidden().containsAll(OF_BILLING));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> whatTellsOfEverythingIsForThoseWhoMaySeeEverything() {
        return each((role, means) -> {
            if (means != Means.TICKET) {
                assertThat(ask("/q/health/group/sources", means.of(role)).statusCode())
                        .isEqualTo(role.hidden().isEmpty() ? 200 : 403);
            }
        });
    }

    /** Each guess waits longer for its answer, so there are few. */
    @Test
    void aWrongTokenIsNotLetIn() throws IOException, InterruptedException {
        Credential wrong = Credential.bearer(GuardedCluster.WRONG);
        assertRefused("/api/v1/clusters", wrong);
        assertRefused("/api/v1/clusters", Credential.bearer(GuardedCluster.ENDED));
        assertThat(handshake(wrong)).contains(" 401 ");
        assertThat(Credential.signIn(cluster.service(), GuardedCluster.WRONG).statusCode())
                .isEqualTo(401);
    }

    private static void assertRefused(String path, Credential who) throws IOException, InterruptedException {
        HttpResponse<String> refused = ask(path, who);
        assertThat(refused.statusCode()).as(path).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate")).as(path).isPresent();
        assertThat(refused.body()).as(path).contains("/problems/unauthorized").doesNotContain("prod");
    }

    /** The first line that a WebSocket's handshake is answered with; the JDK's client waits for ever after a 401. */
    private static String handshake(Credential who) throws IOException {
        List<String> headers = new ArrayList<>(List.of(RawClient.UPGRADE));
        who.header().forEach((name, value) -> headers.add(name + ": " + value));
        URI uri = who.on(cluster.service().uri("/api/v1/events/ws")).build().uri();
        try (var client = RawClient.get(uri, "HTTP/1.1", headers.toArray(String[]::new))) {
            return client.line();
        }
    }

    private record Stranger(String name, Credential credential) {}

    @FunctionalInterface
    private interface Law {
        void holds(Role role, Means means) throws Exception;
    }

    private static Stream<DynamicTest> each(Law law) {
        return LET_IN.stream()
                .flatMap(role -> Stream.of(Means.values())
                        .map(means ->
                                DynamicTest.dynamicTest(role.name() + " by " + means, () -> law.holds(role, means))));
    }

    private static void assertSees(Role role, String text) {
        assertThat(text).contains(role.shown());
        assertHides(role, text);
    }

    private static void assertHides(Role role, String text) {
        if (!role.hidden().isEmpty()) {
            assertThat(text).doesNotContain(role.hidden());
        }
    }

    private static HttpResponse<String> ask(String path, Credential who) throws IOException, InterruptedException {
        String mediaType = path.startsWith("/q/") ? "*/*" : "application/json";
        HttpResponse<String> answer = CLIENT.send(
                who.on(cluster.service().uri(path)).header("Accept", mediaType).build(),
                HttpResponse.BodyHandlers.ofString());
        String type = answer.headers().firstValue("Content-Type").orElse("");
        Contract.answer(path, answer.statusCode(), type, answer.body());
        return answer;
    }
}
