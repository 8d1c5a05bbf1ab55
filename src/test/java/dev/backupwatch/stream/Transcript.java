package dev.backupwatch.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backupwatch.event.Cursor;
import dev.backupwatch.event.Facets;
import dev.backupwatch.event.RowVerb;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.event.Visibility;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.story.WrittenLog;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads a stream as a client that trusts nothing, and holds it against what was written. */
final class Transcript {

    private final WrittenLog log;
    private final Filter filter;
    private final TreeMap<Sequence, Facets> written = new TreeMap<>();
    private final Map<String, String> folded = new HashMap<>();
    private Sequence reached = Sequence.NONE;
    private boolean isWhole;

    /** @param written everything that was ever written, also what retention has removed since */
    Transcript(WrittenLog log, List<LoggedEvent> written, Filter filter) {
        this.log = log;
        this.filter = filter;
        written.forEach(event -> this.written.put(event.sequence(), event.facets()));
    }

    /** Ordered, unique, reliable, bookmarkable; and what is folded equals the state at every bookmark. */
    void assertGuarantees(List<Message> messages) {
        for (Message message : messages) {
            if (message instanceof Message.Event event) {
                takeEvent(event);
            } else if (message instanceof Message.Control control) {
                takeControl(control);
            }
        }
    }

    Sequence reached() {
        return reached;
    }

    private void takeEvent(Message.Event event) {
        Sequence sequence = event.place().sequence();
        assertThat(isWhole).as("a change before the snapshot is complete").isTrue();
        assertThat(sequence).as("repeated").isGreaterThan(reached);
        assertNothingWasLeftOut(sequence.value() - 1);
        reached = sequence;
        fold(Streaming.json(event.json()), event.type().isRemoval());
    }

    private void takeControl(Message.Control control) {
        JsonNode data = Streaming.data(control);
        if (control.name().equals("reset")) {
            isWhole = false;
            folded.clear();
        } else if (control.name().equals("snapshot")) {
            folded.putAll(statuses(data.path("jobs")));
            folded.putAll(statuses(data.path("tasks")));
        } else if (control.name().equals("bookmark")) {
            Cursor cursor = control.cursor().orElseThrow();
            assertThat(cursor.sequence()).as("a bookmark goes back").isGreaterThanOrEqualTo(reached);
            assertThat(log.isPollEnd(cursor.sequence()))
                    .as("a bookmark at %s", cursor)
                    .isTrue();
            if (isWhole) {
                assertNothingWasLeftOut(cursor.sequence().value());
            }
            isWhole = true;
            reached = cursor.sequence();
            assertThat(folded).as("folded up to %s", cursor).isEqualTo(stateAsFiltered());
        }
    }

    private void assertNothingWasLeftOut(long upTo) {
        assertThat(written.subMap(reached, false, new Sequence(upTo), true).values())
                .as("left out between %s and %s", reached, upTo)
                .noneMatch(filter::accepts);
    }

    private void fold(JsonNode event, boolean isRemoval) {
        String place =
                event.path("source").asText() + " " + event.path("subject").asText();
        if (isRemoval) {
            folded.remove(place);
        } else {
            String verb = event.path("type").asText().replaceAll(".*\\.", "");
            assertThat(folded.containsKey(place))
                    .as("%s %s", place, verb)
                    .isEqualTo(!verb.equals(RowVerb.STARTED.name().toLowerCase(Locale.ROOT)));
            folded.put(place, event.path("data").path("status").asText());
        }
    }

    private Map<String, String> stateAsFiltered() {
        Visibility visibility = filter.visibility();
        Map<String, String> state = new HashMap<>(log.statusesAt(reached));
        state.keySet()
                .removeIf(place -> !isOfOne(filter.tenants(), "backup/%s/", place)
                        || !isOfOne(visibility.tenants(), "backup/%s/", place)
                        || !isOfOne(visibility.clusters(), "/clusters/%s ", place));
        return state;
    }

    private static boolean isOfOne(Set<String> wanted, String form, String place) {
        return wanted.isEmpty() || wanted.stream().anyMatch(name -> place.contains(form.formatted(name)));
    }

    private static Map<String, String> statuses(JsonNode items) {
        Map<String, String> statuses = new HashMap<>();
        items.forEach(item -> statuses.put(
                item.path("source").asText() + " " + item.path("subject").asText(),
                item.path("status").asText()));
        return statuses;
    }
}
