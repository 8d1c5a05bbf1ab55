package dev.backupwatch.demo;

import java.time.Duration;
import java.util.Map;

/**
 * What a task's row shows from a moment on.
 *
 * @param offset from when the row appears
 * @param status one of OceanBase's
 * @param columns all of the counters by the names of their columns: {@code Long}, and {@code BigDecimal} where the view
 *     has decimals
 */
public record TaskMoment(Duration offset, String status, Map<String, Object> columns) {

    public TaskMoment {
        if (offset.isNegative()) {
            throw new IllegalArgumentException("a row shows nothing before it appears: " + offset);
        }
        columns = Map.copyOf(columns);
    }
}
