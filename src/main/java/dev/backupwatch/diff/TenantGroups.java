package dev.backupwatch.diff;

import dev.backupwatch.event.TenantId;
import java.util.ArrayList;
import java.util.List;

/** Tenants in groups as large as one statement may name. */
public final class TenantGroups {

    private TenantGroups() {}

    /** In the order of the list; none for none. */
    public static List<List<TenantId>> of(List<TenantId> tenants) {
        List<List<TenantId>> groups = new ArrayList<>();
        for (int from = 0; from < tenants.size(); from += HistoryQuery.MOST_TENANTS) {
            groups.add(tenants.subList(from, Math.min(tenants.size(), from + HistoryQuery.MOST_TENANTS)));
        }
        return groups;
    }
}
