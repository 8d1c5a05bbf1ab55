package dev.backupwatch.diff;

import dev.backupwatch.diff.HistoryReading.OrderedPage;
import dev.backupwatch.diff.Lives.MarkKey;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowKind;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One poll's part of a {@link CatchUp}: how far its pages were dealt with. */
final class Walk {

    private final CatchUp catchUp;
    private final Map<RowKind, HistoryPlace> places;
    private final Map<MarkKey, Long> met;
    private final Set<RowKind> ended = EnumSet.noneOf(RowKind.class);

    Walk(CatchUp catchUp) {
        this.catchUp = catchUp;
        this.places = new EnumMap<>(RowKind.class);
        this.places.putAll(catchUp.places());
        this.met = new HashMap<>(catchUp.met());
    }

    /**
     * Whether the walk goes on behind that row. It stops before a task that was left because its job is not known yet:
     * jobs end after their tasks, so the job may well be among the next ones.
     */
    boolean passes(OrderedPage page, Row row, boolean isDealtWith) {
        RowKind kind = page.query().kind();
        HistoryPlace place = HistoryPlace.of(kind, row);
        Instant jobsReadTo = page.query().stretch().upTo();
        boolean mayItsJobFollow = jobsReadTo != null && !place.end().isBefore(jobsReadTo.minus(CatchUp.PATIENCE));
        if (!isDealtWith && mayItsJobFollow) {
            return false;
        }
        places.put(kind, place);
        if (isDealtWith) {
            met.merge(new MarkKey(kind, place.tenant()), 1L, Long::sum);
        }
        return true;
    }

    void reachedTheEnd(RowKind kind) {
        ended.add(kind);
    }

    /** Null when it is over. */
    @Nullable
    CatchUp next() {
        return isOver() ? null : new CatchUp(catchUp.tenants(), catchUp.beginning(), places, met);
    }

    /** At the end a count that does not add up says that rows were missed: then all are unread again. */
    HistoryMark mark(RowKind kind, HistoryCount count, HistoryMark sofar) {
        if (!isOver() || !catchUp.isOf(count.tenant())) {
            return sofar;
        }
        long accounted = catchUp.isFromTheBeginning()
                ? met.getOrDefault(new MarkKey(kind, count.tenant()), 0L)
                : sofar.accounted();
        long highest = accounted == count.rows() ? Math.max(sofar.highest(), count.highestId()) : 0;
        return new HistoryMark(accounted, highest, sofar.read());
    }

    /** Tasks end last, for they are read up to where the jobs are. */
    private boolean isOver() {
        return ended.contains(RowKind.JOB) && ended.contains(RowKind.TASK);
    }
}
