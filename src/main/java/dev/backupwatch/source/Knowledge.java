package dev.backupwatch.source;

import dev.backupwatch.diff.ClusterFacts;
import dev.backupwatch.diff.ViewShape;
import dev.backupwatch.event.Columns;
import dev.backupwatch.event.RowKind;

/**
 * What is known of a cluster before its views are read.
 *
 * @param version as OceanBase tells it; empty where it does not
 */
record Knowledge(ViewColumns columns, Viewpoint viewpoint, String version) {

    ViewShape shape() {
        return new ViewShape(live(RowKind.JOB), live(RowKind.TASK), version);
    }

    ClusterFacts facts() {
        return new ClusterFacts(version, viewpoint.vantage());
    }

    Columns live(RowKind kind) {
        return columns.of(viewpoint.live(kind));
    }

    Columns history(RowKind kind) {
        return columns.of(viewpoint.history(kind));
    }
}
