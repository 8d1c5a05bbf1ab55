package dev.backupwatch.diff;

import dev.backupwatch.event.TenantId;
import java.time.Instant;
import java.util.Optional;

/**
 * What the cheap probe of a history view says of one tenant. The history only grows, so a count that changed means rows
 * not yet read, whatever their ids.
 *
 * @param lastEnd the latest END_TIMESTAMP; empty if no row has one
 */
public record HistoryCount(TenantId tenant, long rows, long highestId, Optional<Instant> lastEnd) {}
