package dev.backupwatch.diff;

import java.util.List;

/** What one poll asked beside the live jobs. */
public record Questions(boolean tasks, boolean probe, List<HistoryQuery> queries, boolean tenants) {

    /** Of a poll that read its tenants group by group; what exactly is not the point there. */
    static final Questions OF_PARTS = new Questions(true, true, List.of(), true);
}
