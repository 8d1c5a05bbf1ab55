package dev.backupwatch.event;

import java.util.Locale;

/** Why a life is no longer known. */
public enum LostReason {
    TENANT_DROPPED,
    /** In neither view for longer than a hidden tenant or a late move explains. */
    VANISHED,
    /** Another cluster answers under this name. */
    RECREATED;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
