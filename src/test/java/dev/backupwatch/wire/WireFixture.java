package dev.backupwatch.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backupwatch.event.Cell;
import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Columns;
import dev.backupwatch.event.Cursor;
import dev.backupwatch.event.Epoch;
import dev.backupwatch.event.Identity;
import dev.backupwatch.event.JobKey;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.event.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The example of the contract. */
final class WireFixture {

    static final ClusterName PROD = new ClusterName("prod");
    static final Instant TIME = Instant.parse("2026-11-23T04:00:00.123456Z");
    static final Epoch EPOCH = new Epoch("k7q2");
    static final Placement PLACE =
            new Placement(new Cursor(EPOCH, new Sequence(1742)), new Cursor(EPOCH, new Sequence(1745)), TIME);
    private static final TenantId ORDERS = new TenantId(1002);
    private static final JobKey JOB = new JobKey(ORDERS, 1);
    static final JobKey PARENT = new JobKey(TenantId.SYS, 1);
    static final Identity TASK_ROW = new Identity(PROD, new RowKey(RowKind.TASK, ORDERS, 1), "orders", JOB, PARENT);
    static final Identity JOB_ROW = new Identity(PROD, RowKey.job(ORDERS, 1), null, JOB, null);

    static final Row TASK = new Row(
            Columns.of(
                    "TENANT_ID",
                    "STATUS",
                    "START_TIMESTAMP",
                    "END_TIMESTAMP",
                    "END_SCN",
                    "OUTPUT_BYTES",
                    "OUTPUT_RATE_BYTES",
                    "RESULT",
                    "COMMENT"),
            List.of(
                    Cell.of(1002),
                    Cell.of("BACKUP_DATA_MAJOR"),
                    Cell.of(Instant.parse("2026-11-23T04:00:00Z")),
                    Cell.NOTHING,
                    Cell.of("1700000000000000001"),
                    Cell.of(73_400_320),
                    Cell.of("0.0000"),
                    Cell.of(-4009),
                    Cell.of("disk \"full\"\n磁盘")));

    private WireFixture() {}

    static JsonNode parse(byte[] bytes) {
        try {
            return new ObjectMapper().readTree(bytes);
        } catch (IOException broken) {
            throw new UncheckedIOException(new String(bytes, StandardCharsets.UTF_8), broken);
        }
    }

    static List<String> members(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
