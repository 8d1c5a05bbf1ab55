package dev.backupwatch.demo;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stand-ins that share their unpacked programs, and what tests ask them. */
final class StandIns {

    static final StandIn.Setup SETUP = StandIn.Setup.of4301().keepingProgramsIn(Path.of("target", "mariadb"));

    private StandIns() {}

    static List<Map<String, @Nullable String>> rows(Connection connection, String sql) throws SQLException {
        List<Map<String, @Nullable String>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                Map<String, @Nullable String> row = new LinkedHashMap<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.put(result.getMetaData().getColumnLabel(i), result.getString(i));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    static @Nullable String one(Connection connection, String sql) throws SQLException {
        return rows(connection, sql).get(0).values().iterator().next();
    }
}
