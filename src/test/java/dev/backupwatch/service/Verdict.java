package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** Holds what clients got against the log, and the log against the database. Nothing changes there any more. */
final class Verdict {

    private static final Set<String> ENDINGS = Set.of("completed", "failed", "canceled");
    /** An orderly stop tells why the stream ends. */
    private static final Set<String> FAREWELLS = Set.of("draining");

    private final Service service;
    private final Ledger ledger;
    private final List<Follower> clients;
    private final Set<String> farewells;
    private List<Received> log = List.of();

    Verdict(Service service, Ledger ledger, List<Follower> clients) {
        this(service, ledger, clients, FAREWELLS);
    }

    /** @param farewells the reasons for which a stream may have been ended */
    Verdict(Service service, Ledger ledger, List<Follower> clients, Set<String> farewells) {
        this.service = service;
        this.ledger = ledger;
        this.clients = clients;
        this.farewells = farewells;
    }

    /** Available after the assertion. */
    List<Received> log() {
        return log;
    }

    void awaitEverythingTold(Duration patience) {
        Transcript first = clients.get(0).transcript();
        Awaitility.await()
                .atMost(patience)
                .untilAsserted(() -> assertThat(
                                byVerb(first.changes(), ENDINGS::contains).keySet())
                        .containsAll(ledger.ended().keySet()));
        service.awaitPoll();
        String head = service.state().cursor();
        clients.forEach(client -> awaitHead(client, head, patience));
    }

    private void awaitHead(Follower client, String head, Duration patience) {
        try {
            client.transcript()
                    .await(head, patience, message -> message.cursor().equals(head));
        } catch (AssertionError never) {
            throw new AssertionError(
                    "%s was connected %d times, and is not where the log is; the service has %d streams"
                            .formatted(client.name(), client.connections(), service.openStreams()),
                    never);
        }
    }

    /** @return how many events there are */
    int assertNothingIsLostOrRepeated() throws JsonProcessingException {
        log = LogReading.of(service);
        for (Follower client : clients) {
            assertGotTheLog(client);
        }
        assertToldOnce();
        assertFoldIsTheDatabase(clients.get(0).transcript().fold());
        return log.size();
    }

    /** Available after the assertion. Another replica may need a moment until it has all of it. */
    void awaitSameLogAt(Service other, Duration patience) throws JsonProcessingException {
        String head = service.state().cursor();
        Awaitility.await()
                .atMost(patience)
                .untilAsserted(() -> assertThat(other.state().cursor()).isEqualTo(head));
        assertThat(other.state()).isEqualTo(service.state());
        List<Received> same = LogReading.of(other);
        assertThat(ids(same)).isEqualTo(ids(log));
        for (int i = 0; i < log.size(); i++) {
            assertThat(same.get(i).text()).isEqualTo(log.get(i).text());
        }
    }

    private void assertGotTheLog(Follower client) {
        Transcript got = client.transcript();
        assertThat(got.messages())
                .as(client.name())
                .noneMatch(message -> message.is("stream.reset") || isTrouble(message));
        assertThat(ids(got.changes())).as(client.name()).isEqualTo(ids(log));
        List<Received> changes = got.changes();
        for (int i = 0; i < log.size(); i++) {
            assertThat(changes.get(i).json())
                    .as(client.name())
                    .isEqualTo(log.get(i).json());
        }
        got.assertGuarantees();
        assertThat(got.fold().rows())
                .as(client.name())
                .isEqualTo(service.state().rows());
    }

    private void assertToldOnce() {
        Map<String, List<Received>> started = byVerb(log, "started"::equals);
        assertThat(started.keySet()).isEqualTo(ledger.everything());
        assertThat(started.values()).allSatisfy(events -> assertThat(events).hasSize(1));
        Map<String, List<Received>> ended = byVerb(log, ENDINGS::contains);
        assertThat(ended.values()).allSatisfy(events -> assertThat(events).hasSize(1));
        assertThat(last(ended, event -> event.data().get("status").asText())).isEqualTo(ledger.ended());
        assertThat(last(ended, Verdict::verb)).isEqualTo(verbs(ledger.ended()));
        assertThat(byVerb(log, "lost"::equals)).isEmpty();
    }

    private void assertFoldIsTheDatabase(Fold fold) {
        Map<String, JsonNode> rows = new TreeMap<>();
        fold.rows().forEach((key, row) -> rows.put(key.substring(key.indexOf(' ') + 1), row));
        assertThat(rows.keySet()).isEqualTo(ledger.live().keySet());
        rows.forEach((subject, row) -> assertIs(row, ledger.live().get(subject)));
    }

    private static void assertIs(JsonNode row, Map<String, String> inTheDatabase) {
        row.properties().stream()
                .filter(column -> inTheDatabase.containsKey(column.getKey()))
                .forEach(column -> assertThat(column.getValue().asText())
                        .as(column.getKey())
                        .isEqualTo(inTheDatabase.get(column.getKey())));
    }

    private static List<String> ids(List<Received> events) {
        return events.stream().map(event -> event.json().get("id").asText()).toList();
    }

    private static Map<String, List<Received>> byVerb(List<Received> events, Predicate<String> wanted) {
        return events.stream()
                .filter(event -> event.shortType().startsWith("backup.") && wanted.test(verb(event)))
                .collect(Collectors.groupingBy(Received::subject, TreeMap::new, Collectors.toList()));
    }

    private static Map<String, String> last(Map<String, List<Received>> events, Function<Received, String> what) {
        Map<String, String> each = new TreeMap<>();
        events.forEach((subject, all) -> each.put(subject, what.apply(all.get(all.size() - 1))));
        return each;
    }

    private static Map<String, String> verbs(Map<String, String> statuses) {
        Map<String, String> verbs = new TreeMap<>();
        statuses.forEach((subject, status) -> verbs.put(subject, status.toLowerCase(java.util.Locale.ROOT)));
        return verbs;
    }

    private static String verb(Received event) {
        return event.shortType().substring(event.shortType().lastIndexOf('.') + 1);
    }

    private boolean isTrouble(Received message) {
        return message.is("stream.problem")
                && !farewells.contains(message.data().path("reason").asText());
    }
}
