package dev.backupwatch.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The columns of one OceanBase version's views, in the order {@code desc} gives them. Versions differ: the task view
 * grew from 27 columns to 33, and END_TIMESTAMP was text once.
 */
public record ViewColumns(Map<View, List<Column>> views) {

    /** The types are OceanBase's own, as {@code desc} prints them. */
    public record Column(String name, String type, boolean nullable) {

        static Column parse(String line) {
            List<String> fields = List.of(line.split("\t", -1));
            if (fields.size() != 3) {
                throw new IllegalArgumentException("not name, type and nullability: " + line);
            }
            return new Column(fields.get(0), fields.get(1), fields.get(2).equals("NULL"));
        }
    }

    public ViewColumns {
        views = Map.copyOf(views);
    }

    /** 4.3.0.1, with END_TIMESTAMP nullable: {@code desc} denies it, yet it is NULL while a backup runs. */
    public static ViewColumns of4301() {
        return read("dev/backupwatch/demo/4.3.0.1");
    }

    /**
     * Reads {@code <view name>.tsv} of a folder on the class path, one line a column: name, type, {@code NULL} or
     * {@code NOT NULL}. A view without a file is left out.
     */
    public static ViewColumns read(String folder) {
        Map<View, List<Column>> views = new EnumMap<>(View.class);
        for (View view : View.values()) {
            String resource = folder + "/" + view.viewName() + ".tsv";
            try (InputStream lines = ViewColumns.class.getClassLoader().getResourceAsStream(resource)) {
                if (lines != null) {
                    views.put(view, parse(new String(lines.readAllBytes(), StandardCharsets.UTF_8)));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + resource, e);
            }
        }
        return new ViewColumns(views);
    }

    /** The same, but for one view. */
    public ViewColumns with(View view, List<Column> columns) {
        Map<View, List<Column>> changed = new EnumMap<>(View.class);
        changed.putAll(views);
        changed.put(view, List.copyOf(columns));
        return new ViewColumns(changed);
    }

    public List<Column> of(View view) {
        return views.getOrDefault(view, List.of());
    }

    private static List<Column> parse(String lines) {
        return lines.lines().map(Column::parse).toList();
    }
}
