package dev.backupwatch.service;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the database itself says, asked without the service.
 *
 * @param live the columns of each row that runs, by its subject; times are left out, which the two sides write differently
 * @param ended the final status of each row that has ended, by its subject
 */
record Ledger(Map<String, Map<String, String>> live, Map<String, String> ended) {

    private static final String VIEW = "SELECT * FROM oceanbase.CDB_OB_BACKUP_";

    static Ledger of(Connection admin) throws SQLException {
        Map<String, String> ended = new TreeMap<>();
        rows(admin, VIEW + "JOB_HISTORY").forEach((subject, row) -> ended.put(subject, row.get("STATUS")));
        rows(admin, VIEW + "TASK_HISTORY").forEach((subject, row) -> ended.put(subject, row.get("STATUS")));
        Map<String, Map<String, String>> live = rows(admin, VIEW + "JOBS");
        live.putAll(rows(admin, VIEW + "TASKS"));
        // The job of sys is in both views for a moment. It has ended then.
        live.keySet().removeAll(ended.keySet());
        return new Ledger(live, ended);
    }

    /** Without what had ended already when the other was asked. */
    Ledger since(Ledger before) {
        Map<String, String> since = new TreeMap<>(ended);
        since.keySet().removeAll(before.ended().keySet());
        return new Ledger(live, since);
    }

    /** The subjects of all that ever ran. */
    Set<String> everything() {
        Map<String, Object> all = new TreeMap<>(ended);
        all.putAll(live);
        return all.keySet();
    }

    private static Map<String, Map<String, String>> rows(Connection admin, String query) throws SQLException {
        Map<String, Map<String, String>> rows = new TreeMap<>();
        try (Statement statement = admin.createStatement();
                ResultSet answer = statement.executeQuery(query)) {
            while (answer.next()) {
                Map<String, String> row = row(answer);
                rows.put(subject(row), row);
            }
        }
        return rows;
    }

    private static Map<String, String> row(ResultSet answer) throws SQLException {
        Map<String, String> row = new TreeMap<>();
        for (int i = 1; i <= answer.getMetaData().getColumnCount(); i++) {
            String column = answer.getMetaData().getColumnLabel(i);
            if (!column.endsWith("_TIMESTAMP") && !column.equals("PASSWD")) {
                row.put(column, String.valueOf(answer.getString(i)));
            }
        }
        return row;
    }

    private static String subject(Map<String, String> row) {
        String job = "backup/" + row.get("TENANT_ID") + "/" + row.get("JOB_ID");
        return row.containsKey("TASK_ID") ? job + "/tasks/" + row.get("TASK_ID") : job;
    }
}
