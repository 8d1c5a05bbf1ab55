package dev.backupwatch.diff;

import dev.backupwatch.event.TenantId;
import java.time.Instant;
import java.util.Optional;

/**
 * What the cheap probe of a history view says of one tenant. The history only grows, so a count that changed means rows
 * not yet read, whatever their ids.
 *
 * @param lastEnd the latest END_TIMESTAMP; empty if no row has one
 * @param later how many of its rows ended after the moment that the plan named; 0 where it named none
 */
public record HistoryCount(TenantId tenant, long rows, long highestId, Optional<Instant> lastEnd, long later) {}
