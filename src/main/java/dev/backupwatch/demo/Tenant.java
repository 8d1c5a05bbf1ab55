package dev.backupwatch.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A user tenant of the simulated cluster. OceanBase gives it an even id and its meta tenant the odd one below. */
record Tenant(long id, String name, long macroBlocks) {

    static final long SYS = 1;

    static final List<Tenant> ALL = List.of(
            new Tenant(1002, "orders", 9_600), new Tenant(1004, "billing", 5_200), new Tenant(1006, "crm", 2_400));

    /** It is there as long as the others, and nobody ever backed it up. */
    static final Tenant FORGOTTEN = new Tenant(1008, "reports", 3_100);

    private static final Instant CREATED = Instant.parse("2024-05-06T01:30:00.123456Z");

    /** The rows of DBA_OB_TENANTS in a cluster of these tenants. */
    static List<ViewChange> inserted(List<Tenant> tenants, Release release) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        rows.add(row(SYS, "sys", "SYS"));
        for (Tenant tenant : tenants) {
            rows.add(row(tenant.id - 1, "META$" + tenant.id, "META"));
            rows.add(row(tenant.id, tenant.name, "USER"));
        }
        List<ViewChange> inserted = new ArrayList<>();
        rows.forEach(row -> inserted.add(new ViewChange.Inserted(View.TENANTS, release.tenantRow(row))));
        return inserted;
    }

    private static Map<String, @Nullable Object> row(long id, String name, String type) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put("TENANT_ID", id);
        columns.put("TENANT_NAME", name);
        columns.put("TENANT_TYPE", type);
        columns.put("CREATE_TIME", CREATED);
        columns.put("MODIFY_TIME", CREATED);
        columns.put("PRIMARY_ZONE", "RANDOM");
        columns.put("LOCALITY", "FULL{1}@zone1, FULL{1}@zone2, FULL{1}@zone3");
        columns.put("COMPATIBILITY_MODE", "MYSQL");
        columns.put("STATUS", "NORMAL");
        columns.put("IN_RECYCLEBIN", "NO");
        columns.put("LOCKED", "NO");
        columns.put("TENANT_ROLE", "PRIMARY");
        columns.put("SWITCHOVER_STATUS", "NORMAL");
        columns.put("LOG_MODE", type.equals("USER") ? "ARCHIVELOG" : "NOARCHIVELOG");
        columns.put("ARBITRATION_SERVICE_STATUS", "DISABLED");
        columns.put("UNIT_NUM", 1);
        columns.put("COMPATIBLE", "4.3.0.1");
        columns.put("MAX_LS_ID", type.equals("USER") ? 1001 : 1);
        return columns;
    }
}
