package dev.backupwatch.eventlog;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.EventType;
import dev.backupwatch.event.Facets;
import dev.backupwatch.event.Identity;
import dev.backupwatch.event.Sequence;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one append holds, together or not at all: the events of one poll, the change of state that they tell, and what the
 * writer notes for its successor.
 */
public record LogStep(List<LoggedEvent> events, StateChange change, NoteChange notes) {

    public LogStep {
        events = List.copyOf(events);
    }

    /**
     * What each log requires before anything is written.
     *
     * @throws IllegalArgumentException if the events do not follow that head one by one, or a row is told as one of another
     *     cluster or tenant than its job, which no log could give back as it was
     */
    public void requireStorableAfter(Sequence head) {
        Sequence expected = head;
        for (LoggedEvent event : events) {
            expected = expected.next();
            if (!event.sequence().equals(expected)) {
                throw new IllegalArgumentException(
                        "event %d does not follow %d".formatted(event.sequence().value(), expected.value() - 1));
            }
            requireOfOnePiece(event.facets().cluster(), event.facets().identity());
        }
        change.put().forEach(entry -> requireOfOnePiece(entry.identity().cluster(), entry.identity()));
    }

    private static void requireOfOnePiece(ClusterName cluster, @Nullable Identity identity) {
        if (identity != null
                && !(identity.cluster().equals(cluster)
                        && identity.job().tenant().equals(identity.key().tenant()))) {
            throw new IllegalArgumentException("a row of another cluster or tenant than its job: " + identity);
        }
    }

    /** Of which nothing is vouched for any more, until they are added again. */
    public Set<ClusterName> removedSources() {
        return events.stream()
                .map(LoggedEvent::facets)
                .filter(facets -> facets.type() == EventType.SOURCE_REMOVED)
                .map(Facets::cluster)
                .collect(Collectors.toSet());
    }

    public boolean isEmpty() {
        return events.isEmpty() && change.isEmpty() && notes.isEmpty();
    }
}
