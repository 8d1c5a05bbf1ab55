package dev.backupwatch.source;

import dev.backupwatch.diff.HistoryCount;
import dev.backupwatch.event.Cell;
import dev.backupwatch.event.Columns;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.Tenant;
import dev.backupwatch.event.TenantId;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.desc.ColumnDescriptor;
import java.sql.JDBCType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns the MySQL client's results into the vocabulary. */
final class RowDecoder {

    private RowDecoder() {}

    static List<Row> rows(Columns columns, RowSet<io.vertx.mutiny.sqlclient.Row> result) {
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
        List<HistoryCount> counts = new ArrayList<>(result.size());
        for (var row : result) {
            Cell end = CellDecoder.decode("END_TIMESTAMP", JDBCType.TIMESTAMP, row.getValue(3));
            Optional<Instant> lastEnd =
                    end instanceof Cell.Moment moment ? Optional.of(moment.value()) : Optional.empty();
            counts.add(new HistoryCount(new TenantId(row.getLong(0)), row.getLong(1), row.getLong(2), lastEnd));
        }
        return counts;
    }

    static Map<TenantId, Tenant> tenants(RowSet<io.vertx.mutiny.sqlclient.Row> result) {
        Map<TenantId, Tenant> tenants = new LinkedHashMap<>();
        for (var row : result) {
            var id = new TenantId(row.getLong(0));
            tenants.put(id, new Tenant(id, row.getString(1), row.getString(2), row.getString(3)));
        }
        return tenants;
    }

    static List<Map.Entry<String, String>> columnNames(RowSet<io.vertx.mutiny.sqlclient.Row> result) {
        List<Map.Entry<String, String>> names = new ArrayList<>(result.size());
        for (var row : result) {
            names.add(Map.entry(row.getString(0), row.getString(1)));
        }
        return names;
    }
}
