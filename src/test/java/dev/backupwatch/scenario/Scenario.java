package dev.backupwatch.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backupwatch.demo.View;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.eventlog.StateEntry;
import dev.backupwatch.service.Received;
import dev.backupwatch.service.Transcript;
import dev.backupwatch.watch.SteppedWatch;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A table that is played line by line: what happens in the cluster, and the events that the next poll leads to, all of
 * them and in their order. After each poll the log's promises and the folding law are checked.
 */
final class Scenario implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Something that happens in the cluster. */
    interface Change {
        void in(Cluster cluster) throws SQLException;
    }

    private final Stage stage;
    private final Cluster cluster;
    private final InterruptedSource source;
    private final SteppedWatch watch;
    private final Script script;
    private final Transcript transcript = new Transcript();
    private List<ToldEvent> insights = List.of();
    private int heard;
    private boolean hasLooked;

    Scenario(Stage stage, OceanBase version) throws SQLException {
        this.stage = stage;
        this.cluster = stage.play(version);
        this.script = new Script(version);
        this.source = new InterruptedSource(stage::source);
        this.watch = new SteppedWatch(stage.target(), source, stage.clock());
    }

    /** What is there before the first look. */
    Scenario given(String what, Change change) {
        if (hasLooked) {
            throw new IllegalStateException("the first look is over: " + what);
        }
        return happens("given", what, change);
    }

    /** What happens before the next poll; there has been a first look, which told nothing. */
    Scenario when(String what, Change change) {
        if (!hasLooked) {
            thenNothing();
        }
        return happens("when", what, change);
    }

    /** What happens in the middle of the next poll. */
    Scenario whileReading(Between moment, String what, Change change) {
        script.happened("while", "reading " + moment + ": " + what);
        source.during(moment, () -> apply(change));
        return this;
    }

    /** Nobody polls meanwhile. */
    Scenario after(Duration time) {
        script.happened("after", time.toString().substring(2));
        stage.clock().advance(time);
        return this;
    }

    /** One poll, and what follows from it. */
    Scenario then(String... events) {
        expect(List.of(events));
        script.told(List.of(events));
        return this;
    }

    /** What the last poll told beside the changes of rows, as {@code job.stalled 1002/4}: all of it, in its order. */
    Scenario meaning(String... events) {
        assertThat(insights)
                .as("what it means\n%s", script)
                .extracting(event -> event.type() + " " + event.subject())
                .containsExactly(events);
        return this;
    }

    /** The event that said so in the last poll. */
    ToldEvent insight(String type) {
        return insights.stream()
                .filter(event -> event.type().equals(type))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no %s among %s%n%s".formatted(type, insights, script)));
    }

    /** Versions whose tasks lack that column show nothing of it. */
    Scenario thenOnlyWith(String taskColumn, String... events) {
        return cluster.version().has(View.TASKS, taskColumn) ? then(events) : thenNothing();
    }

    Scenario thenNothing() {
        return then();
    }

    /** Polls all the while, with that time between two polls. */
    Scenario thenNothingFor(Duration time, Duration interval) {
        script.happened("for", time.toString().substring(2));
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(interval)) {
            stage.clock().advance(interval);
            expect(List.of());
        }
        script.told(List.of());
        return this;
    }

    @Override
    public void close() {
        watch.close();
    }

    private Scenario happens(String when, String what, Change change) {
        script.happened(when, what);
        apply(change);
        return this;
    }

    private void apply(Change change) {
        try {
            change.in(cluster);
        } catch (SQLException failure) {
            throw new AssertionError("cannot be played:\n" + script, failure);
        }
    }

    private void expect(List<String> expected) {
        List<ToldEvent> all = poll();
        insights = all.stream().filter(ToldEvent::isInsight).toList();
        List<ToldEvent> told = all.stream().filter(event -> !event.isInsight()).toList();
        List<String> differences = differences(expected, told);
        if (!differences.isEmpty()) {
            throw script.failed(expected, told, differences);
        }
    }

    private List<ToldEvent> poll() {
        hasLooked = true;
        cluster.isLookedAt();
        watch.poll();
        assertThat(source.missed()).as("never came in this poll\n%s", script).isEmpty();
        List<ToldEvent> told = watch.events().stream()
                .skip(heard)
                .map(event -> new ToldEvent(Received.of(event.json().toString(), event.time())))
                .toList();
        heard += told.size();
        told.forEach(event -> transcript.add(event.event()));
        holdToThePromises();
        return told;
    }

    private void holdToThePromises() {
        if (heard > 0) {
            transcript.assertGuarantees();
        }
        Map<String, JsonNode> state = new TreeMap<>();
        for (StateEntry entry : watch.state().entries()) {
            if (entry.identity().key().kind() == RowKind.TENANT) {
                continue;
            }
            JsonNode item = json(entry.item().toString());
            state.put(item.get("source").asText() + " " + item.get("subject").asText(), item.get("row"));
        }
        assertThat(transcript.fold().rows())
                .as("the events, folded, are the state\n%s", script)
                .isEqualTo(state);
    }

    private List<String> differences(List<String> expected, List<ToldEvent> told) {
        List<String> differences = new ArrayList<>();
        if (expected.size() != told.size()) {
            differences.add("%d events, not %d".formatted(told.size(), expected.size()));
        }
        for (int i = 0; i < Math.min(expected.size(), told.size()); i++) {
            var wanted = new ExpectedEvent(expected.get(i), cluster.version());
            for (String difference : wanted.differences(told.get(i))) {
                differences.add("event %d, %s".formatted(i + 1, difference));
            }
        }
        return differences;
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException noJson) {
            throw new AssertionError("not JSON: " + text, noJson);
        }
    }
}
