package dev.backupwatch.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.Severity;
import dev.backupwatch.event.Visibility;
import dev.backupwatch.story.Backup;
import dev.backupwatch.story.WrittenLog;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class BlocksTest {

    private static final int BATCHES = 40;
    private static final int THREADS = 4;
    private static final int ROUNDS = 5_000;

    private final CountedFraming framing = new CountedFraming();
    private final Cut all = new Cut(Filter.ALL, framing);
    private final List<Batch> batches = batches();

    @Test
    void twoSubscribersGetTheSameMemoryFramedOnce() {
        var blocks = new Blocks(1 << 20);
        ByteBuf one = blocks.of(all, batches.get(0));
        ByteBuf another = blocks.of(new Cut(Filter.ALL, framing), batches.get(0));

        assertThat(framing.made()).hasSize(1);
        one.skipBytes(5);
        assertThat(text(another)).as("each reads it alone").isEqualTo(expected(batches.get(0)));
        one.setByte(0, '!');
        assertThat(another.getByte(0)).as("it is the same memory").isEqualTo((byte) '!');
        release(blocks, one, another);
    }

    @Test
    void anotherFilterOrAnotherBatchHasBytesOfItsOwn() {
        var blocks = new Blocks(1 << 20);
        ByteBuf one = blocks.of(all, batches.get(0));
        ByteBuf filtered = blocks.of(new Cut(tenant("1002"), framing), batches.get(0));
        ByteBuf next = blocks.of(all, batches.get(1));

        assertThat(framing.made()).hasSize(3);
        assertThat(text(next)).isEqualTo(expected(batches.get(1)));
        assertThat(text(filtered)).isNotEmpty().isNotEqualTo(text(one));
        release(blocks, one, filtered, next);
    }

    @Test
    void whatNobodyElseCanReadIsNotKept() {
        var blocks = new Blocks(1 << 20);
        Batch rest = batches.get(0).after(batches.get(0).first());
        ByteBuf one = blocks.of(all, rest);
        assertThat(text(one)).isEqualTo(expected(rest));
        one.release();

        framing.assertAllReleased();
    }

    @Test
    void aFilterThatLetsNothingThroughHasNothingToWrite() {
        var blocks = new Blocks(1 << 20);
        Cut none = new Cut(tenant("7"), framing);
        ByteBuf one = blocks.of(none, batches.get(0));
        ByteBuf another = blocks.of(none, batches.get(0));

        assertThat(one.isReadable()).isFalse();
        assertThat(another.isReadable()).isFalse();
        assertThat(framing.made()).isEmpty();
    }

    @Test
    void theNewestAreKeptWithinTheBound() {
        Batch last = batches.get(BATCHES - 1);
        var blocks = new Blocks(5 * (2 * last.bytes()));
        for (Batch batch : batches) {
            blocks.of(all, batch).release();
            assertThat(framing.inUse()).isLessThanOrEqualTo(6);
        }
        assertThat(framing.inUse()).isGreaterThanOrEqualTo(4);
        int made = framing.made().size();
        blocks.of(all, last).release();
        assertThat(framing.made()).as("the newest is still there").hasSize(made);
        blocks.of(all, batches.get(0)).release();
        assertThat(framing.made()).as("the oldest is not").hasSize(made + 1);
        release(blocks);
    }

    @Test
    void theNewestIsKeptWhateverItsSize() {
        var blocks = new Blocks(1);
        blocks.of(all, batches.get(0)).release();
        assertThat(framing.inUse()).isEqualTo(1);
        blocks.of(all, batches.get(1)).release();

        assertThat(framing.inUse()).isEqualTo(1);
        assertThat(framing.made().get(1).refCnt()).isEqualTo(1);
        release(blocks);
    }

    /** Else a filter that lets little through would keep the whole log in memory, batch by batch. */
    @Test
    void oneCountsTogetherWithTheBatchThatItKeepsInMemory() {
        long whole = batches.get(0).bytes();
        var blocks = new Blocks(4 * whole);
        var few = new Cut(tenant("1004"), framing);
        for (Batch batch : batches) {
            ByteBuf little = blocks.of(few, batch);
            assertThat((long) little.readableBytes()).isLessThan(whole / 5);
            little.release();
        }

        assertThat(framing.inUse()).isLessThanOrEqualTo(4);
        release(blocks);
    }

    @Test
    void whoHoldsBytesThatAreGivenUpMeanwhileReadsThemToTheirEnd() {
        var blocks = new Blocks(1);
        ByteBuf held = blocks.of(all, batches.get(0));
        blocks.of(all, batches.get(1)).release();
        blocks.clear();
        assertThat(text(held)).isEqualTo(expected(batches.get(0)));

        ByteBuf anew = blocks.of(all, batches.get(0));
        assertThat(framing.made()).hasSize(3);
        release(blocks, held, anew);
    }

    @Test
    void manyThreadsAtOnceGetWholeBytesAndLeaveNoneBehind() throws Exception {
        var blocks = new Blocks(5 * batches.get(0).bytes());
        List<Cut> cuts = List.of(all, new Cut(tenant("1002"), framing), new Cut(tenant("7"), framing));
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                var random = new Random(thread);
                tasks.add(() -> readInRounds(blocks, cuts, random));
            }
            for (Future<Void> done : threads.invokeAll(tasks)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
        release(blocks);
    }

    private Void readInRounds(Blocks blocks, List<Cut> cuts, Random random) {
        for (int round = 0; round < ROUNDS; round++) {
            int newest = round * BATCHES / ROUNDS;
            Batch batch = batches.get(Math.max(0, newest - random.nextInt(8)));
            Cut cut = cuts.get(random.nextInt(cuts.size()));
            ByteBuf bytes = blocks.of(cut, batch);
            if (cut.equals(all)) {
                assertThat(text(bytes)).isEqualTo(expected(batch));
            }
            bytes.release();
            if (random.nextInt(500) == 0) {
                blocks.clear();
            }
        }
        return null;
    }

    private void release(Blocks blocks, ByteBuf... held) {
        for (ByteBuf bytes : held) {
            bytes.release();
        }
        blocks.clear();
        framing.assertAllReleased();
    }

    /** Of twelve events each, one of them tenant 1004's. */
    private static List<Batch> batches() {
        var log = new WrittenLog(1 << 24);
        List<Batch> batches = new ArrayList<>();
        for (int batch = 0; batch < BATCHES; batch++) {
            var before = log.bounds().head();
            for (int job = 1; job < 12; job++) {
                log.poll(Backup.of(1002, job).started());
            }
            log.poll(Backup.of(1004, batch).started());
            batches.add(Batch.of(log.reader().readAfter(before, 12).await().indefinitely()));
        }
        return batches;
    }

    private static Filter tenant(String tenant) {
        return new Filter(Set.of(), Set.of(tenant), Set.of(), Set.of(), Set.of(), Severity.INFO, Visibility.ALL);
    }

    private static String expected(Batch batch) {
        var expected = new StringBuilder();
        batch.events().forEach(event -> expected.append(event.json()).append('\n'));
        return expected.toString();
    }

    private static String text(ByteBuf bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
