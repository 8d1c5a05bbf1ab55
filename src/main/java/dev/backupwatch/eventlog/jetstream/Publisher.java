package dev.backupwatch.eventlog.jetstream;

import dev.backupwatch.eventlog.LogPlace;
import dev.backupwatch.eventlog.LogRecord;
import dev.backupwatch.eventlog.Stopwatch;
import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.PublishOptions;
import io.nats.client.api.PublishAck;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Sends a record so that it is written once, after exactly what its sender has read, or not at all. */
final class Publisher {

    /** Of the server's own: records that do not follow its end. */
    private static final int WRONG_LAST_SEQUENCE = 10071;

    private static final Duration PAUSE = Duration.ofMillis(100);
    /** Well within the time in which the server knows what it has. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final NatsLink link;
    private final String subject;
    private final Stopwatch stopwatch;
    private final CountDownLatch closed = new CountDownLatch(1);

    Publisher(NatsLink link, String subject, Stopwatch stopwatch) {
        this.link = link;
        this.subject = subject;
        this.stopwatch = stopwatch;
    }

    void close() {
        closed.countDown();
    }

    /**
     * Returns where the record ends, once all of it is acknowledged. What was not answered is sent again under the same name,
     * which the server takes once.
     *
     * @param after what it must follow
     * @param isWorthWhile whether to send it again
     * @throws RefusedException if something else follows that: nothing of the record counts, unless it was written by an
     *     earlier try whose answer was lost
     * @throws IOException if it is not known whether it is written
     */
    LogPlace publish(String name, LogRecord record, Reach.State after, BooleanSupplier isWorthWhile)
            throws IOException, RefusedException, InterruptedException {
        byte[] packed = RecordForm.pack(record);
        Duration end = stopwatch.elapsed().plus(PATIENCE);
        while (true) {
            try {
                Connection connection = link.connection();
                List<Chunk> chunks = Chunk.of(name, after.place().record(), record.first(), packed, link.mostBytes());
                return new LogPlace(send(connection, chunks, after.position()), name);
            } catch (IOException unanswered) {
                if (!isWorthWhile.getAsBoolean()
                        || stopwatch.elapsed().compareTo(end) > 0
                        || closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw unanswered;
                }
            }
        }
    }

    private long send(Connection connection, List<Chunk> chunks, long after)
            throws IOException, RefusedException, InterruptedException {
        JetStream stream = connection.jetStream(NatsLink.requests());
        List<CompletableFuture<PublishAck>> sent = new ArrayList<>();
        for (Chunk chunk : chunks) {
            var options = PublishOptions.builder()
                    .expectedLastSequence(after + chunk.index())
                    .messageId(chunk.messageId())
                    .build();
            try {
                sent.add(stream.publishAsync(chunk.message(subject), options));
            } catch (IllegalStateException unsent) {
                throw new IOException("nothing can be sent to NATS", unsent);
            }
        }
        long last = after;
        for (CompletableFuture<PublishAck> answer : sent) {
            last = acknowledged(answer);
        }
        return last;
    }

    private static long acknowledged(CompletableFuture<PublishAck> answer)
            throws IOException, RefusedException, InterruptedException {
        try {
            return answer.get(NatsLink.REQUEST.toMillis(), TimeUnit.MILLISECONDS)
                    .getSeqno();
        } catch (TimeoutException unanswered) {
            throw new IOException("NATS did not answer within " + NatsLink.REQUEST, unanswered);
        } catch (ExecutionException failure) {
            JetStreamApiException refusal = refusal(failure);
            if (refusal != null && refusal.getApiErrorCode() == WRONG_LAST_SEQUENCE) {
                throw new RefusedException(refusal);
            }
            throw new IOException("NATS did not take it: " + failure.getMessage(), failure);
        }
    }

    private static @Nullable JetStreamApiException refusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof JetStreamApiException refusal) {
                return refusal;
            }
        }
        return null;
    }
}
