package dev.backupwatch.eventlog;

import dev.backupwatch.event.Epoch;
import dev.backupwatch.event.Sequence;

/** Where a writer stands: its own epoch, and the newest event, which may be of an older one. */
public record LogPosition(Epoch epoch, Sequence head) {}
