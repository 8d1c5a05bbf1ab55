package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What streams go on with, and end with: rights that end, that have become others when the service comes back, that were lent
 * by a ticket.
 */
class AccessIT {

    private static final String BRIEF = "t-of-a-short-while";
    private static final Pattern RESUME = Pattern.compile("\"resume\":\"([^\"]+)\"");
    private static final int POLICY_VIOLATION = 1008;

    private static final Credential ORDERS = Credential.bearer(GuardedCluster.OF_ORDERS);
    private static final Credential PROD = Credential.bearer(GuardedCluster.OF_PROD);

    private static GuardedCluster cluster;

    /** What each kept from before the restart. */
    private static String cursorOfOrders;

    private static String cursorOfProd;
    private static Credential ticket;
    private static String idOfTicket;
    private static Credential socketTicket;
    private static String resumeOfSocket;

    /** Streams that go on until their right ends. */
    private static CompletableFuture<Overheard> briefEvents;

    private static CompletableFuture<Overheard> briefLines;
    private static CompletableFuture<Overheard> briefSocket;

    /** After it {@code orders} may see billing instead, and one token is good for some seconds. */
    @BeforeAll
    static void aRestart() throws Exception {
        Instant begun = Instant.now();
        cluster = GuardedCluster.start("guarded-rights");
        Duration start = Duration.between(begun, Instant.now());
        cluster.backUp();
        keepCursors();
        cluster.token("orders", GuardedCluster.OF_ORDERS, Map.of("clusters", "prod", "tenants", "billing"));
        // A second start takes no longer than the first, which was the database's too.
        Instant end = Instant.now().plus(start).plusSeconds(3);
        cluster.token("brief", BRIEF, Map.of("expires", end.toString()));
        cluster.restart();
        Credential brief = Credential.bearer(BRIEF);
        briefEvents = Overheard.later(() -> overhear(brief, "text/event-stream", "", text -> false));
        briefLines = Overheard.later(() -> overhear(brief, "application/x-ndjson", "", text -> false));
        briefSocket = Overheard.later(() -> Overheard.ofSocket(socket(""), brief, text -> false));
        begin(1002, 102);
        begin(1004, 103);
    }

    /** Of a moment after something has happened since their rights were first taken down. */
    private static void keepCursors() throws Exception {
        for (Credential who : List.of(ORDERS, PROD)) {
            listen(who, "", AccessIT::isWhole);
        }
        begin(1002, 101);
        cursorOfOrders = listen(ORDERS, "", AccessIT::isWhole).lastId();
        cursorOfProd = listen(PROD, "", AccessIT::isWhole).lastId();
        ticket = PROD.ticket(cluster.service());
        idOfTicket = listen(ticket, "", AccessIT::isWholeAndStamped).lastId();
        socketTicket = PROD.ticket(cluster.service());
        Overheard heard = Overheard.ofSocket(socket(""), socketTicket, AccessIT::isWhole);
        resumeOfSocket = resume(heard.text());
    }

    @AfterAll
    static void stop() throws SQLException {
        cluster.close();
    }

    @Test
    void aStreamEndsWithItsRight() {
        Overheard events = briefEvents.join();
        assertThat(events.status()).isEqualTo(200);
        assertThat(events.text()).contains("\"snapshotComplete\":true");
        assertThat(events.text().split("event: problem")).hasSize(2);
        JsonNode last = last(new SseText(events.text()).messages());
        assertThat(last.get("type").asText()).isEqualTo("dev.backupwatch.stream.problem");
        assertThat(last.at("/data/reason").asText()).isEqualTo("expired");

        assertThat(last(briefLines.join().text().lines().toList()))
                .contains("stream.problem", "\"reason\":\"expired\"");
        assertThat(briefSocket.join().closed()).contains(POLICY_VIOLATION);
        for (String path : List.of("/api/v1/events", "/api/v1/clusters")) {
            assertThat(status(path, "Authorization", "Bearer " + BRIEF)).isEqualTo(401);
        }
    }

    @Test
    void whoMaySeeOthersAfterARestartBeginsAnewAndGoesOnFromThere() throws Exception {
        SseText anew = listen(ORDERS, "&cursor=" + cursorOfOrders, AccessIT::isWhole);
        assertThat(anew.types().get(0)).isEqualTo("stream.reset");
        assertThat(anew.messages().get(0).at("/data/reason").asText()).isEqualTo("rights_changed");
        assertThat(anew.types()).contains("stream.snapshot");
        assertThat(anew.text()).contains("backup/1004/103").doesNotContain("orders", "1002", "stage");

        begin(1004, 104);
        String cursor = listen(ORDERS, "", AccessIT::isWhole).lastId();
        begin(1004, 105);
        SseText further = listen(ORDERS, "&cursor=" + cursor, text -> isTold(text, "backup/1004/105"));
        assertThat(further.types()).doesNotContain("stream.reset", "stream.snapshot");
        assertThat(further.changes())
                .isEqualTo(changesAfter(ORDERS, cursor, further.changes().size()));
    }

    @Test
    void aTokenThatIsTheSameGoesOnOverARestart() throws Exception {
        SseText on = listen(PROD, "&cursor=" + cursorOfProd, text -> isTold(text, "backup/1004/103"));
        assertGoesOn(on, cursorOfProd);
    }

    @Test
    void aTicketsStreamGoesOnOverARestart() throws Exception {
        assertThat(idOfTicket).matches("[a-z0-9]+-\\d+~.+");
        SseText on = listen(ticket, "", text -> isTold(text, "backup/1004/103") && isStamped(text), idOfTicket);
        assertGoesOn(on, idOfTicket.replaceAll("~.*", ""));

        begin(1002, 106);
        SseText again = listen(ticket, "", text -> isTold(text, "backup/1002/106"), on.lastId());
        assertGoesOn(again, on.lastId().replaceAll("~.*", ""));
    }

    @Test
    void aTicketsSocketGoesOnOverARestart() throws Exception {
        Overheard on = Overheard.ofSocket(
                socket("&cursor=" + resumeOfSocket),
                socketTicket,
                text -> isTold(text, "backup/1004/103") && RESUME.matcher(text).find());
        assertThat(on.text())
                .contains("backup/1002/102")
                .doesNotContain("stream.reset", "stream.snapshot", "/1002/101");
        assertThat(resume(on.text())).isNotEqualTo(resumeOfSocket);
    }

    @Test
    void aTicketOpensOneStream() throws Exception {
        Credential one = PROD.ticket(cluster.service());
        SseText heard = listen(one, "", AccessIT::isWholeAndStamped);
        String plain = heard.lastId().replaceAll("~.*", "");
        String path = "/api/v1/events?ticket=" + one.parameter();
        assertThat(status(path)).isEqualTo(401);
        assertThat(status(path, "Last-Event-ID", plain)).isEqualTo(401);
        assertThat(status(path, "Last-Event-ID", plain + "~AAAA")).isEqualTo(401);
        // Another ticket's stamp is none of this one's.
        Credential other = PROD.ticket(cluster.service());
        String stampOfOther = listen(other, "", AccessIT::isWholeAndStamped).lastId();
        assertThat(status(path, "Last-Event-ID", stampOfOther)).isEqualTo(401);
        listen(one, "", AccessIT::isStamped, heard.lastId());
    }

    /** All that the log has after that cursor, and nothing else. */
    private static void assertGoesOn(SseText on, String cursor) {
        assertThat(on.types()).doesNotContain("stream.reset", "stream.snapshot");
        assertThat(on.changes())
                .isNotEmpty()
                .isEqualTo(changesAfter(PROD, cursor, on.changes().size()));
    }

    private static List<String> changesAfter(Credential who, String cursor, int count) {
        List<String> headers = new ArrayList<>(List.of("Accept", "application/json"));
        who.header().forEach((name, value) -> headers.addAll(List.of(name, value)));
        String page = "/api/v1/events?limit=1000&type=backup&cursor=" + cursor;
        try {
            JsonNode events = new ObjectMapper()
                    .readTree(cluster.service()
                            .get(page, headers.toArray(String[]::new))
                            .body());
            return StreamSupport.stream(events.spliterator(), false)
                    .map(event -> event.get("id").asText())
                    .limit(count)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void begin(long tenant, long job) throws SQLException {
        cluster.backups().begin(tenant, job, Map.of());
        cluster.awaitTold("backup/%d/%d".formatted(tenant, job));
    }

    /** As server-sent events, from the last id that the stream before gave. */
    private static SseText listen(Credential who, String query, Predicate<String> isEnough, String... lastId)
            throws IOException, InterruptedException {
        return new SseText(
                overhear(who, "text/event-stream", query, isEnough, lastId).text());
    }

    private static Overheard overhear(
            Credential who, String mediaType, String query, Predicate<String> isEnough, String... lastId)
            throws IOException, InterruptedException {
        URI uri = cluster.service().uri("/api/v1/events?bookmarks=500ms" + query);
        HttpRequest.Builder request = who.on(uri).header("Accept", mediaType);
        for (String id : lastId) {
            request.header("Last-Event-ID", id);
        }
        return Overheard.of(request.build(), isEnough);
    }

    private static URI socket(String query) {
        return cluster.service().uri("/api/v1/events/ws?bookmarks=500ms" + query);
    }

    private static int status(String path, String... headers) {
        return cluster.service().get(path, headers).statusCode();
    }

    private static boolean isWhole(String text) {
        return text.contains("\"snapshotComplete\":true") && text.endsWith("\n");
    }

    private static boolean isTold(String text, String subject) {
        return text.contains("\"" + subject + "\"") && text.endsWith("\n");
    }

    /** Whether the last cursor is one that a ticket's stream can be gone on with. */
    private static boolean isStamped(String text) {
        return new SseText(text).lastId().contains("~") && text.endsWith("\n\n");
    }

    private static boolean isWholeAndStamped(String text) {
        return isWhole(text) && isStamped(text);
    }

    private static String resume(String text) {
        Matcher resume = RESUME.matcher(text);
        String last = "";
        while (resume.find()) {
            last = resume.group(1);
        }
        return last;
    }

    private static <T> T last(List<T> list) {
        return list.get(list.size() - 1);
    }
}
