package dev.backupwatch.event;

import org.jspecify.annotations.Nullable;

/**
 * A change of what we know about a source as a whole.
 *
 * @param trouble what keeps us from reading it; present in {@code source.degraded} only
 */
public record SourceEvent(
        ClusterName cluster, EventType type, @Nullable Trouble trouble) implements ChangeEvent {

    public SourceEvent {
        if (!type.isOfSource()) {
            throw new IllegalArgumentException("not a type of source events: " + type);
        }
        if ((type == EventType.SOURCE_DEGRADED) != (trouble != null)) {
            throw new IllegalArgumentException("a degraded source has a trouble, and no other event has one");
        }
    }

    @Override
    public Severity severity() {
        return type == EventType.SOURCE_DEGRADED || type == EventType.SOURCE_RECREATED
                ? Severity.WARNING
                : Severity.INFO;
    }

    @Override
    public Facets facets() {
        return new Facets(cluster, type, severity(), null);
    }
}
