package dev.backupwatch.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a plan leaves behind once all of it is over, in few writes: whoever begins with weeks of it shall not wait. */
final class Aftermath {

    private final Map<Place, Map<String, @Nullable Object>> rows = new LinkedHashMap<>();
    private final List<ViewChange> changes = new ArrayList<>();

    private record Place(View view, ViewKey key) {}

    private Aftermath() {}

    /** Rows are written as they last were, just before they move. */
    static List<ViewChange> of(List<PlannedStep> plan) {
        var aftermath = new Aftermath();
        plan.forEach(step -> aftermath.take(step.change()));
        return List.copyOf(aftermath.changes);
    }

    private void take(ViewChange change) {
        if (change instanceof ViewChange.Inserted inserted) {
            rows.put(place(inserted), new LinkedHashMap<>(inserted.columns()));
        } else if (change instanceof ViewChange.Updated updated) {
            Map<String, @Nullable Object> row = rows.get(new Place(updated.view(), updated.key()));
            if (row != null) {
                row.putAll(updated.columns());
            }
        } else {
            takeMove(change);
        }
    }

    private void takeMove(ViewChange move) {
        if (move instanceof ViewChange.MovedToHistory moved) {
            write(View.JOBS, moved.job());
            write(View.TASKS, moved.task());
        } else if (move instanceof ViewChange.SysJobCopiedToHistory copied) {
            write(View.JOBS, copied.job());
        }
        changes.add(move);
    }

    private void write(View view, ViewKey key) {
        Map<String, @Nullable Object> row = rows.remove(new Place(view, key));
        if (row != null) {
            changes.add(new ViewChange.Inserted(view, row));
        }
    }

    private static Place place(ViewChange.Inserted inserted) {
        List<Long> key = inserted.view().keyColumns().stream()
                .map(column -> inserted.columns().get(column))
                .map(value -> ((Number) value).longValue())
                .toList();
        return new Place(inserted.view(), new ViewKey(key.get(0), key.get(1)));
    }
}
