package dev.backupwatch.source;

import dev.backupwatch.diff.HistoryCount;
import dev.backupwatch.event.Cell;
import dev.backupwatch.event.Columns;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.Tenant;
import dev.backupwatch.event.TenantId;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.desc.ColumnDescriptor;
import java.math.BigDecimal;
import java.sql.JDBCType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns the MySQL client's results into the vocabulary. */
final class RowDecoder {

    private static final String UNNAMED = "";
    private static final List<String> COUNTS = List.of("TENANT_ID", UNNAMED, UNNAMED, UNNAMED, UNNAMED);
    private static final List<String> SUCCESSES = List.of("TENANT_ID", "BACKUP_TYPE", UNNAMED);
    private static final List<String> MODES = List.of("TENANT_ID", "TENANT_TYPE", "COMPATIBILITY_MODE");
    private static final List<String> TENANT = List.of("TENANT_ID");
    private static final List<String> VERSION = List.of("VERSION");
    private static final List<String> COLUMNS = List.of("TABLE_NAME", "COLUMN_NAME");

    private RowDecoder() {}

    /** The answer to another statement, which a proxy may mix up with ours, would be taken for rows that are gone. */
    private static void requireColumns(List<String> asked, RowSet<io.vertx.mutiny.sqlclient.Row> result) {
        List<String> names = result.columnsNames();
        boolean isTheAnswer = names.size() == asked.size();
        for (int i = 0; isTheAnswer && i < names.size(); i++) {
            isTheAnswer = asked.get(i).equals(UNNAMED) || asked.get(i).equalsIgnoreCase(names.get(i));
        }
        if (!isTheAnswer) {
            throw WrongAnswerException.of(names, asked);
        }
    }

    static List<Row> rows(Columns columns, RowSet<io.vertx.mutiny.sqlclient.Row> result) {
        requireColumns(columns.names(), result);
        List<ColumnDescriptor> descriptors = result.columnDescriptors();
        List<Row> rows = new ArrayList<>(result.size());
        for (var row : result) {
            List<Cell> cells = new ArrayList<>(columns.names().size());
            for (int i = 0; i < columns.names().size(); i++) {
                JDBCType type = descriptors.get(i).jdbcType();
                cells.add(CellDecoder.decode(columns.names().get(i), type, row.getValue(i)));
            }
            rows.add(new Row(columns, cells));
        }
        return rows;
    }

    static List<HistoryCount> counts(RowSet<io.vertx.mutiny.sqlclient.Row> result) {
        requireColumns(COUNTS, result);
        List<HistoryCount> counts = new ArrayList<>(result.size());
        for (var row : result) {
            Optional<Instant> lastEnd = Optional.ofNullable(moment(row.getValue(3)));
            counts.add(new HistoryCount(
                    new TenantId(row.getLong(0)), row.getLong(1), row.getLong(2), lastEnd, row.getLong(4)));
        }
        return counts;
    }

    private static @Nullable Instant moment(@Nullable Object value) {
        Cell cell = CellDecoder.decode("END_TIMESTAMP", JDBCType.TIMESTAMP, value);
        return cell instanceof Cell.Moment moment ? moment.value() : null;
    }

    /** Per tenant and BACKUP_TYPE. */
    static Map<TenantId, Map<String, Instant>> lastSuccesses(RowSet<io.vertx.mutiny.sqlclient.Row> result) {
        requireColumns(SUCCESSES, result);
        Map<TenantId, Map<String, Instant>> successes = new HashMap<>();
        for (var row : result) {
            Instant end = moment(row.getValue(2));
            if (end != null) {
                successes
                        .computeIfAbsent(new TenantId(row.getLong(0)), tenant -> new HashMap<>())
                        .put(Objects.requireNonNullElse(row.getString(1), ""), end);
            }
        }
        return successes;
    }

    /** @param columns with role and creation where there are such */
    static Map<TenantId, Tenant> tenants(Columns columns, RowSet<io.vertx.mutiny.sqlclient.Row> result) {
        Map<TenantId, Tenant> tenants = new LinkedHashMap<>();
        for (Row row : rows(columns, result)) {
            var id = new TenantId(row.number("TENANT_ID"));
            var tenant = new Tenant(
                    id,
                    row.text("TENANT_NAME"),
                    row.text("TENANT_TYPE"),
                    row.text("STATUS"),
                    row.text(ViewColumns.ROLE),
                    row.timeIfAny(ViewColumns.CREATED).orElse(null));
            tenants.put(id, tenant);
        }
        return tenants;
    }

    static Instant databaseTime(RowSet<io.vertx.mutiny.sqlclient.Row> result) {
        var row = result.iterator().next();
        if (!Statements.ZONE.equals(row.getString(0))) {
            throw new WrongZoneException(row.getString(0));
        }
        var seconds = new BigDecimal(row.getValue(1).toString());
        long whole = seconds.longValue();
        BigDecimal fraction = seconds.subtract(BigDecimal.valueOf(whole));
        return Instant.ofEpochSecond(whole, fraction.movePointRight(9).longValue());
    }

    static List<Survey.Mode> modes(RowSet<io.vertx.mutiny.sqlclient.Row> result) {
        requireColumns(MODES, result);
        List<Survey.Mode> modes = new ArrayList<>(result.size());
        for (var row : result) {
            modes.add(new Survey.Mode(new TenantId(row.getLong(0)), row.getString(1), row.getString(2)));
        }
        return modes;
    }

    static TenantId tenant(RowSet<io.vertx.mutiny.sqlclient.Row> result) {
        requireColumns(TENANT, result);
        return new TenantId(result.iterator().next().getLong(0));
    }

    static String version(RowSet<io.vertx.mutiny.sqlclient.Row> result) {
        requireColumns(VERSION, result);
        return result.iterator().next().getString(0);
    }

    static List<Map.Entry<String, String>> columnNames(RowSet<io.vertx.mutiny.sqlclient.Row> result) {
        requireColumns(COLUMNS, result);
        List<Map.Entry<String, String>> names = new ArrayList<>(result.size());
        for (var row : result) {
            names.add(Map.entry(row.getString(0), row.getString(1)));
        }
        return names;
    }
}
