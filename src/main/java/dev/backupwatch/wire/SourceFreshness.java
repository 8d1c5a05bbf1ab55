package dev.backupwatch.wire;

import dev.backupwatch.event.SourceState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** @param asOf the last complete poll all of whose events are at or before the bookmark's cursor; absent before the first */
public record SourceFreshness(SourceState state, @Nullable Instant asOf) {}
