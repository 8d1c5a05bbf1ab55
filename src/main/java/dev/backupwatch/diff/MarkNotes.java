package dev.backupwatch.diff;

import dev.backupwatch.diff.Lives.MarkKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How far each tenant's history was read. */
final class MarkNotes extends NoteFamily<MarkKey, HistoryMark> {

    MarkNotes() {
        super("read/");
    }

    @Override
    Map<MarkKey, HistoryMark> of(Lives lives) {
        return lives.history().marks();
    }

    @Override
    String name(MarkKey key) {
        return Recalled.name(key);
    }

    @Override
    Object note(HistoryMark mark) {
        Map<String, Object> newest = new LinkedHashMap<>();
        mark.read().newest().forEach((id, start) -> newest.put(Long.toString(id), start.toString()));
        List<Object> older = new ArrayList<>();
        mark.read().olderRanges().forEach((from, to) -> older.add(List.of(from, to)));
        return Map.of("rows", mark.accounted(), "highest", mark.highest(), "newest", newest, "older", older);
    }

    @Override
    void recall(String name, NoteTree note, Recalled recalled) {
        TreeMap<Long, Instant> newest = new TreeMap<>();
        note.member("newest").members().forEach((id, start) -> newest.put(Long.valueOf(id), start.time()));
        TreeMap<Long, Long> older = new TreeMap<>();
        note.member("older")
                .items()
                .forEach(range -> older.put(
                        range.items().get(0).number(), range.items().get(1).number()));
        long rows = note.member("rows").number();
        recalled.marks.put(
                Recalled.markKey(name),
                new HistoryMark(rows, note.member("highest").number(), new ReadIds(newest, older)));
    }
}
