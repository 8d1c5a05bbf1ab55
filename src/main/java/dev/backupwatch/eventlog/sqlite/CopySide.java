package dev.backupwatch.eventlog.sqlite;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.EventType;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.Checkpoint;
import dev.backupwatch.eventlog.LogBounds;
import dev.backupwatch.eventlog.LogPlace;
import dev.backupwatch.eventlog.LogRecord;
import dev.backupwatch.eventlog.LogRefusedException;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.eventlog.SourceAttestation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All that a copy is brought, on the one thread that writes. Readers see it once it is whole. */
final class CopySide {

    private final Path path;
    private final WriteAccess access;
    private final Noticeboard board;
    /** Sources that were, by the records that were taken here. */
    private final Set<ClusterName> removed = new HashSet<>();

    CopySide(Path path, WriteAccess access, Noticeboard board) {
        this.path = path;
        this.access = access;
        this.board = board;
    }

    /**
     * What is there already, so that readers find it before the log that it is a copy of can be asked.
     *
     * @throws LogRefusedException if the file holds a log of its own
     */
    void look() throws IOException {
        Optional<LogBounds> bounds =
                access.performOnSoundFile(session -> Queries.bounds(session.connection()), board::clear);
        Optional<LogPlace> place = access.perform(session -> Queries.place(session.connection()));
        if (place.isEmpty() && bounds.isPresent()) {
            throw new LogRefusedException(
                    "%s holds a log of its own, no copy of a replicated one: choose another file for the copy"
                            .formatted(path));
        }
        if (place().isPresent()) {
            show(bounds);
        }
    }

    /** Empty where there is nothing to go on from. */
    Optional<LogPlace> place() throws IOException {
        return access.performOnSoundFile(session -> Queries.place(session.connection()), board::clear)
                .filter(place -> !place.equals(Copying.ON_THE_WAY));
    }

    void begin(Checkpoint base, Sequence compacted) throws IOException {
        board.clear();
        board.callListeners();
        access.performOnSoundFile(
                session -> {
                    Copying.begin(session, base, compacted);
                    return base;
                },
                board::clear);
    }

    void takePast(List<LoggedEvent> events) throws IOException {
        access.perform(session -> {
            Copying.takePast(session, events);
            return events;
        });
    }

    void arrive(LogPlace place) throws IOException {
        show(access.perform(session -> {
            Copying.arrive(session.connection(), place);
            return Queries.bounds(session.connection());
        }));
    }

    void take(List<LogRecord.Placed> records) throws IOException {
        Optional<LogBounds> reached = access.perform(session -> {
            Copying.take(session, records);
            return Queries.bounds(session.connection());
        });
        records.forEach(this::followSources);
        reached.ifPresent(bounds -> board.show(bounds, records.stream().anyMatch(CopySide::changesTheState), removed));
        board.callListeners();
    }

    Optional<Checkpoint> checkpoint() throws IOException {
        return access.perform(session -> Copying.checkpoint(session.connection()));
    }

    void vouch(Collection<SourceAttestation> attestations) {
        // What was said before a source was removed may be heard after it.
        attestations.stream()
                .filter(attestation -> !removed.contains(attestation.cluster()))
                .forEach(board::show);
        board.callListeners();
    }

    private void followSources(LogRecord.Placed placed) {
        if (placed.record() instanceof LogRecord.Step step) {
            for (LoggedEvent event : step.step().events()) {
                ClusterName cluster = event.facets().cluster();
                if (event.facets().type() == EventType.SOURCE_REMOVED) {
                    removed.add(cluster);
                } else if (event.facets().type() == EventType.SOURCE_ADDED) {
                    removed.remove(cluster);
                }
            }
        }
    }

    private static boolean changesTheState(LogRecord.Placed placed) {
        return placed.record() instanceof LogRecord.Step step
                && !step.step().change().isEmpty();
    }

    private void show(Optional<LogBounds> bounds) {
        bounds.ifPresent(board::show);
        board.callListeners();
    }
}
