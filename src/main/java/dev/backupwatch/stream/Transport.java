package dev.backupwatch.stream;

import java.util.Locale;

/** The transports of the contract. How each works is not this room's to know. */
public enum Transport {
    SSE,
    NDJSON,
    TEXT,
    WEBSOCKET;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
