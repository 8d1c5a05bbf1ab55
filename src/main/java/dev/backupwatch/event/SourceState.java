package dev.backupwatch.event;

import java.util.Locale;

/** Whether a source can be read. */
public enum SourceState {
    /** Not looked at yet. */
    STARTING,
    OK,
    /** Polls fail or are incomplete. */
    DEGRADED;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
