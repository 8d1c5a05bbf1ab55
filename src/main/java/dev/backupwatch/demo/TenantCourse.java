package dev.backupwatch.demo;

import dev.backupwatch.demo.TenantBackup.Span;
import java.time.Duration;

/** What becomes of one tenant in a cluster backup. */
public enum TenantCourse {
    COMPLETES(TaskShape.STEADY, 1),

    /** With the first error, at some moment in the midst. */
    FAILS(TaskShape.STEADY, 1),

    /** Nothing moves for two thirds of the pace; then it goes on, and completes. */
    STALLS(TaskShape.STALL, 5.0 / 3),

    /** As many bytes as ever in two and a half times the time. */
    IS_SLOW(TaskShape.STEADY, 2.5),

    /** Named as an executor, it gets no job; the cluster's job says COMPLETED nonetheless. */
    IS_SKIPPED(TaskShape.STEADY, 0),

    HAS_A_LONG_TAIL(TaskShape.LONG_TAIL, 1.85),

    /** What is done twice takes longer. */
    RETRIES(TaskShape.RETRIES, 1.6),

    PAUSES(TaskShape.PAUSES, 1.3),

    WRITES_IN_BURSTS(TaskShape.BURSTY, 1);

    private final TaskShape shape;
    private final double length;

    TenantCourse(TaskShape shape, double length) {
        this.shape = shape;
        this.length = length;
    }

    /** Of the task, as far as it gets. */
    TaskShape shape() {
        return shape;
    }

    /**
     * @param usual what the backup would take without trouble
     * @return what it takes
     */
    Span in(Span usual) {
        return new Span(usual.start(), Duration.between(usual.start(), usual.at(length)));
    }
}
