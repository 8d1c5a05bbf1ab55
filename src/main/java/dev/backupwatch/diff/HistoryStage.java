package dev.backupwatch.diff;

import dev.backupwatch.diff.HistoryReading.OrderedPage;
import dev.backupwatch.diff.Lives.MarkKey;
import dev.backupwatch.event.Identity;
import dev.backupwatch.event.JobKey;
import dev.backupwatch.event.Life;
import dev.backupwatch.event.Observed;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes in the history rows of one poll: each is an ending to tell, older than the first look, or left for later. */
final class HistoryStage {

    private final Transition transition;
    private final Lives before;
    private final Map<MarkKey, HistoryTally> tallies = new HashMap<>();

    HistoryStage(Transition transition) {
        this.transition = transition;
        this.before = transition.before;
    }

    /** @return how far the history is read now */
    HistoryProgress takeIn(HistoryReading history) {
        Walk walk = walk(history);
        for (RowKind kind : RowKind.OF_VIEWS) {
            history.rowsById(kind).values().forEach(row -> takeInOneOfAll(Life.of(kind, row), row));
            history.inTimeOrder().stream()
                    .filter(page -> page.query().kind() == kind)
                    .forEach(page -> takeIn(page, walk));
        }
        CatchUp catchUp = walk == null ? backfill(history) : walk.next();
        return new HistoryProgress(
                new HistoryMarking(transition, history, tallies).after(walk),
                catchUp,
                catchUp == null ? caughtUp() : before.history().caughtUp());
    }

    /** At the first look, a walk through what ended after the baseline; one of its parts may have begun it. */
    private @Nullable CatchUp backfill(HistoryReading history) {
        if (!transition.isFirstLook()) {
            return null;
        }
        boolean isNeeded = RowKind.OF_VIEWS.stream()
                .flatMap(kind -> history.counts(kind).stream())
                .anyMatch(count -> count.later() > 0);
        return isNeeded
                ? new CatchUp(List.of(), HistoryPlace.after(baseline()), Map.of(), Map.of())
                : before.history().catchUp();
    }

    /** Of tenants that were not read now, rows may be unread that ended before. */
    private @Nullable Instant caughtUp() {
        Instant last = before.history().caughtUp();
        LiveRows live = transition.seen.live();
        return last == null || live.isWhole() ? live.databaseTime() : last;
    }

    private @Nullable Walk walk(HistoryReading history) {
        CatchUp underWay = before.history().catchUp();
        if (transition.isFirstLook() || history.inTimeOrder().isEmpty()) {
            return null;
        }
        return new Walk(
                underWay == null ? CatchUp.begunBy(history.inTimeOrder().get(0).query()) : underWay);
    }

    private void takeIn(OrderedPage page, @Nullable Walk walk) {
        RowKind kind = page.query().kind();
        for (Row row : page.rows()) {
            Life life = Life.of(kind, row);
            boolean isDealtWith = takeIn(life, row);
            if (walk != null && !walk.passes(page, row, isDealtWith)) {
                return;
            }
        }
        if (walk != null && !page.isFull()) {
            walk.reachedTheEnd(kind);
        }
    }

    /** Whether that life is over, so that its row, where it lingers in the live view, is told no more. */
    boolean isOver(Life life) {
        HistoryTally tally = tallies.get(markKey(life));
        return before.hasRead(life)
                || (tally != null
                        && life.start().equals(tally.dealtWith.get(life.key().id())));
    }

    @Nullable
    Instant unreadSince() {
        if (transition.seen.history().isEmpty()) {
            return before.looks().unread();
        }
        if (tallies.values().stream().allMatch(tally -> tally.left.isEmpty())) {
            return null;
        }
        Instant since = before.looks().unread();
        Instant now = transition.seen.at();
        return since == null || since.isAfter(now) ? now : since;
    }

    private void takeInOneOfAll(Life life, Row row) {
        if (takeIn(life, row)) {
            tally(life).rows++;
        }
    }

    /** @return whether the row needs no further look: it was told now or before, or is never told */
    private boolean takeIn(Life life, Row row) {
        HistoryTally tally = tally(life);
        if (before.hasRead(life)
                || life.start().equals(tally.dealtWith.get(life.key().id()))) {
            return true;
        }
        if (isLeftToTheWalk(row)) {
            return false;
        }
        boolean isTold = !isSilent(life, row);
        if (isTold && !tell(life, row)) {
            tally.left.add(life.key().id());
            return false;
        }
        tally.dealtWith.put(life.key().id(), life.start());
        tally.told += isTold && endsAfter(baseline(), row) ? 1 : 0;
        return true;
    }

    /** At a first look that tells of the past: a walk in the order of time begins with the next poll. */
    private boolean isLeftToTheWalk(Row row) {
        return transition.isFirstLook() && before.isBackfilled() && endsAfter(baseline(), row);
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
            return !endsAfter(baseline(), row);
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

    private Instant baseline() {
        return before.baselineAt(transition.seen.live().databaseTime());
    }

    private HistoryTally tally(Life life) {
        return tallies.computeIfAbsent(markKey(life), key -> new HistoryTally());
    }

    private static MarkKey markKey(Life life) {
        RowKey key = life.key();
        return new MarkKey(key.kind(), key.tenant());
    }
}
