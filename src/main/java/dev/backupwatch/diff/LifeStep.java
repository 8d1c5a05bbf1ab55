package dev.backupwatch.diff;

import dev.backupwatch.event.ChangeEvent;
import dev.backupwatch.event.RowKey;
import java.util.List;
import java.util.Set;

/**
 * What one complete poll leads to.
 *
 * @param events in the order in which they are told
 * @param next the lives to go on with once the events are in the log, and not a moment earlier
 * @param touched the keys whose told row differs between before and next, also where no event tells it (a tenant's name)
 */
public record LifeStep(List<ChangeEvent> events, Lives next, Set<RowKey> touched) {

    public LifeStep {
        events = List.copyOf(events);
        touched = Set.copyOf(touched);
    }
}
