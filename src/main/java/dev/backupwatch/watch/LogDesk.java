package dev.backupwatch.watch;

import dev.backupwatch.event.ChangeEvent;
import dev.backupwatch.event.Cursor;
import dev.backupwatch.event.Encoded;
import dev.backupwatch.event.Epoch;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.EventLogWriter;
import dev.backupwatch.eventlog.LogPosition;
import dev.backupwatch.eventlog.LogStep;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.eventlog.NoteChange;
import dev.backupwatch.eventlog.SourceAttestation;
import dev.backupwatch.eventlog.StaleWriterException;
import dev.backupwatch.eventlog.StateChange;
import dev.backupwatch.wire.EventEncoder;
import dev.backupwatch.wire.Placement;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Where all clusters' loops bring their steps: one at a time, each numbered and encoded when its turn comes, because the
 * bytes of an event hold its own place in the log.
 */
final class LogDesk {

    private final EventLogWriter writer;
    private final OneAtATime turns = new OneAtATime();
    /** Changed only in turns. */
    private volatile LogPosition position = new LogPosition(new Epoch("0"), Sequence.NONE);

    LogDesk(EventLogWriter writer) {
        this.writer = writer;
    }

    Uni<Void> open() {
        return turns.take(
                () -> writer.open().invoke(opened -> position = opened).replaceWithVoid());
    }

    /**
     * Appends the events of one poll and the change of state that they tell.
     *
     * @param time when that poll completed
     */
    Uni<Void> append(Instant time, List<ChangeEvent> events, StateChange change) {
        if (events.isEmpty() && change.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return turns.take(() -> {
            LogPosition before = position;
            List<LoggedEvent> placed = place(before, time, events);
            var after = new LogPosition(before.epoch(), before.head().plus(placed.size()));
            return writer.append(new LogStep(placed, change, NoteChange.NONE))
                    .invoke(() -> position = after)
                    .onFailure(failure -> !(failure instanceof StaleWriterException))
                    .recoverWithUni(failure -> openAnew(after, !placed.isEmpty(), failure));
        });
    }

    /**
     * It is not known whether the step was written. The head tells, for nobody else has written since: where it has moved,
     * the step is in the log, and bringing it again would tell it twice.
     */
    private Uni<Void> openAnew(LogPosition after, boolean movesTheHead, Throwable failure) {
        return writer.open().invoke(opened -> position = opened).chain(opened -> {
            boolean isWritten = movesTheHead && opened.head().equals(after.head());
            return isWritten ? Uni.createFrom().voidItem() : Uni.createFrom().failure(failure);
        });
    }

    /** In order with the appends: whoever reads it finds all that it vouches for. */
    Uni<Void> attest(SourceAttestation attestation) {
        return turns.take(() -> writer.attest(attestation));
    }

    private static List<LoggedEvent> place(LogPosition position, Instant time, List<ChangeEvent> events) {
        var pollEnd = new Cursor(position.epoch(), position.head().plus(events.size()));
        List<LoggedEvent> placed = new ArrayList<>(events.size());
        Sequence sequence = position.head();
        for (ChangeEvent event : events) {
            sequence = sequence.next();
            var id = new Cursor(position.epoch(), sequence);
            byte[] json = EventEncoder.encode(event, new Placement(id, pollEnd, time));
            placed.add(new LoggedEvent(id, pollEnd.sequence(), time, event.facets(), new Encoded(json)));
        }
        return placed;
    }
}
