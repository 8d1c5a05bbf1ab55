package dev.backupwatch.diff;

import dev.backupwatch.diff.Lives.MarkKey;
import dev.backupwatch.event.RowKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far each tenant's history is read after one poll. */
record HistoryMarking(Transition transition, HistoryReading history, Map<MarkKey, HistoryTally> tallies) {

    /** @param walk null if none is under way */
    Map<MarkKey, HistoryMark> after(@Nullable Walk walk) {
        Draft<MarkKey, HistoryMark> marks = remembered();
        Walk walked = history.hasPagesById() ? null : walk;
        for (RowKind kind : RowKind.OF_VIEWS) {
            var pages = new PagesByTenant(kind, history);
            for (HistoryCount count : history.counts(kind)) {
                var key = new MarkKey(kind, count.tenant());
                HistoryMark known = marks.get(key);
                HistoryMark mark = known == null ? HistoryMark.NONE : known;
                marks.put(key, walked == null ? byId(mark, key, count, pages) : walking(mark, key, count, walked));
            }
        }
        return marks.now();
    }

    /** What was dealt with, also of a tenant that the probe did not show although its rows came after it. */
    private Draft<MarkKey, HistoryMark> remembered() {
        Draft<MarkKey, HistoryMark> marks =
                new Draft<>(transition.before.history().marks());
        tallies.forEach((key, tally) -> {
            if (!tally.dealtWith.isEmpty()) {
                marks.put(key, transition.before.mark(key.kind(), key.tenant()).having(tally.dealtWith));
            }
        });
        return marks;
    }

    private HistoryMark walking(HistoryMark mark, MarkKey key, HistoryCount count, Walk walk) {
        long told = tally(key).told;
        return walk.mark(key.kind(), count, new HistoryMark(mark.accounted() + told, mark.highest(), mark.read()));
    }

    /** It moves on only where the tenant's rows showed. */
    private HistoryMark byId(HistoryMark mark, MarkKey key, HistoryCount count, PagesByTenant pages) {
        boolean isUnasked =
                !transition.isFirstLook() && count.rows() != mark.accounted() && !pages.isAsked(count.tenant());
        if (isUnasked || !pages.showed(count)) {
            return mark;
        }
        HistoryTally tally = tally(key);
        return new HistoryMark(
                accounted(mark, count, tally, pages.readAllOf(count.tenant())),
                count.later() > 0
                        ? mark.highest()
                        : Math.min(Math.max(mark.highest(), count.highestId()), tally.lowestLeft() - 1),
                mark.read());
    }

    /**
     * Too few leads to one more reading of this tenant, too many would miss a row. So a row that may be in the first
     * look's count already, because it ended before that, is not added to it.
     */
    private long accounted(HistoryMark mark, HistoryCount count, HistoryTally tally, boolean isWhole) {
        if (isWhole) {
            return tally.rows;
        }
        return transition.isFirstLook()
                ? count.rows() - count.later() - tally.left.size()
                : mark.accounted() + tally.told;
    }

    private HistoryTally tally(MarkKey key) {
        return tallies.getOrDefault(key, HistoryTally.NOTHING);
    }
}
