package dev.backupwatch.eventlog;

import java.util.List;

/** What one append holds: the events of one poll and the change of state that they tell, together or not at all. */
public record LogStep(List<LoggedEvent> events, StateChange change) {

    public LogStep {
        events = List.copyOf(events);
    }

    public boolean isEmpty() {
        return events.isEmpty() && change.isEmpty();
    }
}
