package dev.backupwatch.event;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The columns that a view has in this cluster's version, in the view's order. All rows of one read share one. */
public final class Columns {

    private final List<String> names;
    private final Map<String, Integer> positions;

    public Columns(List<String> names) {
        this.names = List.copyOf(names);
        this.positions = new HashMap<>();
        for (int i = 0; i < this.names.size(); i++) {
            if (positions.put(this.names.get(i), i) != null) {
                throw new IllegalArgumentException("column named twice: " + this.names.get(i));
            }
        }
    }

    public static Columns of(String... names) {
        return new Columns(List.of(names));
    }

    /** Whether a column of that name counts what a task has done; a counter of a version yet to come is one too. */
    public static boolean isCounter(String name) {
        return name.endsWith("_COUNT")
                || name.endsWith("_BYTES")
                || name.endsWith("_TURN_ID")
                || name.endsWith("_PROGRESS");
    }

    public List<String> names() {
        return names;
    }

    public OptionalInt position(String name) {
        Integer position = positions.get(name);
        return position == null ? OptionalInt.empty() : OptionalInt.of(position);
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Columns that && names.equals(that.names));
    }

    @Override
    public int hashCode() {
        return names.hashCode();
    }

    @Override
    public String toString() {
        return names.toString();
    }
}
