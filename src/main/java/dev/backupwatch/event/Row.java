package dev.backupwatch.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One row of a backup view: the cells in the order of its columns. */
public record Row(Columns columns, List<Cell> cells) {

    public Row {
        cells = List.copyOf(cells);
        if (cells.size() != columns.names().size()) {
            throw new IllegalArgumentException("%d cells for %d columns"
                    .formatted(cells.size(), columns.names().size()));
        }
    }

    /** Empty where this cluster's version has no such column. */
    public Optional<Cell> cell(String column) {
        var position = columns.position(column);
        return position.isPresent() ? Optional.of(cells.get(position.getAsInt())) : Optional.empty();
    }

    /** The text in that column; empty where there is none. */
    public String text(String column) {
        return cell(column).orElse(Cell.NOTHING) instanceof Cell.Text text ? text.value() : "";
    }

    /** @throws IllegalArgumentException if the column is absent or holds no integer */
    public long number(String column) {
        if (cell(column).orElse(Cell.NOTHING) instanceof Cell.Whole whole) {
            return whole.value();
        }
        throw new IllegalArgumentException("no integer in column " + column);
    }

    /** The integer in that column, or {@code otherwise} where there is none. */
    public long numberOr(String column, long otherwise) {
        return cell(column).orElse(Cell.NOTHING) instanceof Cell.Whole whole ? whole.value() : otherwise;
    }

    /** @throws IllegalArgumentException if the column is absent or holds no moment */
    public Instant time(String column) {
        return timeIfAny(column).orElseThrow(() -> new IllegalArgumentException("no time in column " + column));
    }

    public Optional<Instant> timeIfAny(String column) {
        return cell(column).orElse(Cell.NOTHING) instanceof Cell.Moment moment
                ? Optional.of(moment.value())
                : Optional.empty();
    }

    public String status() {
        return text("STATUS");
    }
}
