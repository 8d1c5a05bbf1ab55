package dev.backupwatch.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of one row.
 *
 * @param row the whole row after the change; the last known one where the life was lost
 * @param changed what differs from the row last told; empty in a start and where nothing was told before
 * @param reason why the life was lost; absent in every other event
 * @param insight what the row means
 */
public record RowEvent(
        RowVerb verb,
        Identity identity,
        Row row,
        List<ColumnChange> changed,
        Observed observed,
        @Nullable LostReason reason,
        Insight insight)
        implements ChangeEvent {

    public RowEvent {
        changed = List.copyOf(changed);
        if ((verb == RowVerb.LOST) != (reason != null)) {
            throw new IllegalArgumentException("a loss has a reason, and nothing else has one");
        }
    }

    /** Before anybody has looked what it means. */
    public RowEvent(
            RowVerb verb,
            Identity identity,
            Row row,
            List<ColumnChange> changed,
            Observed observed,
            @Nullable LostReason reason) {
        this(verb, identity, row, changed, observed, reason, Insight.NONE);
    }

    public RowEvent with(Insight meaning) {
        return new RowEvent(verb, identity, row, changed, observed, reason, meaning);
    }

    @Override
    public EventType type() {
        return EventType.of(identity.key().kind(), verb);
    }

    @Override
    public Severity severity() {
        if (verb == RowVerb.FAILED
                || (verb == RowVerb.STATUS_CHANGED && row.status().equals("FAILED"))) {
            return Severity.ERROR;
        }
        Comparison comparison = insight.comparison();
        boolean isUnusual = comparison != null && comparison.isUnusual();
        return verb == RowVerb.LOST || isUnusual ? Severity.WARNING : Severity.INFO;
    }

    @Override
    public Facets facets() {
        return new Facets(identity.cluster(), type(), severity(), identity);
    }
}
