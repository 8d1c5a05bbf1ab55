package dev.backupwatch.eventlog.jetstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.Epoch;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.LogFixture;
import dev.backupwatch.eventlog.LogPlace;
import dev.backupwatch.eventlog.LogRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The one rule by which all readers of a stream find the same records in it. */
class AssemblyTest {

    private static final Epoch EPOCH = new Epoch("one");
    private static final int SMALL = 40;

    private final Assembly assembly = new Assembly(0);
    private final List<LogPlace> found = new ArrayList<>();
    private long position;

    @Test
    void aRecordCountsWhenItsLastChunkIsThere() throws IOException {
        List<Chunk> chunks = chunks("a");
        assertThat(chunks).hasSizeGreaterThan(2);
        for (Chunk chunk : chunks.subList(0, chunks.size() - 1)) {
            arrive(chunk);
        }
        assertThat(found).isEmpty();

        arrive(chunks.get(chunks.size() - 1));
        assertThat(found).containsExactly(new LogPlace(chunks.size(), "a"));
    }

    @Test
    void whatItHoldsIsWhatWasWritten() throws IOException {
        LogRecord record = record();
        Optional<Assembly.Whole> whole = Optional.empty();
        for (Chunk chunk : Chunk.of("a", "before", record.first(), RecordForm.pack(record), SMALL)) {
            whole = assembly.add(++position, chunk);
        }
        assertThat(whole).isPresent();
        assertThat(whole.get().previous()).isEqualTo("before");
        assertThat(whole.get().placed().record()).isEqualTo(record);
    }

    @Test
    void anotherRecordsChunkEndsAnUnfinishedOneForAllTime() throws IOException {
        List<Chunk> cutOff = chunks("a");
        arrive(cutOff.get(0));
        arriveAll(chunks("b"));
        for (Chunk late : cutOff.subList(1, cutOff.size())) {
            arrive(late);
        }

        assertThat(names()).containsExactly("b");
    }

    @Test
    void aChunkThatIsMissingInTheMiddleMakesItCountForNothing() throws IOException {
        List<Chunk> chunks = chunks("a");
        arrive(chunks.get(0));
        for (Chunk chunk : chunks.subList(2, chunks.size())) {
            arrive(chunk);
        }
        arriveAll(chunks("b"));

        assertThat(names()).containsExactly("b");
    }

    @Test
    void positionsThatAreNotConsecutiveMakeItCountForNothing() throws IOException {
        List<Chunk> chunks = chunks("a");
        for (Chunk chunk : chunks) {
            arrive(chunk);
            position++;
        }

        assertThat(found).isEmpty();
    }

    @Test
    void aRecordThatIsSentAnewAfterABreakCounts() throws IOException {
        List<Chunk> chunks = chunks("a");
        arrive(chunks.get(0));
        arriveAll(chunks);

        assertThat(names()).containsExactly("a");
    }

    /** The law: whatever was cut off between, exactly the whole ones are found, in their order. */
    @Test
    void amongAnyBrokenOnesTheWholeOnesAreFound() throws IOException {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        List<String> whole = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            List<Chunk> chunks = chunks("r" + i);
            int sent = random.nextBoolean() ? chunks.size() : random.nextInt(chunks.size());
            arriveAll(chunks.subList(0, sent));
            if (sent == chunks.size()) {
                whole.add("r" + i);
            }
        }

        assertThat(names()).as("seed %d", seed).isEqualTo(whole);
    }

    private void arriveAll(List<Chunk> chunks) throws IOException {
        for (Chunk chunk : chunks) {
            arrive(chunk);
        }
    }

    private void arrive(Chunk chunk) throws IOException {
        assembly.add(++position, chunk)
                .ifPresent(whole -> found.add(whole.placed().place()));
        assertThat(assembly.reached()).isEqualTo(position);
    }

    private List<String> names() {
        return found.stream().map(LogPlace::record).toList();
    }

    private static List<Chunk> chunks(String name) {
        LogRecord record = record();
        return Chunk.of(name, "", record.first(), RecordForm.pack(record), SMALL);
    }

    private static LogRecord record() {
        return new LogRecord.Step(EPOCH, new Sequence(1), LogFixture.poll(EPOCH, 1, 2));
    }
}
