package dev.backupwatch.stream;

import dev.backupwatch.eventlog.Attested;
import dev.backupwatch.eventlog.EventLogReader;
import java.time.Instant;
import java.time.InstantSource;

/** The log as the subscribers of this process read it: each part of it is read once, and framed once for all who get the same. */
record SharedLog(
        EventLogReader log,
        InstantSource clock,
        Tail tail,
        Pages pages,
        Blocks blocks,
        NewestState state,
        Snapshots snapshots,
        ReadTrouble trouble,
        Traffic traffic) {

    Attested attested() {
        return log.attested();
    }

    Instant now() {
        return clock.instant();
    }

    static SharedLog of(EventLogReader log, InstantSource clock, StreamSettings settings) {
        var state = new NewestState(log);
        return new SharedLog(
                log,
                clock,
                new Tail(settings.tail()),
                new Pages(log, settings.pages()),
                new Blocks(settings.blocks()),
                state,
                new Snapshots(state, clock, settings.snapshots()),
                new ReadTrouble(),
                new Traffic());
    }
}
