package dev.backupwatch.diff;

import dev.backupwatch.event.Cell;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * During an upgrade a column that a tenant's table still lacks comes back as its default, 0. So a number that falls to
 * exactly 0 may be no number at all, and is worth a second look at the views' shape. A fall to any other value is none.
 */
final class ZeroDoubt {

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final Pattern ZERO = Pattern.compile("-?0+(\\.0+)?");

    private ZeroDoubt() {}

    static boolean arisesFrom(Map<RowKey, Told> told, LiveRows live) {
        for (Map.Entry<RowKey, Row> row : live.rows().entrySet()) {
            Told was = told.get(row.getKey());
            if (was != null && falls(was.row(), row.getValue())) {
                return true;
            }
        }
        return false;
    }

    /** The row with its doubtful zeros replaced by what was last told: the last that is known. */
    static Row withoutDoubt(Row told, Row seen) {
        if (!falls(told, seen)) {
            return seen;
        }
        List<Cell> cells = new ArrayList<>(seen.cells());
        for (int i = 0; i < cells.size(); i++) {
            Cell was = told.cell(seen.columns().names().get(i)).orElse(null);
            if (was != null && isFall(was, cells.get(i))) {
                cells.set(i, was);
            }
        }
        return new Row(seen.columns(), cells);
    }

    private static boolean falls(Row told, Row seen) {
        boolean sameColumns = told.columns().equals(seen.columns());
        for (int i = 0; i < seen.cells().size(); i++) {
            Cell is = seen.cells().get(i);
            Cell was = sameColumns
                    ? told.cells().get(i)
                    : told.cell(seen.columns().names().get(i)).orElse(is);
            if (isFall(was, is)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFall(Cell from, Cell to) {
        return !to.equals(from) && isZero(to) && isNumber(from) && !isZero(from);
    }

    /** Decimals and SCNs are text. */
    private static boolean isNumber(Cell cell) {
        return cell instanceof Cell.Whole
                || (cell instanceof Cell.Text text
                        && NUMBER.matcher(text.value()).matches());
    }

    private static boolean isZero(Cell cell) {
        return cell instanceof Cell.Whole whole
                ? whole.value() == 0
                : cell instanceof Cell.Text text && ZERO.matcher(text.value()).matches();
    }
}
