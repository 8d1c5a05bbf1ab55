package dev.backupwatch.diff;

import dev.backupwatch.event.Tenant;
import dev.backupwatch.event.TenantId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * All that one complete poll learned, read in this order: live views, history, tenants.
 *
 * @param at when the poll completed, by our clock
 * @param shape of the live views when they were read
 * @param history empty where this poll did not ask
 * @param asksTenants whether this poll asked for the tenants, allowed or not
 * @param tenants empty where this poll did not ask, or may not read them
 */
public record Observation(
        Instant at,
        ViewShape shape,
        LiveRows live,
        Optional<HistoryReading> history,
        boolean asksTenants,
        Optional<Map<TenantId, Tenant>> tenants) {}
