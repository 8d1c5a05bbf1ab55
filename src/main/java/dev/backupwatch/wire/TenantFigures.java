package dev.backupwatch.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backupwatch.event.Encoded;
import dev.backupwatch.event.Overdue;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What can be counted of a tenant, read back from its item.
 *
 * @param lastSuccess when the last backup of each type ended that succeeded, by the database's clock
 * @param failures how many backups ended as failed since the tenant is watched
 * @param overdue in what it is told to lack a recent backup
 */
public record TenantFigures(Map<String, Instant> lastSuccess, long failures, Set<Overdue.Kind> overdue) {

    /** Of one that nothing is told of. */
    public static final TenantFigures NONE = new TenantFigures(Map.of(), 0, Set.of());

    public TenantFigures {
        lastSuccess = Map.copyOf(lastSuccess);
        overdue = Set.copyOf(overdue);
    }

    /**
     * @param item as {@link TenantItemEncoder#encode} made it
     * @throws java.io.UncheckedIOException if that is no JSON
     */
    public static TenantFigures of(Encoded item) {
        JsonNode tenant = Json.parsed(item);
        Map<String, Instant> lastSuccess = new HashMap<>();
        tenant.path("lastSuccess")
                .properties()
                .forEach(success -> lastSuccess.put(
                        success.getKey(),
                        Instant.parse(success.getValue().path("end").asText())));
        Set<Overdue.Kind> overdue = EnumSet.noneOf(Overdue.Kind.class);
        for (Overdue.Kind kind : Overdue.Kind.values()) {
            for (JsonNode each : tenant.path("overdue")) {
                if (each.path("kind").asText().equals(InsightMembers.wireName(kind))) {
                    overdue.add(kind);
                }
            }
        }
        return new TenantFigures(lastSuccess, tenant.path("failures").asLong(), overdue);
    }
}
