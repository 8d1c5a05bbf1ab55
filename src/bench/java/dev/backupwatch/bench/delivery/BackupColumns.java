package dev.backupwatch.bench.delivery;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The rows of a backup that is half done, about as long as a real one's. */
final class BackupColumns {

    private static final String PATH =
            "oss://backup-bucket/prod/orders?host=oss-cn-hangzhou-internal.aliyuncs.com&delete_mode=tagging";
    private static final long SCN = 1_763_661_600_123_456_000L;
    private static final Instant START = Instant.parse("2026-11-20T18:00:00.123456Z");

    private BackupColumns() {}

    static Map<String, Object> job(long tenant, long number) {
        Map<String, Object> columns = new HashMap<>(Map.of(
                "TENANT_ID",
                tenant,
                "JOB_ID",
                number,
                "INCARNATION",
                1,
                "BACKUP_SET_ID",
                number,
                "INITIATOR_TENANT_ID",
                tenant,
                "INITIATOR_JOB_ID",
                0,
                "EXECUTOR_TENANT_ID",
                Long.toString(tenant),
                "START_TIMESTAMP",
                START,
                "STATUS",
                "DOING",
                "RESULT",
                0));
        columns.putAll(Map.of(
                "PLUS_ARCHIVELOG", "OFF",
                "BACKUP_TYPE", "FULL",
                "JOB_LEVEL", "USER_TENANT",
                "ENCRYPTION_MODE", "NONE",
                "PASSWD", "",
                "COMMENT", "",
                "DESCRIPTION", "nightly",
                "PATH", PATH));
        return columns;
    }

    static Map<String, Object> task(long tenant, long number) {
        Map<String, Object> columns = new HashMap<>(Map.of(
                "TENANT_ID", tenant,
                "TASK_ID", number,
                "JOB_ID", number,
                "INCARNATION", 1,
                "BACKUP_SET_ID", number,
                "START_TIMESTAMP", START,
                "STATUS", "BACKUP_USER_DATA",
                "START_SCN", SCN,
                "END_SCN", 0,
                "USER_LS_START_SCN", SCN));
        columns.putAll(counters());
        columns.putAll(Map.of(
                "ENCRYPTION_MODE", "NONE",
                "PASSWD", "",
                "RESULT", 0,
                "COMMENT", "",
                "PATH", PATH));
        return columns;
    }

    private static Map<String, Object> counters() {
        Map<String, Object> counters = new HashMap<>(Map.of(
                "INPUT_BYTES", 73_400_320_000L,
                "OUTPUT_BYTES", 31_562_137_600L,
                "OUTPUT_RATE_BYTES", BigDecimal.ZERO,
                "EXTRA_META_BYTES", 1_048_576,
                "TABLET_COUNT", 96_000,
                "FINISH_TABLET_COUNT", 12_000,
                "MACRO_BLOCK_COUNT", 420_000,
                "FINISH_MACRO_BLOCK_COUNT", 35_000,
                "FILE_COUNT", 1_200));
        counters.putAll(Map.of(
                "META_TURN_ID", 1,
                "DATA_TURN_ID", 1,
                "MINOR_TURN_ID", 1,
                "MAJOR_TURN_ID", 1,
                "DATA_PROGRESS", new BigDecimal("8.33"),
                "LOG_FILE_COUNT", 0,
                "FINISH_LOG_FILE_COUNT", 0,
                "LOG_PROGRESS", BigDecimal.ZERO));
        return counters;
    }
}
