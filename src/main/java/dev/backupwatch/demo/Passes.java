package dev.backupwatch.demo;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * A task as 4.2.0 counts it: all is summed up in passes, and with every new status; as there to do counts what is
 * finished; tablets are counted in the minor stage.
 *
 * @param moments as 4.3.0.1 counts
 * @param pass from one to the next
 */
record Passes(List<TaskMoment> moments, Duration pass) {

    private static final String UNHEARD_OF = TaskStage.BACKUP_META_FINISH.name();
    private static final Set<String> NEWER = Set.of("DATA_PROGRESS", "MINOR_TURN_ID", "MAJOR_TURN_ID");

    List<TaskMoment> seen() {
        TreeMap<Duration, TaskMoment> seen = new TreeMap<>();
        String status = "";
        for (TaskMoment moment : moments) {
            if (!moment.status().equals(UNHEARD_OF)) {
                boolean isNew = !moment.status().equals(status);
                Duration at = isNew ? moment.offset() : nextPass(moment.offset());
                if (isNew) {
                    seen.tailMap(at, true).clear();
                }
                seen.put(at, new TaskMoment(at, moment.status(), summedUp(moment)));
                status = moment.status();
            }
        }
        return List.copyOf(seen.values());
    }

    private Duration nextPass(Duration offset) {
        return pass.multipliedBy(offset.plus(pass).minusNanos(1).dividedBy(pass));
    }

    private Map<String, Object> summedUp(TaskMoment moment) {
        long blocks = number(moment, "FINISH_MACRO_BLOCK_COUNT");
        double minor = Math.min(1.0, (double) blocks / Math.max(1, blocksOfMinorStage()));
        long tablets = Math.round(minor * number(moments.get(moments.size() - 1), "TABLET_COUNT"));
        Map<String, Object> columns = new HashMap<>(moment.columns());
        columns.keySet().removeAll(NEWER);
        columns.put("TABLET_COUNT", tablets);
        columns.put("FINISH_TABLET_COUNT", tablets);
        columns.put("MACRO_BLOCK_COUNT", blocks);
        columns.put("DATA_TURN_ID", 1L);
        return columns;
    }

    private long blocksOfMinorStage() {
        return moments.stream()
                .filter(moment -> moment.status().equals(TaskStage.BACKUP_DATA_MAJOR.name()))
                .findFirst()
                .map(moment -> number(moment, "FINISH_MACRO_BLOCK_COUNT"))
                .orElse(0L);
    }

    private static long number(TaskMoment moment, String column) {
        return (Long) Objects.requireNonNull(moment.columns().get(column), column);
    }
}
