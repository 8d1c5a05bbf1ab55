package dev.backupwatch.event;

import java.util.Locale;

/** How much an event matters, least first. */
public enum Severity {
    INFO,
    WARNING,
    ERROR;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
