package dev.backupwatch.stream;

import dev.backupwatch.event.Cursor;
import dev.backupwatch.event.Epoch;
import dev.backupwatch.event.EventType;
import dev.backupwatch.event.Identity;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.Attested;
import dev.backupwatch.eventlog.LogBounds;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.eventlog.StateKey;
import dev.backupwatch.wire.Conflated;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a subscriber is spared that is behind: progress of a row of which newer progress waits, with nothing else about that
 * row in between. It plans ahead over what waits, and keeps places in the log and what rows were like, not the events.
 */
final class Conflation {

    /** How far it plans ahead, in bytes of events: a bookmark may have to wait for the end of it. */
    private static final long MOST_BYTES = 4L << 20;

    private static final Cursor NOWHERE = new Cursor(Attested.UNOPENED, Sequence.NONE);

    private final Filter filter;
    private final Tail tail;
    /** Each with whether nothing was left out of its row just before it. */
    private final Map<Sequence, Boolean> leftOut = new HashMap<>();
    /** What the event in that place is told for too. */
    private final Map<Sequence, Conflated> successors = new HashMap<>();

    /** The end of what was planned with. */
    private Cursor horizon = NOWHERE;

    /** How many rows' progress was left out and not made up for yet. */
    private int owed;

    Conflation(Filter filter, Tail tail) {
        this.filter = filter;
        this.tail = tail;
    }

    /** Whether all progress that was left out has been made up for: only then does what was told fold to the state. */
    boolean isWhole() {
        return owed == 0;
    }

    /** The stream begins anew: nothing that was left out is missing any more. */
    void forget() {
        leftOut.clear();
        successors.clear();
        horizon = NOWHERE;
        owed = 0;
    }

    /**
     * A writer has opened the log since: what was planned with it may have lost. Then others stand in those places, and the
     * plan is given up; the reason tells that something was left out whose successor is lost.
     */
    Optional<Resume.Reason> doubt(LogBounds bounds) {
        if (bounds.wrote(horizon)) {
            return Optional.empty();
        }
        boolean isWhole = isWhole();
        forget();
        return isWhole ? Optional.empty() : Optional.of(Resume.Reason.UNKNOWN_EPOCH);
    }

    /** The events of the next batch as they are to be told, to be called once for each; empty if just as they are. */
    Optional<List<LoggedEvent>> pass(Batch batch) {
        if (batch.end().sequence().isAfter(horizon.sequence())) {
            plan(batch);
        }
        if (leftOut.isEmpty() && successors.isEmpty()) {
            return Optional.empty();
        }
        List<LoggedEvent> told = new ArrayList<>();
        for (LoggedEvent event : batch.events()) {
            Boolean isFirst = leftOut.remove(event.sequence());
            if (isFirst == null) {
                told.add(told(event));
            } else if (isFirst) {
                owed++;
            }
        }
        return Optional.of(told);
    }

    private LoggedEvent told(LoggedEvent event) {
        Conflated conflated = successors.remove(event.sequence());
        if (conflated == null) {
            return event;
        }
        owed--;
        return event.with(conflated.toldBy(event.json()));
    }

    private void plan(Batch first) {
        Map<StateKey, Waiting> newest = new HashMap<>();
        Epoch epoch = tail.epoch();
        long bytes = 0;
        Optional<Batch> next = Optional.of(first);
        while (next.isPresent() && bytes < MOST_BYTES) {
            next.get().events().forEach(event -> plan(event, newest));
            bytes += next.get().bytes();
            horizon = next.get().end();
            // Not of another log, which may have taken the place of this one in between.
            next = tail.after(horizon.sequence()).filter(more -> tail.epoch().equals(epoch));
        }
    }

    /** Progress that waits, and what was left out before it. */
    private record Waiting(LoggedEvent event, Conflated before) {}

    private void plan(LoggedEvent event, Map<StateKey, Waiting> newest) {
        Identity row = event.facets().identity();
        if (row == null || !event.sequence().isAfter(horizon.sequence())) {
            return;
        }
        StateKey key = StateKey.of(row);
        if (!isProgress(event) || !filter.accepts(event.facets())) {
            newest.remove(key);
            return;
        }
        Waiting older = newest.get(key);
        Conflated before = older == null ? Conflated.nothing() : leaveOut(older);
        if (older != null) {
            successors.put(event.sequence(), before);
        }
        newest.put(key, new Waiting(event, before));
    }

    private Conflated leaveOut(Waiting older) {
        Sequence place = older.event().sequence();
        leftOut.put(place, successors.remove(place) == null);
        return older.before().and(older.event().json());
    }

    private static boolean isProgress(LoggedEvent event) {
        return event.facets().type() == EventType.TASK_PROGRESSED
                || event.facets().type() == EventType.JOB_PROGRESSED;
    }
}
