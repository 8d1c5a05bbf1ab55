package dev.backupwatch.eventlog.jetstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.Epoch;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.LogBounds;
import dev.backupwatch.eventlog.LogBounds.EpochStart;
import dev.backupwatch.eventlog.Worker;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CatchUpTest {

    private static final int READERS = 1_000;

    private final Worker worker = new Worker("catch-up-test", 1);
    private final AtomicInteger questions = new AtomicInteger();
    private final CountDownLatch firstMayBeAnswered = new CountDownLatch(1);

    @AfterEach
    void endTheWorker() {
        firstMayBeAnswered.countDown();
        worker.end();
    }

    @Test
    void aThousandReadersThatComeAtOnceAskTheLogTwiceAtMostAndNoneIsAnsweredWithWhatWasBeforeIt() {
        var catchUp = new CatchUp(worker, this::newest);
        CompletableFuture<LogBounds> first = catchUp.bounds().subscribeAsCompletionStage();
        Awaitility.await().until(() -> questions.get() == 1);
        List<CompletableFuture<LogBounds>> others = IntStream.range(0, READERS)
                .mapToObj(each -> catchUp.bounds().subscribeAsCompletionStage())
                .toList();
        firstMayBeAnswered.countDown();

        assertThat(first).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(bounds(1));
        assertThat(others)
                .allSatisfy(other ->
                        assertThat(other).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(bounds(2)));
        assertThat(questions).hasValue(2);
    }

    @Test
    void aQuestionThatFailsIsAFailureForAllWhoWaitForItAndForNobodyElse() {
        firstMayBeAnswered.countDown();
        var catchUp = new CatchUp(worker, () -> {
            if (questions.incrementAndGet() == 1) {
                throw new IOException("no NATS server can be reached");
            }
            return bounds(2);
        });

        assertThat(catchUp.bounds().subscribeAsCompletionStage()).failsWithin(Duration.ofSeconds(10));
        assertThat(catchUp.bounds().subscribeAsCompletionStage())
                .succeedsWithin(Duration.ofSeconds(10))
                .isEqualTo(bounds(2));
    }

    private LogBounds newest() throws InterruptedException {
        int number = questions.incrementAndGet();
        firstMayBeAnswered.await();
        return bounds(number);
    }

    private static LogBounds bounds(long head) {
        return new LogBounds(
                List.of(new EpochStart(new Epoch("one"), new Sequence(1))), Sequence.NONE, new Sequence(head));
    }
}
