package dev.backupwatch.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backupwatch.event.Cell;
import dev.backupwatch.event.ChangeEvent;
import dev.backupwatch.event.ColumnChange;
import dev.backupwatch.event.Columns;
import dev.backupwatch.event.Encoded;
import dev.backupwatch.event.Identity;
import dev.backupwatch.event.LostReason;
import dev.backupwatch.event.Observed;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowEvent;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.RowVerb;
import dev.backupwatch.event.SourceEvent;
import dev.backupwatch.event.Trouble;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.service.Received;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Reads back what a subscriber is told, as far as scripted rows go. */
final class ToldInJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ToldInJson() {}

    static ChangeEvent event(LoggedEvent logged, Received told) {
        Identity identity = logged.facets().identity();
        if (identity == null) {
            JsonNode code = told.data().get("reason");
            var trouble = code == null
                    ? null
                    : new Trouble(code.asText(), told.data().get("message").asText());
            return new SourceEvent(logged.facets().cluster(), logged.facets().type(), trouble);
        }
        assertThat(told.subject()).isEqualTo(identity.subject());
        String type = told.shortType();
        JsonNode reason = told.data().get("reason");
        Row row = row(identity.key().kind(), told.data().get("row"));
        return new RowEvent(
                RowVerb.valueOf(upper(type.substring(type.lastIndexOf('.') + 1))),
                identity,
                row,
                changes(row.columns(), told.data().get("changed")),
                Observed.valueOf(upper(told.data().get("observed").asText())),
                reason == null ? null : LostReason.valueOf(upper(reason.asText())));
    }

    static JsonNode parsed(Encoded json) {
        try {
            return MAPPER.readTree(json.shared());
        } catch (IOException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }

    static Row row(RowKind kind, JsonNode row) {
        Columns columns = kind == RowKind.JOB ? BackupRows.JOB_COLUMNS : BackupRows.TASK_COLUMNS;
        return new Row(
                columns,
                columns.names().stream()
                        .map(name -> cell(name, Objects.requireNonNull(row.get(name), name)))
                        .toList());
    }

    /** In the order of the columns; and nothing that no script wrote may have changed. */
    private static List<ColumnChange> changes(Columns columns, JsonNode changed) {
        List<ColumnChange> changes = new ArrayList<>();
        if (changed == null) {
            return changes;
        }
        changed.fieldNames()
                .forEachRemaining(name -> assertThat(columns.names()).contains(name));
        for (String name : columns.names()) {
            JsonNode change = changed.get(name);
            if (change != null) {
                var read = new ColumnChange(name, cell(name, change.get("from")), cell(name, change.get("to")));
                assertThat(change.has("delta")).isEqualTo(read.delta().isPresent());
                read.delta()
                        .ifPresent(delta ->
                                assertThat(change.get("delta").asLong()).isEqualTo(delta));
                changes.add(read);
            }
        }
        return changes;
    }

    private static Cell cell(String column, JsonNode value) {
        if (value.isNull()) {
            return Cell.NOTHING;
        }
        if (value.isIntegralNumber()) {
            return Cell.of(value.asLong());
        }
        return column.endsWith("_TIMESTAMP") ? Cell.of(Instant.parse(value.asText())) : Cell.of(value.asText());
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
