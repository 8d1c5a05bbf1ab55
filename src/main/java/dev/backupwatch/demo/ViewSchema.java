package dev.backupwatch.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** MariaDB tables that read like OceanBase's views. */
final class ViewSchema {

    private static final Pattern VARCHAR = Pattern.compile("varchar\\((\\d+)\\)");
    private static final int LONGEST_VARCHAR = 255;

    private ViewSchema() {}

    /** In the order to run them; a view without columns gets no table. */
    static List<String> statements(ViewColumns columns) {
        List<String> statements = new ArrayList<>();
        for (View view : View.values()) {
            if (!columns.of(view).isEmpty()) {
                statements.add(createTable(view, columns.of(view)));
            }
        }
        return statements;
    }

    private static String createTable(View view, List<ViewColumns.Column> columns) {
        String definitions = columns.stream().map(ViewSchema::definition).collect(Collectors.joining(",\n    "));
        return """
                CREATE TABLE oceanbase.%s (
                    %s,
                    PRIMARY KEY (%s)
                ) ENGINE=InnoDB""".formatted(view.viewName(), definitions, String.join(", ", view.keyColumns()));
    }

    private static String definition(ViewColumns.Column column) {
        return "`%s` %s %s".formatted(column.name(), storedType(column.type()), constraint(column));
    }

    /** Nine columns of varchar(4096) in utf8mb4 exceed MariaDB's 65,535 bytes a row; TEXT does not count there. */
    private static String storedType(String type) {
        Matcher varchar = VARCHAR.matcher(type);
        return varchar.matches() && Integer.parseInt(varchar.group(1)) > LONGEST_VARCHAR ? "text" : type;
    }

    /** A timestamp says its default always, or MariaDB may renew it with every UPDATE of the row. */
    private static String constraint(ViewColumns.Column column) {
        String type = column.type().toLowerCase(Locale.ROOT);
        if (column.nullable()) {
            return "NULL DEFAULT NULL";
        }
        if (type.startsWith("timestamp")) {
            return "NOT NULL DEFAULT '1970-01-02 00:00:00'";
        }
        return type.startsWith("varchar") ? "NOT NULL DEFAULT ''" : "NOT NULL DEFAULT 0";
    }
}
