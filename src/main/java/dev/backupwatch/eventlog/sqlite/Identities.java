package dev.backupwatch.eventlog.sqlite;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Identity;
import dev.backupwatch.event.JobKey;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.TenantId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An identity as the columns kind, tenant, id, tenant_name, job, parent_tenant, parent_job, beside its cluster's. */
final class Identities {

    private static final int COLUMNS = 7;

    private Identities() {}

    static void bind(PreparedStatement statement, int first, @Nullable Identity identity) throws SQLException {
        if (identity == null) {
            for (int column = first; column < first + COLUMNS; column++) {
                statement.setNull(column, Types.NULL);
            }
            return;
        }
        bindKey(statement, first, identity.key());
        statement.setString(first + 3, identity.tenantName());
        statement.setLong(first + 4, identity.job().job());
        JobKey parent = identity.parent();
        if (parent == null) {
            statement.setNull(first + 5, Types.NULL);
            statement.setNull(first + 6, Types.NULL);
        } else {
            statement.setLong(first + 5, parent.tenant().value());
            statement.setLong(first + 6, parent.job());
        }
    }

    static void bindKey(PreparedStatement statement, int first, RowKey key) throws SQLException {
        statement.setString(first, nameOf(key.kind()));
        statement.setLong(first + 1, key.tenant().value());
        statement.setLong(first + 2, key.id());
    }

    static @Nullable Identity read(ResultSet row, int first, ClusterName cluster) throws SQLException {
        String kind = row.getString(first);
        if (kind == null) {
            return null;
        }
        var tenant = new TenantId(row.getLong(first + 1));
        var key = new RowKey(kindOf(kind), tenant, row.getLong(first + 2));
        var job = new JobKey(tenant, row.getLong(first + 4));
        return new Identity(cluster, key, row.getString(first + 3), job, parent(row, first + 5));
    }

    private static @Nullable JobKey parent(ResultSet row, int first) throws SQLException {
        long tenant = row.getLong(first);
        return row.wasNull() ? null : new JobKey(new TenantId(tenant), row.getLong(first + 1));
    }

    private static String nameOf(RowKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** By hand: a page asks it of each of its events. */
    static RowKind kindOf(String name) {
        return switch (name) {
            case "job" -> RowKind.JOB;
            case "task" -> RowKind.TASK;
            case "tenant" -> RowKind.TENANT;
            default -> throw new IllegalArgumentException("no such kind of row: " + name);
        };
    }
}
