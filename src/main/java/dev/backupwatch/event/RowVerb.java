package dev.backupwatch.event;

/** What happened to a row. */
public enum RowVerb {
    STARTED,
    STATUS_CHANGED,
    PROGRESSED,
    UPDATED,
    COMPLETED,
    FAILED,
    CANCELED,
    LOST;

    /** Whether the row reached the history: the one ending of its life. */
    public boolean isEnding() {
        return this == COMPLETED || this == FAILED || this == CANCELED;
    }

    /** Whether the row is no longer part of the state afterwards. */
    public boolean isRemoval() {
        return isEnding() || this == LOST;
    }
}
