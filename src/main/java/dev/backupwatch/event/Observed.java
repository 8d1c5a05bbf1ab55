package dev.backupwatch.event;

import java.util.Locale;

/** How a row came to our knowledge. */
public enum Observed {
    /** In the live view. */
    LIVE,
    /** Final values, from the history view. */
    HISTORY,
    /** Never seen live: it began and ended between two polls. */
    INFERRED,
    /** Already running when this source was first looked at. */
    FOUND,
    /** Told as lost before, there again. */
    RETURNED;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
