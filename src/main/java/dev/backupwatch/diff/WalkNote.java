package dev.backupwatch.diff;

import dev.backupwatch.diff.Lives.MarkKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.TenantId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The note of a walk through the history that is under way. */
final class WalkNote {

    private WalkNote() {}

    static Object of(CatchUp walk) {
        Map<String, @Nullable Object> note = new LinkedHashMap<>();
        note.put("tenants", walk.tenants().stream().map(TenantId::value).toList());
        HistoryPlace beginning = walk.beginning();
        note.put("beginning", beginning == null ? null : of(beginning));
        Map<String, Object> places = new LinkedHashMap<>();
        walk.places().forEach((kind, place) -> places.put(Recalled.name(kind), of(place)));
        note.put("places", places);
        Map<String, Object> met = new LinkedHashMap<>();
        walk.met().forEach((key, rows) -> met.put(Recalled.name(key), rows));
        note.put("met", met);
        return note;
    }

    private static Object of(HistoryPlace place) {
        return List.of(place.end().toString(), place.tenant().value(), place.id());
    }

    static CatchUp read(NoteTree note) {
        Map<RowKind, HistoryPlace> places = new EnumMap<>(RowKind.class);
        note.member("places").members().forEach((kind, place) -> places.put(Recalled.kind(kind), place(place)));
        Map<MarkKey, Long> met = new HashMap<>();
        note.member("met").members().forEach((key, rows) -> met.put(Recalled.markKey(key), rows.number()));
        List<TenantId> tenants = note.member("tenants").items().stream()
                .map(id -> new TenantId(id.number()))
                .toList();
        NoteTree beginning = note.member("beginning");
        return new CatchUp(tenants, beginning.isNothing() ? null : place(beginning), places, met);
    }

    private static HistoryPlace place(NoteTree note) {
        List<NoteTree> parts = note.items();
        return new HistoryPlace(
                parts.get(0).time(),
                new TenantId(parts.get(1).number()),
                parts.get(2).number());
    }
}
