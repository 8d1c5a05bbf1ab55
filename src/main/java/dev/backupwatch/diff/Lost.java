package dev.backupwatch.diff;

import dev.backupwatch.event.Identity;
import java.time.Instant;

/** A life that was told as lost. It may return, or reach the history after all. */
record Lost(Identity identity, Instant start) {}
