package dev.backupwatch.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backupwatch.diff.PollOutcome.Complete;
import dev.backupwatch.event.ChangeEvent;
import dev.backupwatch.event.EventType;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.eventlog.LogState;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.eventlog.SourceAttestation;
import dev.backupwatch.eventlog.StateEntry;
import dev.backupwatch.service.Received;
import dev.backupwatch.service.Transcript;
import dev.backupwatch.watch.FaultyWatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A subscriber of a watch's log: holds it to the promises and to the folding law, poll by poll. */
final class HeardLog {

    private static final Set<EventType> INSIGHTS =
            Set.of(EventType.JOB_PROGRESSED, EventType.JOB_STALLED, EventType.JOB_RESUMED);

    private final Folded folded = new Folded();
    private final Transcript transcript = new Transcript();
    private int heard;

    /** @param isWrittenUnheard whether what the poll led to is in the log, although the writer was told that it failed */
    Heard after(FaultyWatch watch, @Nullable PollOutcome outcome, boolean isWrittenUnheard) {
        List<LoggedEvent> log = watch.events();
        List<ChangeEvent> events = new ArrayList<>();
        List<Received> insights = new ArrayList<>();
        for (LoggedEvent logged : log.subList(heard, log.size())) {
            assertThat(logged.sequence().value()).as("a gap-free place").isEqualTo(++heard);
            // Of these there are so many that they are not held against the contract's schemas.
            String json = logged.json().toString();
            var received = new Received(json, ToldInJson.parsed(logged.json()), logged.time());
            transcript.add(received);
            if (isInsight(logged)) {
                insights.add(received);
            } else {
                events.add(ToldInJson.event(logged, received));
            }
        }
        if (!events.isEmpty()) {
            transcript.assertGuarantees();
        }
        events.forEach(folded::on);
        insights.forEach(this::requireUnchanged);
        LogState state = watch.state();
        assertThat(rows(state)).as("the folding law").isEqualTo(folded.rows());
        boolean isTakenIn = (isWrittenUnheard && outcome instanceof Complete) || isTakenIn(state, outcome);
        return new Heard(isTakenIn, events, new TreeMap<>(folded.rows()));
    }

    /** What is told of a row that stays as it is, or of a tenant, is not of the lives. */
    private static boolean isInsight(LoggedEvent logged) {
        EventType type = logged.facets().type();
        return type.family().equals("backup.tenant") || INSIGHTS.contains(type);
    }

    private void requireUnchanged(Received insight) {
        JsonNode row = insight.data().get("row");
        if (row != null) {
            Row known = folded.rows().get(insight.subject());
            assertThat(ToldInJson.row(RowKind.JOB, row))
                    .as("the row stays as it is")
                    .isEqualTo(known);
        }
    }

    /** The writer vouches for a poll when all that it led to is in the log. */
    private static boolean isTakenIn(LogState state, @Nullable PollOutcome outcome) {
        Instant completed =
                outcome instanceof Complete complete ? complete.observation().at() : null;
        return completed != null
                && state.attested().sources().values().stream()
                        .map(SourceAttestation::asOf)
                        .anyMatch(completed::equals);
    }

    private static Map<String, Row> rows(LogState state) {
        Map<String, Row> rows = new TreeMap<>();
        for (StateEntry entry : state.entries()) {
            if (entry.identity().key().kind() == RowKind.TENANT) {
                continue;
            }
            JsonNode item = ToldInJson.parsed(entry.item());
            rows.put(
                    item.get("subject").asText(),
                    ToldInJson.row(entry.identity().key().kind(), item.get("row")));
        }
        return rows;
    }
}
