package dev.backupwatch.event;

import org.jspecify.annotations.Nullable;

/** What a row means, beyond its columns. */
public record Insight(
        @Nullable Progress progress,
        @Nullable Comparison comparison,
        @Nullable Failure failure) {

    public static final Insight NONE = new Insight(null, null, null);

    public static Insight of(Progress progress) {
        return new Insight(progress, null, null);
    }
}
