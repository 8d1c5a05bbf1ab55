package dev.backupwatch.event;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** One column that differs between two readings of a row. */
public record ColumnChange(String column, Cell from, Cell to) {

    /**
     * The columns that differ, in the later row's order. A column that only one of the two rows has is a change of the
     * cluster's version, not of the row: during an upgrade it would tell a fall to 0.
     */
    public static List<ColumnChange> between(Row before, Row after) {
        List<ColumnChange> changes = new ArrayList<>();
        List<String> names = after.columns().names();
        boolean sameColumns = before.columns().equals(after.columns());
        for (int i = 0; i < names.size(); i++) {
            Cell to = after.cells().get(i);
            Cell from = sameColumns
                    ? before.cells().get(i)
                    : before.cell(names.get(i)).orElse(to);
            if (from != to && !from.equals(to)) {
                changes.add(new ColumnChange(names.get(i), from, to));
            }
        }
        return List.copyOf(changes);
    }

    /** Signed; empty unless both values are integers. */
    public OptionalLong delta() {
        return from instanceof Cell.Whole was && to instanceof Cell.Whole is
                ? OptionalLong.of(is.value() - was.value())
                : OptionalLong.empty();
    }
}
