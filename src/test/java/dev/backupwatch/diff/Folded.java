package dev.backupwatch.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.ChangeEvent;
import dev.backupwatch.event.ColumnChange;
import dev.backupwatch.event.EventType;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowEvent;
import dev.backupwatch.event.RowVerb;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A subscriber that keeps nothing but what it was told: subject to row, by the contract's rules of folding. */
final class Folded {

    private final Map<String, Row> rows = new TreeMap<>();

    void on(ChangeEvent event) {
        if (event instanceof RowEvent row) {
            on(row);
        } else if (event.type() == EventType.SOURCE_RECREATED) {
            rows.clear();
        }
    }

    Map<String, Row> rows() {
        return rows;
    }

    private void on(RowEvent event) {
        String subject = event.identity().subject();
        Row before = rows.get(subject);
        if (event.verb() == RowVerb.STARTED) {
            assertThat(before)
                    .as("nothing is told of %s before its start", subject)
                    .isNull();
            assertThat(event.changed()).isEmpty();
            rows.put(subject, event.row());
            return;
        }
        if (before != null) {
            assertThat(event.changed()).as("changed of " + subject).isEqualTo(differences(before, event.row()));
        } else {
            assertThat(event.verb().isEnding())
                    .as("%s of %s, which is not known", event.verb(), subject)
                    .isTrue();
        }
        if (event.verb().isRemoval()) {
            rows.remove(subject);
        } else {
            assertThat(event.changed()).as("what changed in " + subject).isNotEmpty();
            rows.put(subject, event.row());
        }
    }

    /** What the rows themselves bear out; a column that only one of them has is no difference. */
    private static List<ColumnChange> differences(Row before, Row after) {
        return after.columns().names().stream()
                .filter(name -> before.cell(name).isPresent())
                .filter(name -> !before.cell(name).equals(after.cell(name)))
                .map(name -> new ColumnChange(
                        name, before.cell(name).orElseThrow(), after.cell(name).orElseThrow()))
                .toList();
    }
}
