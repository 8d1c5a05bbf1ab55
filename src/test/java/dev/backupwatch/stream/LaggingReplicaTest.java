package dev.backupwatch.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backupwatch.event.Cursor;
import dev.backupwatch.story.Backup;
import dev.backupwatch.story.ManualClock;
import dev.backupwatch.story.WrittenLog;
import org.junit.jupiter.api.Test;

/** A reader that comes from a replica which is ahead of the one that it comes to. */
class LaggingReplicaTest {

    private final Backup backup = Backup.of(1002, 1);
    private final WrittenLog log = new WrittenLog();
    private final LaggingLog lagging = new LaggingLog(log.reader());

    @Test
    void itsCursorIsNotRefusedAsAheadOfALogThatIsItselfAhead() {
        log.poll(backup.started());
        lagging.stay();
        Cursor ahead = log.poll(backup.taskStarted(1));
        assertThat(lagging.bounds().await().indefinitely().wrote(ahead)).isFalse();

        Streaming stream = begun(ahead.toString());
        assertThat(stream.told()).isEmpty();
        log.poll(backup.taskStarted(2));
        stream.thread.run();
        assertThat(stream.told()).containsExactly("3");
    }

    @Test
    void theSameForACursorOfAWriterThatTheReplicaHasNotHeardOf() {
        log.poll(backup.started());
        lagging.stay();
        log.reopen();
        Cursor ofTheNext = log.poll(backup.taskStarted(1));

        assertThat(begun(ofTheNext.toString()).told()).isEmpty();
    }

    @Test
    void oneThatTheLogItselfDoesNotVouchForIsRefusedAsEver() {
        Cursor head = log.poll(backup.started());
        lagging.stay();
        log.poll(backup.taskStarted(1));

        assertThat(begun(head.epoch().value() + "-99").told()).startsWith("reset", "snapshot");
    }

    @Test
    void aPageIsReadFromThereToo() {
        log.poll(backup.started());
        lagging.stay();
        Cursor ahead = log.poll(backup.taskStarted(1));
        var pages = new LogPages(lagging);

        assertThat(pages.read(ahead.toString(), Filter.ALL, 10)
                        .await()
                        .indefinitely()
                        .scanned())
                .isEqualTo(ahead);
        assertThatThrownBy(() -> pages.read(ahead.epoch().value() + "-99", Filter.ALL, 10)
                        .await()
                        .indefinitely())
                .isInstanceOf(GoneException.class);
    }

    private Streaming begun(String cursor) {
        var stream = new Streaming(lagging, Streaming.from(cursor), new ManualClock());
        stream.thread.run();
        return stream;
    }
}
