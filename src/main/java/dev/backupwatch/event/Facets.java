package dev.backupwatch.event;

import org.jspecify.annotations.Nullable;

/**
 * What a filter may look at without reading the event's bytes.
 *
 * @param identity absent in events that speak of a source as a whole
 */
public record Facets(
        ClusterName cluster,
        EventType type,
        Severity severity,
        @Nullable Identity identity) {}
