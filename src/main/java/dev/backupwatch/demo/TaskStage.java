package dev.backupwatch.demo;

/** The stages of a task that completes, in order, with the shares of the task's time at which each begins and ends. */
enum TaskStage {
    INIT(0, 0.02),
    BACKUP_SYS_META(0.02, 0.07),
    BACKUP_USER_META(0.07, 0.13),
    BACKUP_META_FINISH(0.13, 0.15),
    BACKUP_DATA_MINOR(0.15, 0.37),
    BACKUP_DATA_MAJOR(0.37, 0.94),
    BACKUP_LOG(0.94, 1),
    COMPLETED(1, 1);

    private final double begin;
    private final double end;

    TaskStage(double begin, double end) {
        this.begin = begin;
        this.end = end;
    }

    /** The share of the task's time that has passed after so much of the stage's, if nothing delays it. */
    double share(double passed) {
        return begin + (end - begin) * passed;
    }
}
