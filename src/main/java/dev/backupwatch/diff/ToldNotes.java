package dev.backupwatch.diff;

import dev.backupwatch.event.Cell;
import dev.backupwatch.event.Identity;
import dev.backupwatch.event.JobKey;
import dev.backupwatch.event.Life;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows last told, as they were told. */
final class ToldNotes extends NoteFamily<RowKey, Told> {

    /** A moment, told from text. */
    private static final String TIME = "time";

    ToldNotes() {
        super("told/");
    }

    @Override
    Map<RowKey, Told> of(Lives lives) {
        return lives.told();
    }

    @Override
    String name(RowKey key) {
        return Recalled.name(key);
    }

    @Override
    Object note(Told told) {
        Map<String, @Nullable Object> note = new LinkedHashMap<>();
        note.put("tenantName", told.identity().tenantName());
        note.put("parent", NoteTree.of(told.identity().parent()));
        note.put("since", NoteTree.of(told.since()));
        Told.Absence absence = told.absence();
        if (absence != null) {
            note.put("missingSince", NoteTree.of(absence.since()));
            note.put("missingCounted", NoteTree.of(absence.counted()));
        }
        note.put("row", note(told.row()));
        return note;
    }

    private static Object note(Row row) {
        Map<String, @Nullable Object> note = new LinkedHashMap<>();
        for (int i = 0; i < row.cells().size(); i++) {
            note.put(row.columns().names().get(i), note(row.cells().get(i)));
        }
        return note;
    }

    private static @Nullable Object note(Cell cell) {
        if (cell instanceof Cell.Whole whole) {
            return whole.value();
        }
        if (cell instanceof Cell.Text text) {
            return text.value();
        }
        return cell instanceof Cell.Moment moment ? Map.of(TIME, moment.value().toString()) : null;
    }

    @Override
    void recall(String name, NoteTree note, Recalled recalled) {
        RowKey key = Recalled.rowKey(name);
        Row row = row(note.member("row"), recalled);
        Identity identity = new Identity(
                recalled.cluster(),
                key,
                note.member("tenantName").textIfAny(),
                JobKey.of(row),
                note.member("parent").jobIfAny());
        NoteTree missing = note.member("missingSince");
        Told.Absence absence = missing.isNothing()
                ? null
                : new Told.Absence(missing.time(), note.member("missingCounted").time());
        recalled.told.put(
                key,
                new Told(identity, Life.of(key, row), row, note.member("since").time(), absence));
    }

    private static Row row(NoteTree note, Recalled recalled) {
        Map<String, NoteTree> members = note.members();
        List<Cell> cells = new ArrayList<>(members.size());
        members.values().forEach(cell -> cells.add(cell(cell)));
        return new Row(recalled.columns(List.copyOf(members.keySet())), cells);
    }

    private static Cell cell(NoteTree note) {
        if (note.isNothing()) {
            return Cell.NOTHING;
        }
        if (note.isNumber()) {
            return Cell.of(note.number());
        }
        return note.isText() ? Cell.of(note.text()) : Cell.of(note.member(TIME).time());
    }
}
