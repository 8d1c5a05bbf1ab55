package dev.backupwatch.diff;

import dev.backupwatch.event.ColumnChange;
import dev.backupwatch.event.Columns;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.RowVerb;
import java.util.List;
import java.util.Locale;

/** What to call the difference between two readings of a row. */
public final class RowChange {

    /** RESULT of what was canceled. */
    private static final int OB_CANCELED = -4072;

    private RowChange() {}

    /** The verb for a live row that differs. A final status seen live is no ending: COMPLETED can still turn to CANCELING. */
    static RowVerb verb(RowKind kind, List<ColumnChange> changes) {
        if (changes.stream().anyMatch(change -> change.column().equals("STATUS"))) {
            return RowVerb.STATUS_CHANGED;
        }
        boolean counts =
                kind == RowKind.TASK && changes.stream().anyMatch(change -> Columns.isCounter(change.column()));
        return counts ? RowVerb.PROGRESSED : RowVerb.UPDATED;
    }

    /** The ending that a history row tells. STATUS is an open set; where it is a word that we do not know, RESULT decides. */
    public static RowVerb ending(Row historyRow) {
        String status = historyRow.status().toUpperCase(Locale.ROOT);
        long result = historyRow.numberOr("RESULT", 0);
        boolean isKnown = status.equals("COMPLETED") || status.equals("FAILED");
        if (status.startsWith("CANCEL") || (!isKnown && result == OB_CANCELED)) {
            return RowVerb.CANCELED;
        }
        if (isKnown) {
            return RowVerb.valueOf(status);
        }
        return result == 0 ? RowVerb.COMPLETED : RowVerb.FAILED;
    }
}
