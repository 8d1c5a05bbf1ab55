package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** What the page has made of the stream is what the service says of its state at the same cursor, item by item. */
record PageLaw(PageInBrowser page, Service service) {

    /** By cursor, so that they can be compared while both go on. What a picture holds is replaced, and never changed. */
    private static final String KEEP = """
            (() => {
              window.pictures = new Map();
              window.told = [];
              window.snapshots = 0;
              const keep = step => {
                window.pictures.set(store.picture.cursor, store.picture.parts());
                if (step.kind === 'snapshot') {
                  window.snapshots++;
                  window.told = [];
                }
                window.told.push(...(step.events ?? []).map(event => Number(event.sequence)));
              };
              keep({});
              store.onStep(keep);
            })()""";

    private static final String TOLD_AND_RECENT =
            "({told: window.told, recent: store.recent.map(event => Number(event.sequence))})";

    private static final Pattern AGE = Pattern.compile("as of ([\\d.]+) s ago");

    /** No event tells what was successful when, what is usual and what is listed at all: the page asks for that. */
    private static final List<String> TOLD_OF_A_TENANT = List.of("cluster", "tenantId", "conditions", "overdue");

    /** From now on, until the page is loaded anew. */
    static PageLaw of(PageInBrowser page, Service service) {
        page.store().evaluate(KEEP);
        return new PageLaw(page, service);
    }

    void assertHolds() {
        assertItems("jobs", "/api/v1/jobs?state=running&limit=1000");
        assertItems("tasks", "/api/v1/tasks?state=running&limit=1000");
        assertItems("tenants", "/api/v1/tenants?limit=1000");
    }

    /** What had to be asked for is known too, and how each cluster is read. */
    void assertHoldsAtRest() {
        assertHolds();
        Awaitility.await()
                .pollInSameThread()
                .atMost(PageInBrowser.PATIENCE)
                .untilAsserted(() -> assertThat(items("tenants", page.store().picture()))
                        .isEqualTo(items("tenants", answer("/api/v1/tenants?limit=1000"))));
    }

    /** How many snapshots there were since this is kept. Others' events are told after each. */
    int snapshots() {
        return page.store().evaluate("window.snapshots").asInt();
    }

    /** Of the events since the last snapshot, or since this is kept. */
    int assertNothingIsLostOrRepeated() {
        JsonNode kept = page.store().evaluate(TOLD_AND_RECENT);
        List<Long> told = sequences(kept.get("told"));
        List<Long> recent = sequences(kept.get("recent"));
        for (int i = 1; i < told.size(); i++) {
            assertThat(told.get(i)).isEqualTo(told.get(i - 1) + 1);
        }
        int both = Math.min(told.size(), recent.size());
        assertThat(recent.subList(recent.size() - both, recent.size()))
                .as("the newest events that the page keeps")
                .isEqualTo(told.subList(told.size() - both, told.size()));
        return told.size();
    }

    /** The age that the page tells is how long ago the last complete poll was, by the service's own word. */
    void assertAgeIsTrue(String cluster) {
        Instant asOf = Instant.parse(
                service.json("/api/v1/clusters").at("/clusters/0/asOf").asText());
        String told = page.freshness(cluster).innerText();
        double age = Duration.between(asOf, Instant.now()).toMillis() / 1e3;
        Matcher seconds = AGE.matcher(told);
        assertThat(seconds.find()).as(told).isTrue();
        assertThat(Double.parseDouble(seconds.group(1))).isBetween(age - 1.5, age + 2.5);
    }

    private static List<Long> sequences(JsonNode numbers) {
        List<Long> sequences = new ArrayList<>();
        numbers.forEach(number -> sequences.add(number.asLong()));
        return sequences;
    }

    private void assertItems(String name, String question) {
        JsonNode answer = answer(question);
        String cursor = answer.get("cursor").asText();
        String picture = "window.pictures.get('%s')".formatted(cursor);
        page.await(() -> page.store().evaluate(picture + " !== undefined").asBoolean());
        assertThat(told(name, items(name, page.store().evaluate(picture))))
                .as("%s at %s", name, cursor)
                .isEqualTo(told(name, items(name, answer)));
    }

    private JsonNode answer(String question) {
        return page.store().asABrowserReads(service.get(question).body());
    }

    /** Short lists of jobs are made for answers alone: each of those is an item of its own. */
    private static Map<String, JsonNode> items(String name, JsonNode all) {
        Map<String, JsonNode> items = new TreeMap<>();
        for (JsonNode item : all.get(name)) {
            ((ObjectNode) item).remove(List.of("jobs", "running"));
            items.put("%s %s %s".formatted(item.get("cluster"), item.get("tenantId"), item.path("subject")), item);
        }
        return items;
    }

    private static Map<String, JsonNode> told(String name, Map<String, JsonNode> items) {
        if (name.equals("tenants")) {
            items.values().removeIf(tenant -> tenant.path("overdue").isEmpty());
            items.values().forEach(tenant -> ((ObjectNode) tenant).retain(TOLD_OF_A_TENANT));
        }
        return items;
    }
}
