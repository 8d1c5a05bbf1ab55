package dev.backupwatch.event;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is told of a job while its row stays as it is.
 *
 * @param row as last told
 * @param standstill present where the job stalled or resumed
 */
public record JobEvent(
        EventType type,
        Identity identity,
        Row row,
        @Nullable Progress progress,
        @Nullable Standstill standstill) implements ChangeEvent {

    private static final Set<EventType> TYPES =
            Set.of(EventType.JOB_PROGRESSED, EventType.JOB_STALLED, EventType.JOB_RESUMED);

    public JobEvent {
        if (!TYPES.contains(type)) {
            throw new IllegalArgumentException("changes the row, or speaks of no job: " + type);
        }
        if ((standstill == null) != (type == EventType.JOB_PROGRESSED)) {
            throw new IllegalArgumentException("stalled and resumed have evidence, and nothing else has");
        }
    }

    @Override
    public Severity severity() {
        return type == EventType.JOB_STALLED ? Severity.WARNING : Severity.INFO;
    }

    @Override
    public Facets facets() {
        return new Facets(identity.cluster(), type, severity(), identity);
    }
}
