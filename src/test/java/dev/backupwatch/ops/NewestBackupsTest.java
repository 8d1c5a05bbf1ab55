package dev.backupwatch.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.SourceState;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.eventlog.memory.MemoryEventLog;
import dev.backupwatch.ops.TroubledLog.Mood;
import dev.backupwatch.story.Backup;
import dev.backupwatch.story.ManualClock;
import dev.backupwatch.story.WrittenLog;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NewestBackupsTest {

    private static final Backup BACKUP = Backup.of(1002, 1);

    private final WrittenLog written = new WrittenLog();
    private final TroubledLog log = new TroubledLog(written.reader());
    private final NewestBackups newest = new NewestBackups(log, Duration.ofMillis(50));

    @Test
    void aStateIsReadOnceForAsLongAsItHolds() {
        written.poll(BACKUP.started());

        assertThat(running()).isEqualTo(1);
        written.attest("prod", SourceState.OK, ManualClock.START);
        assertThat(running()).isEqualTo(1);
        assertThat(log.reads()).isEqualTo(1);
    }

    @Test
    void anotherStateIsReadAnew() {
        written.poll(BACKUP.started());
        assertThat(running()).isEqualTo(1);

        written.poll(Backup.of(1002, 2).started());

        assertThat(running()).isEqualTo(2);
    }

    @Test
    void tasksAreNoJobs() {
        written.poll(BACKUP.started(), BACKUP.taskStarted(1));

        assertThat(running()).isEqualTo(1);
    }

    @Test
    void aLogThatCannotBeReadHasNothingUntilItCan() {
        written.poll(BACKUP.started());
        log.turn(Mood.FAILING);
        assertThat(newest.now()).isEmpty();

        log.turn(Mood.SOUND);
        assertThat(running()).isEqualTo(1);
    }

    @Test
    void aLogThatDoesNotAnswerIsNotWaitedForForEver() {
        log.turn(Mood.SILENT);

        assertThat(newest.now()).isEmpty();
    }

    @Test
    void aLogThatNobodyHasOpenedHasNothing() {
        assertThat(new NewestBackups(new MemoryEventLog(new Random(1), 1000)).now())
                .isEmpty();
    }

    private int running() {
        return newest.now()
                .orElseThrow()
                .getOrDefault(BACKUP.cluster(), Map.of())
                .getOrDefault(new TenantId(BACKUP.tenant()), TenantBackups.NONE)
                .running()
                .size();
    }
}
