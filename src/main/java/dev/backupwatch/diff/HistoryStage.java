package dev.backupwatch.diff;

import dev.backupwatch.diff.Lives.MarkKey;
import dev.backupwatch.event.Identity;
import dev.backupwatch.event.JobKey;
import dev.backupwatch.event.Life;
import dev.backupwatch.event.Observed;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.TenantId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes in the history rows of one poll: each is an ending to tell, older than the first look, or left for later. */
final class HistoryStage {

    /** What became of one tenant's rows of one kind. */
    private static final class Tally {
        final Map<Long, Instant> dealtWith = new HashMap<>();
        long told;
        long left;
        long lowestLeft = Long.MAX_VALUE;
        long rows;
    }

    private final Transition transition;
    private final Lives before;
    private final Map<MarkKey, Tally> tallies = new HashMap<>();
    private final Map<MarkKey, HistoryMark> marks;

    HistoryStage(Transition transition) {
        this.transition = transition;
        this.before = transition.before;
        this.marks = new HashMap<>(before.marks());
    }

    void takeIn(HistoryReading history) {
        for (RowKind kind : RowKind.values()) {
            history.rows(kind).values().forEach(row -> takeIn(Life.of(kind, row), row));
            history.counts(kind).forEach(count -> advance(kind, count, history));
        }
    }

    HistoryMark mark(RowKind kind, TenantId tenant) {
        return marks.getOrDefault(new MarkKey(kind, tenant), HistoryMark.NONE);
    }

    Map<MarkKey, HistoryMark> marks() {
        return marks;
    }

    /** Whether that life is over, so that its row, where it lingers in the live view, is told no more. */
    boolean isOver(Life life) {
        Tally tally = tallies.get(markKey(life));
        return before.hasRead(life)
                || (tally != null
                        && life.start().equals(tally.dealtWith.get(life.key().id())));
    }

    @Nullable
    Instant unreadSince() {
        if (transition.seen.history().isEmpty()) {
            return before.looks().unread();
        }
        if (tallies.values().stream().allMatch(tally -> tally.left == 0)) {
            return null;
        }
        Instant since = before.looks().unread();
        return since == null ? transition.seen.at() : since;
    }

    private void takeIn(Life life, Row row) {
        Tally tally = tallies.computeIfAbsent(markKey(life), key -> new Tally());
        tally.rows++;
        if (before.hasRead(life)) {
            return;
        }
        if (isSilent(life, row)) {
            tally.dealtWith.put(life.key().id(), life.start());
        } else if (tell(life, row)) {
            tally.dealtWith.put(life.key().id(), life.start());
            tally.told += endsAfter(firstLook(), row) ? 1 : 0;
        } else {
            tally.left++;
            tally.lowestLeft = Math.min(tally.lowestLeft, life.key().id());
        }
    }

    /** @return false if the row must wait for a later poll */
    private boolean tell(Life life, Row row) {
        Told was = transition.told(life.key());
        Lost gone = transition.lost(life);
        if (was != null) {
            transition.end(was.identity(), life, row, Observed.HISTORY);
        } else if (gone != null) {
            transition.end(gone.identity(), life, row, Observed.HISTORY);
        } else if (mustWait(life, row)) {
            return false;
        } else {
            Identity identity = transition.identity(life, row);
            transition.start(identity, life, row, Observed.INFERRED);
            transition.end(identity, life, row, Observed.INFERRED);
        }
        return true;
    }

    /**
     * A row that is live and in the history at its first sight starts in this poll and ends in the next one, for only what
     * was never seen live is inferred; and a task waits until its job is known, unless that has ended.
     */
    private boolean mustWait(Life life, Row row) {
        RowKey job = JobKey.of(row).rowKey();
        if (life.key().kind() == RowKind.JOB) {
            return isLive(life);
        }
        if (transition.told(job) != null) {
            return isLive(life);
        }
        return !transition.knowsJobOf(row) && !before.hasRead(new Life(job, life.start()));
    }

    private boolean isSilent(Life life, Row row) {
        if (transition.isFirstLook()) {
            return !endsAfter(firstLook(), row);
        }
        boolean isTaskOfAToldJob = life.key().kind() == RowKind.TASK && transition.knowsJobOf(row);
        return !isTaskOfAToldJob && before.isBaseline(life, row);
    }

    private static boolean endsAfter(Instant look, Row row) {
        return row.timeIfAny("END_TIMESTAMP").orElse(Instant.MAX).isAfter(look);
    }

    private boolean isLive(Life life) {
        Row live = transition.seen.live().rows().get(life.key());
        return live != null && Life.of(life.key().kind(), live).equals(life);
    }

    /** What was dealt with is remembered always; how far the history was read moves on only where its rows showed. */
    private void advance(RowKind kind, HistoryCount count, HistoryReading history) {
        var key = new MarkKey(kind, count.tenant());
        HistoryMark mark = before.mark(kind, count.tenant());
        Tally tally = tallies.getOrDefault(key, new Tally());
        ReadIds read = tally.dealtWith.isEmpty() ? mark.read() : mark.read().plus(tally.dealtWith);
        boolean hasShown = history.showed(kind, count);
        long accounted =
                hasShown ? accounted(mark, count, tally, history.readAllOf(kind, count.tenant())) : mark.accounted();
        long highest =
                hasShown ? Math.min(Math.max(mark.highest(), count.highestId()), tally.lowestLeft - 1) : mark.highest();
        marks.put(key, new HistoryMark(accounted, highest, read));
    }

    /**
     * Too few leads to one more reading of this tenant, too many would miss a row. So a row that may be in the first
     * look's count already, because it ended before that, is not added to it.
     */
    private long accounted(HistoryMark mark, HistoryCount count, Tally tally, boolean isWhole) {
        if (isWhole) {
            return tally.rows - tally.left;
        }
        return (transition.isFirstLook() ? count.rows() : mark.accounted()) + tally.told;
    }

    private Instant firstLook() {
        Instant first = before.looks().first();
        return first == null ? transition.seen.live().databaseTime() : first;
    }

    private static MarkKey markKey(Life life) {
        RowKey key = life.key();
        return new MarkKey(key.kind(), key.tenant());
    }
}
