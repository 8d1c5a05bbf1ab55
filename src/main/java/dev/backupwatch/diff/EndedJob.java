package dev.backupwatch.diff;

import dev.backupwatch.event.JobKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A job that ended lately: the history row of its task may come later and then needs the same parent. */
record EndedJob(@Nullable JobKey parent, Instant at) {}
