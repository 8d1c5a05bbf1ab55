package dev.backupwatch.diff;

import dev.backupwatch.event.RowEvent;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.RowVerb;
import dev.backupwatch.event.TenantId;
import java.util.Comparator;

/**
 * The order of one poll's row events: jobs started (a parent has the lowest tenant, so it comes first), tasks started,
 * changes, task endings, job endings, parents' endings; each in key order, so that every replica agrees.
 */
final class EventOrder {

    static final Comparator<RowEvent> COMPARATOR = Comparator.comparingInt(EventOrder::rank)
            .thenComparing(event -> event.identity().key());

    private EventOrder() {}

    private static int rank(RowEvent event) {
        boolean isJob = event.identity().key().kind() == RowKind.JOB;
        if (event.verb() == RowVerb.STARTED) {
            return isJob ? 0 : 1;
        }
        if (!event.verb().isRemoval()) {
            return 2;
        }
        if (!isJob) {
            return 3;
        }
        return event.identity().key().tenant().equals(TenantId.SYS) ? 5 : 4;
    }
}
