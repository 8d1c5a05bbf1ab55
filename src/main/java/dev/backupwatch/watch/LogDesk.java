package dev.backupwatch.watch;

import dev.backupwatch.event.ChangeEvent;
import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Cursor;
import dev.backupwatch.event.Encoded;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.EventLogWriter;
import dev.backupwatch.eventlog.LogPosition;
import dev.backupwatch.eventlog.LogStep;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.eventlog.Note;
import dev.backupwatch.eventlog.SourceAttestation;
import dev.backupwatch.eventlog.StaleWriterException;
import dev.backupwatch.wire.EventEncoder;
import dev.backupwatch.wire.Placement;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Where all clusters' loops bring their steps: one at a time, each numbered and encoded when its turn comes, because the
 * bytes of an event hold its own place in the log.
 *
 * <p>After an append that failed it is not known whether the step was written. Then the log is opened anew, and each loop
 * goes on from what the log says, by which its step is told exactly once either way.
 */
final class LogDesk {

    private static final Logger LOG = Logger.getLogger(LogDesk.class);

    private final EventLogWriter writer;
    private final WatchListener listener;
    private final OneAtATime turns = new OneAtATime();
    /** Changed only in turns; null while the log is to be opened. */
    private volatile @Nullable LogPosition position;
    /** Changed only in turns. */
    private volatile Opening opening = Opening.NONE;

    private volatile @Nullable String trouble;

    /**
     * One time that the log was opened. What was read of the log in an earlier one may not hold any more.
     *
     * @param end completed when the right to write that it gave is found lost
     */
    record Opening(long number, CompletableFuture<@Nullable Void> end) {

        static final Opening NONE = new Opening(0, new CompletableFuture<>());

        Opening next() {
            return new Opening(number + 1, new CompletableFuture<>());
        }
    }

    LogDesk(EventLogWriter writer) {
        this(writer, WatchListener.NONE);
    }

    LogDesk(EventLogWriter writer, WatchListener listener) {
        this.writer = writer;
        this.listener = listener;
    }

    WatchListener listener() {
        return listener;
    }

    /** One loop's way to the desk, until it leaves: nothing that it still brings is taken from then on. */
    final class Seat {

        private final AtomicBoolean isLeft = new AtomicBoolean();

        /** As at the {@linkplain LogDesk#append desk}. Fails with {@link LogUnavailableException} once it was left. */
        Uni<Void> append(Opening since, Brought step, WatchListener.Attempt origin) {
            return LogDesk.this.append(since, step, origin, isLeft::get);
        }

        /** In order with the appends: whoever reads it finds all that it vouches for. Not durable. Says nothing once it was left. */
        Uni<Void> attest(Opening since, SourceAttestation attestation) {
            return LogDesk.this.attest(since, attestation, isLeft::get);
        }

        /** Completes when what was brought before is written, or failed. */
        Uni<Void> leave() {
            return turns.take(() -> Uni.createFrom().voidItem().invoke(() -> isLeft.set(true)));
        }
    }

    Seat seat() {
        return new Seat();
    }

    /** Whether what is found could be told. */
    boolean mayBeTold() {
        return writer.mayWrite();
    }

    /** The right that this opening gave is lost: the log must be opened again before anything is brought. */
    void standDown(Opening since) {
        if (since.end().complete(null)) {
            LOG.warn("another writer has taken over or may have, so this one stands by");
        }
    }

    /** Completes when the right to write that the last opening gave is lost. */
    Uni<Void> lost() {
        return Uni.createFrom().completionStage(() -> opening.end()).replaceWithVoid();
    }

    /** Opens the log if it is not open. Fails with {@link LogUnavailableException}, or StaleWriterException. */
    Uni<Opening> open() {
        return turns.take(() -> {
            if (position != null && !opening.end().isDone()) {
                return Uni.createFrom().item(opening);
            }
            return writer.open()
                    .invoke(opened -> {
                        position = opened;
                        opening = opening.next();
                        well();
                    })
                    .onFailure(failure -> !(failure instanceof StaleWriterException))
                    .transform(this::unavailable)
                    .map(opened -> opening);
        });
    }

    /**
     * Appends a step that follows from what the log said in that opening. Fails with {@link LogUnavailableException} where
     * it was not written or nobody knows, and where the log was opened anew since.
     */
    Uni<Void> append(Opening since, Brought step) {
        return append(since, step, WatchListener.Attempt.UNHEARD);
    }

    /** @param origin what led to the step */
    Uni<Void> append(Opening since, Brought step, WatchListener.Attempt origin) {
        return append(since, step, origin, () -> false);
    }

    private Uni<Void> append(Opening since, Brought step, WatchListener.Attempt origin, BooleanSupplier isLeft) {
        return step.isEmpty()
                ? Uni.createFrom().voidItem()
                : turns.take(() -> {
                    LogPosition before = position;
                    if (isLeft.getAsBoolean()) {
                        return Uni.createFrom().failure(new LogUnavailableException("it is watched no more"));
                    }
                    if (before == null || !since.equals(opening)) {
                        return Uni.createFrom().failure(new LogUnavailableException("the log is opened anew"));
                    }
                    WatchListener.Append heard = origin.appends(step.events());
                    return write(before, step, heard)
                            .onItemOrFailure()
                            .invoke((written, failure) -> heard.ends(failure));
                });
    }

    private Uni<Void> write(LogPosition before, Brought step, WatchListener.Append heard) {
        List<LoggedEvent> placed = place(before, step, heard.traceparent().orElse(null));
        return rightfully(writer.append(new LogStep(placed, step.change(), step.notes())))
                .invoke(() ->
                        position = new LogPosition(before.epoch(), before.head().plus(placed.size())))
                .onFailure(failure -> !(failure instanceof StaleWriterException))
                .transform(this::unavailable);
    }

    /** What follows from an earlier opening is not said any more: another writer may have said what is newer. */
    private Uni<Void> attest(Opening since, SourceAttestation attestation, BooleanSupplier isLeft) {
        return turns.take(() -> since.equals(opening) && !isLeft.getAsBoolean()
                ? rightfully(writer.attest(attestation))
                : Uni.createFrom().voidItem());
    }

    Uni<List<Note>> notes(ClusterName cluster) {
        return turns.take(() -> rightfully(writer.notes(cluster))
                .onFailure(failure -> !(failure instanceof StaleWriterException))
                .transform(this::unavailable));
    }

    Uni<Set<ClusterName>> notedClusters() {
        return turns.take(() -> rightfully(writer.notedClusters()));
    }

    /** Why nothing can be told at present; empty while the log takes what is brought. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** In a turn: whatever finds out that the right is lost. */
    private <T> Uni<T> rightfully(Uni<T> answer) {
        Opening since = opening;
        return answer.onFailure(StaleWriterException.class).invoke(() -> standDown(since));
    }

    private LogUnavailableException unavailable(Throwable failure) {
        position = null;
        String message = String.valueOf(failure.getMessage());
        if (trouble == null) {
            LOG.warnf("the log cannot be used, so nothing is told until it can: %s", message);
        } else {
            LOG.debugf("the log still cannot be used: %s", message);
        }
        trouble = message;
        return new LogUnavailableException(failure);
    }

    private void well() {
        if (trouble != null) {
            LOG.info("the log can be used again");
        }
        trouble = null;
    }

    private static List<LoggedEvent> place(LogPosition position, Brought step, @Nullable String traceparent) {
        var pollEnd =
                new Cursor(position.epoch(), position.head().plus(step.events().size()));
        List<LoggedEvent> placed = new ArrayList<>(step.events().size());
        Sequence sequence = position.head();
        for (ChangeEvent event : step.events()) {
            sequence = sequence.next();
            var id = new Cursor(position.epoch(), sequence);
            byte[] json = EventEncoder.encode(event, new Placement(id, pollEnd, step.time(), traceparent));
            placed.add(new LoggedEvent(id, pollEnd.sequence(), step.time(), event.facets(), new Encoded(json)));
        }
        return placed;
    }
}
