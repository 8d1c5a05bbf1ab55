package dev.backupwatch.eventlog.memory;

import static dev.backupwatch.eventlog.LogFixture.poll;
import static dev.backupwatch.eventlog.LogFixture.sequences;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.Epoch;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.EventLogContract;
import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.eventlog.EventLogWriter;
import dev.backupwatch.eventlog.LogBounds;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MemoryEventLogTest extends EventLogContract {

    private MemoryEventLog log = new MemoryEventLog(new Random(1), 10_000);

    @Override
    protected EventLogReader newLog() {
        log = new MemoryEventLog(new Random(1), 10_000);
        return log;
    }

    @Override
    protected EventLogWriter newWriter() {
        return log.writer();
    }

    @Test
    void onlyWholePollsAreRemovedAndNeverTheNewest() {
        log = new MemoryEventLog(new Random(1), 450);
        EventLogWriter writer = log.writer();
        Epoch epoch = now(writer.open()).epoch();
        now(writer.append(poll(epoch, 1, 3)));
        now(writer.append(poll(epoch, 4, 4)));
        assertThat(bounds().compacted()).isEqualTo(Sequence.NONE);

        now(writer.append(poll(epoch, 5, 5)));
        assertThat(bounds().compacted()).as("a poll end").isEqualTo(new Sequence(3));
        assertThat(sequences(now(log.readAfter(Sequence.NONE, 10)))).containsExactly(4L, 5L);

        now(writer.append(poll(epoch, 6, 15)));
        assertThat(bounds().compacted()).isEqualTo(new Sequence(5));
        assertThat(now(log.readAfter(Sequence.NONE, 100))).hasSize(10);
    }

    @Test
    void manyRemovalsLeaveTheRestInOrder() {
        log = new MemoryEventLog(new Random(1), 1_000);
        EventLogWriter writer = log.writer();
        Epoch epoch = now(writer.open()).epoch();
        for (int sequence = 1; sequence <= 5_000; sequence++) {
            now(writer.append(poll(epoch, sequence, sequence)));
        }

        assertThat(bounds().compacted()).isEqualTo(new Sequence(4_990));
        assertThat(sequences(now(log.readAfter(new Sequence(4_995), 2)))).containsExactly(4_996L, 4_997L);
        assertThat(sequences(now(log.readBefore(new Sequence(4_993), 9)))).containsExactly(4_992L, 4_991L);
        assertThat(now(log.readBefore(new Sequence(4_990), 9))).isEmpty();
        assertThat(now(log.readBefore(Sequence.NONE, 9))).isEmpty();
    }

    @Test
    void theEpochOfTheNewestRemovedEventIsStillKnownAndOlderOnesAreForgotten() {
        log = new MemoryEventLog(new Random(1), 100);
        Epoch first = writeOne(1);
        Epoch second = writeOne(2);
        assertThat(bounds().knows(first)).as("its event 1 was removed last").isTrue();
        assertThat(bounds().oldestCursor().epoch()).isEqualTo(first);
        Epoch third = writeOne(3);

        assertThat(bounds().knows(first)).isFalse();
        assertThat(bounds().oldestCursor().epoch()).isEqualTo(second);
        assertThat(bounds().headCursor().epoch()).isEqualTo(third);
    }

    private Epoch writeOne(long sequence) {
        EventLogWriter writer = log.writer();
        Epoch epoch = now(writer.open()).epoch();
        now(writer.append(poll(epoch, sequence, sequence)));
        return epoch;
    }

    private LogBounds bounds() {
        return now(log.bounds());
    }
}
