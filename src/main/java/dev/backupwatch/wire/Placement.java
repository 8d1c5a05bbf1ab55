package dev.backupwatch.wire;

import dev.backupwatch.event.Cursor;
import java.time.Instant;

/**
 * An event's place in the log, known just before it is appended.
 *
 * @param id the event's own cursor
 * @param pollEnd the cursor of the last event of the same poll
 * @param time when that poll completed
 */
public record Placement(Cursor id, Cursor pollEnd, Instant time) {}
