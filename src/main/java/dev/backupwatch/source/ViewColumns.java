package dev.backupwatch.source;

import dev.backupwatch.event.Columns;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The columns that this cluster's version has, view by view, in the views' order. Each is named in the statements: during
 * an upgrade these views must not be read with a star, and PASSWD is never read.
 */
final class ViewColumns {

    private static final String NEVER_READ = "PASSWD";

    private static final List<String> OF_EVERY_TENANT = List.of("TENANT_ID", "TENANT_NAME", "TENANT_TYPE", "STATUS");
    static final String ROLE = "TENANT_ROLE";
    static final String CREATED = "CREATE_TIME";

    private final Map<View, Columns> columns = new EnumMap<>(View.class);

    /** @param named pairs of view and column, in the views' order */
    ViewColumns(List<Map.Entry<String, String>> named) {
        Map<View, List<String>> names = new EnumMap<>(View.class);
        for (Map.Entry<String, String> pair : named) {
            View view = View.valueOf(pair.getKey());
            List<String> list = names.computeIfAbsent(view, ViewColumns::toBegin);
            if (!pair.getValue().equalsIgnoreCase(NEVER_READ) && !list.contains(pair.getValue())) {
                list.add(pair.getValue());
            }
        }
        names.forEach((view, list) -> columns.put(view, new Columns(list)));
    }

    /** A user tenant's views lack the tenant, which every row needs; it is put where the other views have it. */
    private static List<String> toBegin(View view) {
        return view.isOfAllTenants() || view == View.DBA_OB_TENANTS
                ? new ArrayList<>()
                : new ArrayList<>(List.of(Viewpoint.TENANT_COLUMN));
    }

    /** @throws UnreadableViewException if the view is not there, or not for us */
    Columns of(View view) {
        Columns found = columns.get(view);
        if (found == null) {
            throw new UnreadableViewException(view);
        }
        return found;
    }

    /** Those of DBA_OB_TENANTS that are read; where it may not be, those that it has in every version. */
    Columns ofTenants() {
        List<String> names = new ArrayList<>(OF_EVERY_TENANT);
        Columns found = columns.get(View.DBA_OB_TENANTS);
        if (found != null) {
            Stream.of(ROLE, CREATED)
                    .filter(name -> found.position(name).isPresent())
                    .forEach(names::add);
        }
        return new Columns(names);
    }

    boolean has(View view) {
        return columns.containsKey(view);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ViewColumns that && columns.equals(that.columns);
    }

    @Override
    public int hashCode() {
        return columns.hashCode();
    }
}
