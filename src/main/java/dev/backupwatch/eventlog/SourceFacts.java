package dev.backupwatch.eventlog;

import dev.backupwatch.event.Tenant;
import java.time.Duration;
import java.util.List;

/**
 * What is known of a source beside its rows.
 *
 * @param version as OceanBase tells it; empty until it was asked, or where it cannot be
 * @param scope "sys" where all tenants are seen, "tenant" where one is; empty until it was looked at
 * @param pollInterval how often it is polled just now
 * @param tenants empty where they cannot be read
 */
public record SourceFacts(
        String version, String scope, Duration pollInterval, long jobs, long tasks, List<Tenant> tenants) {

    public SourceFacts {
        tenants = List.copyOf(tenants);
    }
}
