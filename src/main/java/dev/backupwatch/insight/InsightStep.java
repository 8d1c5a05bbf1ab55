package dev.backupwatch.insight;

import dev.backupwatch.event.ChangeEvent;
import dev.backupwatch.event.RowKey;
import java.util.List;
import java.util.Set;

/**
 * What one poll leads to, once it is known what the rows mean.
 *
 * @param events those of the lives, each with what its row means, and then those that only insight can tell
 * @param next what to remember once the events are in the log, and not a moment earlier
 * @param touched rows, and tenants, that are to be shown differently from before
 */
public record InsightStep(List<ChangeEvent> events, Insights next, Set<RowKey> touched) {

    public InsightStep {
        events = List.copyOf(events);
        touched = Set.copyOf(touched);
    }
}
