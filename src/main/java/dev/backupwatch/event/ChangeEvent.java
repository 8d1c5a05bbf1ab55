package dev.backupwatch.event;

/** One change, decided but not yet placed in the log. */
public sealed interface ChangeEvent permits RowEvent, JobEvent, TenantEvent, SourceEvent {

    EventType type();

    Severity severity();

    /** What a filter may look at. */
    Facets facets();
}
