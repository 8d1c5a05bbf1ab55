package dev.backupwatch.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a plan leaves behind once all of it is over, in few writes: whoever begins with weeks of it shall not wait. */
final class Aftermath {

    /** Of a task; all other columns are in both views. */
    private static final String ONLY_LIVE = "DATA_PROGRESS";

    private final Map<Place, Map<String, @Nullable Object>> rows = new LinkedHashMap<>();
    private final List<ViewChange> changes = new ArrayList<>();

    private record Place(View view, ViewKey key) {}

    private Aftermath() {}

    /** Each row is written once, as it last was, and where it ends: in the history. */
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
        } else if (change instanceof ViewChange.MovedToHistory moved) {
            write(View.TASK_HISTORY, new Place(View.TASKS, moved.task()));
            write(View.JOB_HISTORY, new Place(View.JOBS, moved.job()));
        } else if (change instanceof ViewChange.SysJobCopiedToHistory copied) {
            write(View.JOB_HISTORY, new Place(View.JOBS, copied.job()));
        }
    }

    private void write(View history, Place live) {
        Map<String, @Nullable Object> row = rows.remove(live);
        if (row != null) {
            row.remove(ONLY_LIVE);
            changes.add(new ViewChange.Inserted(history, row));
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
