package dev.backupwatch.diff;

import dev.backupwatch.event.Columns;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The shape of a stand-in cluster's live views, and what a source knows of it. */
public final class ScriptedShape {

    static final Duration KNOWN_FOR = Duration.ofSeconds(60);

    private ViewShape shape = new ViewShape(BackupRows.JOB_COLUMNS, BackupRows.TASK_COLUMNS, "4.3.0.1");
    private @Nullable ViewShape known;
    private Instant knownAt = Instant.MIN;

    void version(String version) {
        shape = new ViewShape(shape.jobs(), shape.tasks(), version);
    }

    void taskColumns(Columns columns) {
        shape = new ViewShape(shape.jobs(), columns, shape.version());
    }

    ViewShape known(Instant now) {
        if (known == null || !now.isBefore(knownAt.plus(KNOWN_FOR))) {
            known = shape;
            knownAt = now;
        }
        return known;
    }

    /** A second look: whether what was known still holds. From now on the truth is known. */
    boolean isConfirmed(Instant now) {
        boolean isConfirmed = shape.equals(known);
        known = shape;
        knownAt = now;
        return isConfirmed;
    }
}
