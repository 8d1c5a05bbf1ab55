package dev.backupwatch.demo;

/**
 * The stages of a task that completes, in order.
 *
 * @see #share() when each begins
 */
enum TaskStage {
    INIT(0.02),
    BACKUP_SYS_META(0.04),
    BACKUP_USER_META(0.09),
    BACKUP_META_FINISH(0.14),
    BACKUP_DATA_MINOR(0.16),
    BACKUP_DATA_MAJOR(0.36),
    BACKUP_LOG(0.89),
    COMPLETED(0.95);

    private final double share;

    TaskStage(double share) {
        this.share = share;
    }

    /** The share of the backup's time that has passed when the stage begins. */
    double share() {
        return share;
    }
}
