package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.demo.StandIn;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The database server's own log of the statements that it was sent. */
record ServerLog(Connection admin) {

    void begin() throws SQLException {
        try (Statement statement = admin.createStatement()) {
            statement.execute("SET GLOBAL log_output = 'TABLE'");
            statement.execute("SET GLOBAL general_log = ON");
            statement.execute("TRUNCATE mysql.general_log");
        }
    }

    /** What the service sent, oldest first. */
    List<String> statements() throws SQLException {
        List<String> statements = new ArrayList<>();
        String sql = "SELECT CONVERT(argument USING utf8mb4) FROM mysql.general_log"
                + " WHERE command_type = 'Query' AND user_host LIKE '%" + StandIn.MONITOR + "%' ORDER BY event_time";
        try (Statement statement = admin.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                statements.add(result.getString(1));
            }
        }
        return statements;
    }

    void assertPasswdIsNeverRead() throws SQLException {
        List<String> statements = statements();
        assertThat(statements).anyMatch(sql -> sql.contains("CDB_OB_BACKUP_TASK_HISTORY"));
        assertThat(statements)
                .noneMatch(sql -> sql.toUpperCase(java.util.Locale.ROOT).contains("PASSWD"));
        assertThat(statements)
                .noneMatch(sql -> sql.replace("COUNT(*)", "")
                        .replaceAll("/\\*.*?\\*/", "")
                        .contains("*"));
    }
}
