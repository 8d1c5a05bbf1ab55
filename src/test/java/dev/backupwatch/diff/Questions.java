package dev.backupwatch.diff;

import java.util.List;

/** What one poll asked beside the live jobs. */
public record Questions(boolean tasks, boolean probe, List<HistoryQuery> queries, boolean tenants) {}
