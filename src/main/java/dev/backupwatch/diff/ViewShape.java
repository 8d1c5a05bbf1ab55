package dev.backupwatch.diff;

import dev.backupwatch.event.Columns;

/**
 * What the live views looked like when they were read. Another shape is another version of the cluster, or the upgrade to it.
 *
 * @param version as OceanBase tells it; empty where it does not
 */
public record ViewShape(Columns jobs, Columns tasks, String version) {}
