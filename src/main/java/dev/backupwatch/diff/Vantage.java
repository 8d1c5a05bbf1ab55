package dev.backupwatch.diff;

import java.util.Locale;

/** From where a cluster is seen. */
public enum Vantage {
    /** Nothing was read yet. */
    UNKNOWN,
    /** The sys tenant, which sees every tenant. */
    SYS,
    /** A user tenant, which sees itself alone. */
    TENANT;

    /** Empty where unknown. */
    public String wireName() {
        return this == UNKNOWN ? "" : name().toLowerCase(Locale.ROOT);
    }
}
