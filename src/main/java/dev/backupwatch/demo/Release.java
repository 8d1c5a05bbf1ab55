package dev.backupwatch.demo;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A version of OceanBase, as far as the rows of its views differ from others'. */
public enum Release {
    /** Totals are known once the metadata is done, and each file is counted when it is finished. */
    V4_3_0_1,

    /** Totals always equal what is finished, all is summed up in passes, and there is no DATA_PROGRESS. */
    V4_2_0 {
        @Override
        public List<TaskMoment> seen(List<TaskMoment> moments, Duration pass) {
            return new Passes(moments, pass).seen();
        }

        @Override
        Map<String, @Nullable Object> tenantRow(Map<String, @Nullable Object> newest) {
            Map<String, @Nullable Object> columns = new HashMap<>(newest);
            columns.keySet().removeAll(NEWER);
            return columns;
        }
    };

    private static final Set<String> NEWER = Set.of(
            "TENANT_ROLE",
            "SWITCHOVER_STATUS",
            "LOG_MODE",
            "ARBITRATION_SERVICE_STATUS",
            "UNIT_NUM",
            "COMPATIBLE",
            "MAX_LS_ID");

    /**
     * What the row of a task shows.
     *
     * @param moments of a {@link TaskShape}
     * @param pass from one to the next, where there are any; 30 s in a real one that nothing wakes
     */
    public List<TaskMoment> seen(List<TaskMoment> moments, Duration pass) {
        return moments;
    }

    /** Of DBA_OB_TENANTS, with the columns that there are. */
    Map<String, @Nullable Object> tenantRow(Map<String, @Nullable Object> newest) {
        return newest;
    }
}
