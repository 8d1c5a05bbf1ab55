package dev.backupwatch.eventlog;

import java.util.List;

/**
 * What one append holds, together or not at all: the events of one poll, the change of state that they tell, and what the
 * writer notes for its successor.
 */
public record LogStep(List<LoggedEvent> events, StateChange change, NoteChange notes) {

    public LogStep {
        events = List.copyOf(events);
    }

    public boolean isEmpty() {
        return events.isEmpty() && change.isEmpty() && notes.isEmpty();
    }
}
