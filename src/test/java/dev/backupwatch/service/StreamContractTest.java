package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the contract says of streams over HTTP, asked of the running service. */
@QuarkusTest
@WithTestResource(StandInCluster.class)
class StreamContractTest extends WatchedClusterTest {

    private static final Pattern NEXT = Pattern.compile("<(.+)>; rel=\"next\"");

    @Test
    void aNewStreamBeginsWithTheStateAndTheBookmarkThatCompletesIt() throws Exception {
        long job = startJob();
        try (SseClient client = SseClient.open(service.uri("/api/v1/events"))) {
            Transcript told = client.transcript();
            Received bookmark = told.awaitType("stream.bookmark");
            assertThat(told.messages().get(0).shortType()).isEqualTo("stream.snapshot");
            assertThat(told.messages().get(0).data().get("tenants")).hasSize(5);
            assertThat(bookmark.data().get("snapshotComplete").asBoolean()).isTrue();
            assertThat(bookmark.data().at("/sources/prod/state").asText()).isEqualTo("ok");
            assertThat(told.fold().rows()).containsKey("/clusters/prod backup/1002/" + job);

            backup.updateJob(1002, job, Map.of("STATUS", "CANCELING"));
            told.await(message -> message.subject().equals("backup/1002/" + job));
            told.assertGuarantees();
            assertThat(client.header("Cache-Control")).isEqualTo("no-store, no-transform");
            assertThat(client.header("X-Accel-Buffering")).isEqualTo("no");
            assertThat(client.header("Vary")).isEqualTo("Accept");
        }
    }

    @Test
    void aClientThatComesBackWithItsLastEventGetsWhatFollowedItWithoutGapOrRepeat() throws Exception {
        List<Received> all = new ArrayList<>();
        String last;
        try (SseClient first = SseClient.open(service.uri("/api/v1/events?snapshot=false"))) {
            first.transcript().awaitType("stream.bookmark");
            long job = startJob();
            last = first.transcript()
                    .await(message -> message.subject().equals("backup/1002/" + job))
                    .cursor();
            all.addAll(first.transcript().changes());
        }
        startJob();
        long newest = startJob();
        URI firstUrl = service.uri("/api/v1/events?snapshot=false&cursor=malformed");
        try (SseClient second = SseClient.resume(firstUrl, last)) {
            second.transcript().await(message -> message.subject().equals("backup/1002/" + newest));
            all.addAll(second.transcript().changes());
            assertThat(second.transcript().messages()).noneMatch(message -> message.is("stream.reset"));
        }
        List<Long> sequences = all.stream().map(Received::sequence).toList();
        for (int i = 1; i < sequences.size(); i++) {
            assertThat(sequences.get(i)).isEqualTo(sequences.get(i - 1) + 1);
        }
    }

    @ParameterizedTest
    @CsvSource({"garbage,malformed", "zzzz9999-3,unknown_epoch", "0-1,unknown_epoch", "EPOCH-999999,ahead_of_log"})
    void aCursorThatTheLogCannotVouchForIsAnsweredByAResetWithItsReasonAndTheState(String cursor, String reason)
            throws Exception {
        String asked = cursor.replace("EPOCH", epoch());
        try (SseClient client = SseClient.open(service.uri("/api/v1/events?cursor=" + asked))) {
            Transcript told = client.transcript();
            told.awaitType("stream.bookmark");
            assertThat(told.messages().get(0).shortType()).isEqualTo("stream.reset");
            assertThat(told.messages().get(0).data().get("reason").asText()).isEqualTo(reason);
            assertThat(told.messages().get(1).shortType()).isEqualTo("stream.snapshot");
        }
        HttpResponse<String> page = service.get("/api/v1/events?cursor=" + asked, "Accept", "application/json");
        assertThat(page.statusCode()).isEqualTo(reason.equals("malformed") ? 400 : 410);
        assertThat(page.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void aFilterThatLetsNothingThroughStillMovesOn() throws Exception {
        try (SseClient client =
                SseClient.open(service.uri("/api/v1/events?snapshot=false&bookmarks=500ms&type=backup.tenant"))) {
            Received before = client.transcript().awaitType("stream.bookmark");
            startJob();
            client.transcript().await(message -> message.sequence() > before.sequence());
            assertThat(client.transcript().changes()).isEmpty();
        }
    }

    @Test
    void eachTransportTellsTheSameBytes() throws Exception {
        startJob();
        List<String> paged = pageThrough("/api/v1/events?limit=3");
        try (SseClient client = SseClient.open(service.uri("/api/v1/events?cursor=oldest"))) {
            client.transcript().awaitChanges(paged.size());
            assertThat(client.transcript().changes().stream()
                            .map(message -> message.json().toString()))
                    .startsWith(paged.toArray(String[]::new));
        }
        try (LineClient lines = LineClient.open(service.uri("/api/v1/events?cursor=oldest"), "application/x-ndjson")) {
            lines.await(found -> found.size() >= paged.size());
            assertThat(lines.lines().stream()
                            .map(line -> Received.of(line, Instant.EPOCH).json().toString()))
                    .startsWith(paged.toArray(String[]::new));
        }
    }

    @Test
    void aTerminalReadsOneLineAnEventInItsLanguage() throws Exception {
        long job = startJob();
        try (LineClient lines = LineClient.open(service.uri("/api/v1/events?cursor=oldest&lang=zh"), "text/plain")) {
            lines.await(found -> found.stream().anyMatch(line -> line.contains("租户 orders（1002）备份 " + job + "：已开始")));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tenent=1002",
                "job=abc",
                "root=1",
                "cluster=nope",
                "tenant=nobody",
                "type=nope",
                "severity=loud",
                "bookmarks=soon",
                "bookmarks=1ms",
                "snapshot=perhaps",
                "job=1,,2"
            })
    void whatCannotBeReadOrDoesNotExistIsAProblemBeforeTheStreamBegins(String query) {
        HttpResponse<String> answer = service.get("/api/v1/events?" + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"type\":\"/problems/bad-filter\"");
        assertThat(service.get("/api/v1/events/ws?" + query).statusCode()).isEqualTo(400);
    }

    @Test
    void whatNoLongerExistsPassesNothingToAClientThatComesBack() throws Exception {
        String cursor = service.state().cursor();
        try (SseClient client =
                SseClient.open(service.uri("/api/v1/events?cluster=gone&bookmarks=500ms&cursor=" + cursor))) {
            client.transcript().awaitType("stream.bookmark");
            assertThat(client.transcript().changes()).isEmpty();
        }
    }

    @Test
    void aTenantIsAnsweredWithWhatRunsOfItAndAMetaTenantNotAtAll() throws Exception {
        long job = startJob();
        service.awaitPoll();

        JsonNode whole = service.json("/api/v1/jobs/prod/1002/" + job);
        assertThat(whole.at("/job/subject").asText()).isEqualTo("backup/1002/" + job);

        JsonNode orders = service.json("/api/v1/tenants?tenant=orders").at("/tenants/0");
        assertThat(orders.get("tenantId").asLong()).isEqualTo(1002);
        assertThat(orders.get("running").findValuesAsText("jobId")).contains(Long.toString(job));
        assertThat(service.json("/api/v1/tenants").get("tenants").findValuesAsText("tenantName"))
                .contains("sys", "orders")
                .noneMatch(name -> name.startsWith("META"));
        assertThat(service.get("/api/v1/tenants?job=1").statusCode()).isEqualTo(400);
        assertThat(service.get("/api/v1/tenants?tenant=nobody").statusCode()).isEqualTo(400);
        assertThat(service.get("/api/v1/tenants?after=nonsense").body()).contains("/problems/bad-cursor");
    }

    @Test
    void amongFormsThatAreNotSpokenThereIsNoAnswer() {
        assertThat(service.get("/api/v1/events", "Accept", "image/png").statusCode())
                .isEqualTo(406);
    }

    @Test
    void theLogIsPagedThroughBackwardsToItsBeginning() throws Exception {
        startJob();
        List<String> forwards = pageThrough("/api/v1/events?cursor=oldest&limit=1000");
        List<String> backwards = new ArrayList<>();
        Optional<String> next = Optional.of("/api/v1/events?order=newest&limit=7");
        while (next.isPresent()) {
            HttpResponse<String> page = service.get(next.get(), "Accept", "application/json");
            backwards.addAll(events(page));
            next = page.headers()
                    .firstValue("Link")
                    .map(link -> NEXT.matcher(link).replaceFirst("$1"));
        }
        Collections.reverse(backwards);
        assertThat(backwards.subList(0, forwards.size())).isEqualTo(forwards);

        assertThat(service.get(
                                "/api/v1/events?order=newest&before=" + epoch() + "-999999",
                                "Accept",
                                "application/json")
                        .statusCode())
                .isEqualTo(410);
        assertThat(service.get("/api/v1/events?order=newest").statusCode()).isEqualTo(400);
    }

    @Test
    void theDaysOfAllTenantsAreKnownSinceTheFirstLook() {
        JsonNode answer = service.json("/api/v1/tenants/days?days=2&offset=+08:00");

        assertThat(answer.path("offset").asText()).isEqualTo("+08:00");
        assertThat(answer.path("tenants")).hasSize(3);
        assertThat(Instant.parse(answer.path("knownSince").asText()))
                .isBefore(Instant.parse(answer.path("knownUntil").asText()));
        assertThat(service.get("/api/v1/tenants/days?days=91").statusCode()).isEqualTo(400);
    }

    private String epoch() {
        String cursor = service.state().cursor();
        return cursor.substring(0, cursor.indexOf('-'));
    }

    private List<String> pageThrough(String first) {
        List<String> events = new ArrayList<>();
        String next = first;
        while (true) {
            HttpResponse<String> page = service.get(next, "Accept", "application/json");
            events.addAll(events(page));
            Matcher link = NEXT.matcher(page.headers().firstValue("Link").orElseThrow());
            assertThat(link.matches()).isTrue();
            if (page.body().equals("[]")) {
                return events;
            }
            next = link.group(1);
        }
    }

    private static List<String> events(HttpResponse<String> page) {
        List<String> events = new ArrayList<>();
        EventLines.parsed(page.body()).forEach(event -> events.add(event.toString()));
        return events;
    }
}
