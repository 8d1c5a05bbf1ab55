package dev.backupwatch.eventlog;

import dev.backupwatch.event.Encoded;
import dev.backupwatch.event.Identity;

/** One row of the state as subscribers are told it in a snapshot: encoded once, when it last changed. */
public record StateEntry(Identity identity, Encoded item) {

    public StateKey key() {
        return StateKey.of(identity);
    }
}
