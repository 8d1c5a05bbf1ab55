package dev.backupwatch.event;

import org.jspecify.annotations.Nullable;

/**
 * How much is done, and of how much.
 *
 * @param total in the same unit; absent where it cannot be known
 * @param percent 0 to 100; may fall, for totals may be raised; absent where it cannot be known
 * @param tenants present in {@link Unit#TENANTS} only
 */
public record Work(
        Unit unit,
        long finished,
        @Nullable Long total,
        @Nullable Double percent,
        Basis basis,
        @Nullable Tally tenants) {

    /** What is counted. */
    public enum Unit {
        MACRO_BLOCKS,
        LOG_FILES,
        BYTES,
        TENANTS;
    }

    /** Where the total comes from. */
    public enum Basis {
        /** The database's own counters. */
        COUNTED,
        /** An estimate: what the last successful backup of the same tenant and type came to. */
        PREVIOUS
    }

    /**
     * How the tenants' jobs of a cluster job stand; those that are none of these have not ended.
     *
     * @param running with a job that has not ended
     */
    public record Tally(int running, int completed, int failed, int canceled) {}

    /** In percent with at most two decimals, from 0 to 100. */
    public static double percent(double share) {
        return Math.round(Math.max(0, Math.min(1, share)) * 10_000) / 100.0;
    }
}
