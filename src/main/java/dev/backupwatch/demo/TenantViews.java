package dev.backupwatch.demo;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** How a user tenant sees the backup views: DBA_OB_* in place of CDB_OB_*, without TENANT_ID, with its own rows only. */
final class TenantViews {

    private static final Set<View> OF_BACKUPS = EnumSet.complementOf(EnumSet.of(View.TENANTS));

    private TenantViews() {}

    /** The monitor sees nothing but what it is granted here: not the sys tenant's views, which are the base of these. */
    static List<String> statements(ViewColumns columns, long tenant) {
        List<String> statements = new ArrayList<>();
        statements.add("CREATE FUNCTION oceanbase.EFFECTIVE_TENANT_ID() RETURNS bigint NO SQL RETURN " + tenant);
        statements.add("GRANT EXECUTE ON FUNCTION oceanbase.EFFECTIVE_TENANT_ID TO monitor");
        statements.add("GRANT EXECUTE ON FUNCTION oceanbase.OB_VERSION TO monitor");
        statements.add("GRANT SELECT ON oceanbase.DBA_OB_TENANTS TO monitor");
        for (View view : OF_BACKUPS) {
            String name = view.viewName().replace("CDB_", "DBA_");
            statements.add("CREATE VIEW oceanbase.%s AS SELECT %s FROM oceanbase.%s WHERE TENANT_ID = %d"
                    .formatted(name, visible(columns.of(view)), view.viewName(), tenant));
            statements.add("GRANT SELECT ON oceanbase.%s TO monitor".formatted(name));
        }
        return statements;
    }

    /** In 4.3.0.1 the task view of a user tenant lacks DATA_PROGRESS, which the sys tenant's had already. */
    private static String visible(List<ViewColumns.Column> columns) {
        boolean isNewer = columns.stream().anyMatch(column -> column.name().equals("LOG_PROGRESS"));
        return columns.stream()
                .map(ViewColumns.Column::name)
                .filter(name -> !name.equals("TENANT_ID") && (isNewer || !name.equals("DATA_PROGRESS")))
                .map(name -> "`" + name + "`")
                .collect(Collectors.joining(", "));
    }
}
