package dev.backupwatch.insight;

import dev.backupwatch.event.Row;
import dev.backupwatch.event.Work;
import dev.backupwatch.event.Work.Basis;
import dev.backupwatch.event.Work.Unit;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** How much of a task is done, in the unit that its version makes meaningful. */
final class TaskWork {

    /** As the view has it where more is finished than there is: it is not over yet. */
    private static final double PAST_THE_TOTAL = 99.99;

    private TaskWork() {}

    /**
     * @param previous bytes that the tenant's last successful backup of the same type came to; absent if there is none
     * @return null while nothing can be said, as in the metadata stages
     */
    static @Nullable Work of(Row task, Totals totals, @Nullable Long previous) {
        long logFiles = task.numberOr("LOG_FILE_COUNT", 0);
        if (logFiles > 0 && task.status().equals("BACKUP_LOG")) {
            long finished = task.numberOr("FINISH_LOG_FILE_COUNT", 0);
            return counted(Unit.LOG_FILES, finished, logFiles, task.text("LOG_PROGRESS"));
        }
        if (totals.areReal() && totals.total() > 0) {
            return counted(Unit.MACRO_BLOCKS, Totals.finished(task), totals.total(), task.text("DATA_PROGRESS"));
        }
        long written = task.numberOr("OUTPUT_BYTES", 0);
        return written > 0 ? bytes(written, previous) : null;
    }

    /** @param shown what the view itself makes of them; empty where the version has no such column */
    private static Work counted(Unit unit, long finished, long total, String shown) {
        double percent = finished > total ? PAST_THE_TOTAL : Work.percent((double) finished / total);
        return new Work(unit, finished, total, shown.isEmpty() ? percent : parsed(shown, percent), Basis.COUNTED, null);
    }

    /** Once it is past the estimate nobody knows how much is to come. */
    private static Work bytes(long written, @Nullable Long previous) {
        if (previous == null || previous <= 0) {
            return new Work(Unit.BYTES, written, null, null, Basis.COUNTED, null);
        }
        Double percent = written > previous ? null : Work.percent((double) written / previous);
        return new Work(Unit.BYTES, written, previous, percent, Basis.PREVIOUS, null);
    }

    private static double parsed(String shown, double otherwise) {
        try {
            return Math.max(0, Math.min(100, new BigDecimal(shown).doubleValue()));
        } catch (NumberFormatException unheardOf) {
            return otherwise;
        }
    }
}
