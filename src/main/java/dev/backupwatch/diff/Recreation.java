package dev.backupwatch.diff;

import dev.backupwatch.event.ChangeEvent;
import dev.backupwatch.event.EventType;
import dev.backupwatch.event.Life;
import dev.backupwatch.event.LostReason;
import dev.backupwatch.event.Observed;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowEvent;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.RowVerb;
import dev.backupwatch.event.SourceEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Another cluster answers under a name that we know. Proof is a key that comes with another START_TIMESTAMP, since ids
 * are never used twice in a cluster, or a history that has fewer rows than it had and none of those that we knew.
 */
final class Recreation {

    private Recreation() {}

    static boolean isProvenBy(Lives lives, Observation seen) {
        if (lives.isUnseen()) {
            return false;
        }
        return seen.live().rows().entrySet().stream()
                        .anyMatch(row -> isAnotherLife(lives, Life.of(row.getKey(), row.getValue())))
                || seen.history().stream().anyMatch(history -> isProvenBy(lives, history));
    }

    /** Every life ends as lost and the source begins anew: the next poll is its first look. */
    static LifeStep step(Lives lives) {
        List<ChangeEvent> events = new ArrayList<>();
        lives.told().values().stream()
                .sorted(Comparator.comparing(told -> told.life().key()))
                .forEach(told -> events.add(new RowEvent(
                        RowVerb.LOST, told.identity(), told.row(), List.of(), Observed.LIVE, LostReason.RECREATED)));
        events.add(new SourceEvent(lives.cluster(), EventType.SOURCE_RECREATED, null));
        return new LifeStep(
                events,
                Lives.unseen(lives.cluster(), lives.policy()),
                lives.told().keySet());
    }

    private static boolean isProvenBy(Lives lives, HistoryReading history) {
        for (RowKind kind : RowKind.OF_VIEWS) {
            if (history.pages(kind)
                    .anyMatch(page -> page.rows().stream().anyMatch(row -> isAnotherLife(lives, Life.of(kind, row))))) {
                return true;
            }
            Map<RowKey, Row> oldest =
                    history.rowsFromTheOldest(kind, lives.history().catchUp());
            for (HistoryCount count : history.counts(kind)) {
                if (hasFallenWithoutATrace(lives, kind, count, oldest)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A history that was merely trimmed still ends with rows that we dealt with. */
    private static boolean hasFallenWithoutATrace(
            Lives lives, RowKind kind, HistoryCount count, Map<RowKey, Row> oldest) {
        if (count.rows() >= lives.mark(kind, count.tenant()).accounted()) {
            return false;
        }
        List<Row> left = oldest.entrySet().stream()
                .filter(row -> row.getKey().tenant().equals(count.tenant()))
                .map(Map.Entry::getValue)
                .toList();
        return !left.isEmpty() && left.stream().noneMatch(row -> isKnown(lives, Life.of(kind, row), row));
    }

    private static boolean isKnown(Lives lives, Life life, Row historyRow) {
        return lives.hasRead(life) || lives.awaits(life) || lives.isBaseline(life, historyRow);
    }

    private static boolean isAnotherLife(Lives lives, Life life) {
        Told told = lives.told().get(life.key());
        Lost lost = lives.lost().get(life.key());
        return (told != null && !told.life().equals(life))
                || (lost != null && !lost.start().equals(life.start()))
                || lives.mark(life.key().kind(), life.key().tenant()).read().contradicts(life);
    }
}
