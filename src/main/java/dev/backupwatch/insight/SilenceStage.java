package dev.backupwatch.insight;

import dev.backupwatch.diff.Told;
import dev.backupwatch.event.Progress;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.Speed;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes back what was said of speed and time left where nothing has moved for so long that it does not hold any more. */
final class SilenceStage {

    private final Appraisal appraisal;
    private final ProgressStage progress;

    SilenceStage(Appraisal appraisal, ProgressStage progress) {
        this.appraisal = appraisal;
        this.progress = progress;
    }

    void takeIn() {
        if (!appraisal.sight.isWhole()) {
            return;
        }
        List<RowKey> silent = new ArrayList<>();
        appraisal.tasks.now().forEach((key, memory) -> {
            if (isSaid(memory.shown()) && memory.isSilent(appraisal.sight.at())) {
                silent.add(key);
            }
        });
        silent.stream().sorted().forEach(this::hush);
    }

    private void hush(RowKey key) {
        TaskMemory memory = appraisal.tasks.get(key);
        Told task = appraisal.told(key);
        if (memory == null || task == null || memory.shown() == null) {
            return;
        }
        Progress atRest = memory.shown().atRest();
        appraisal.tasks.put(key, memory.showing(atRest));
        appraisal.touch(key);
        RowKey job = task.identity().job().rowKey();
        progress.show(job, atRest);
        progress.showParentOf(job);
    }

    private static boolean isSaid(@Nullable Progress shown) {
        return shown != null && (shown.timeLeft() != null || !shown.speed().equals(Speed.UNKNOWN));
    }
}
