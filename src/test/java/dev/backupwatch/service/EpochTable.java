package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The log's own table of who wrote what, read by nobody but SQLite once the service is gone. */
final class EpochTable {

    private EpochTable() {}

    /** A start that wrote nothing leaves its number to the next one. */
    static void assertOneForEachStartThatWrote(Path log, List<Received> events, int starts) throws SQLException {
        Map<String, Long> told = new LinkedHashMap<>();
        for (Received event : events) {
            told.putIfAbsent(epoch(event), event.sequence());
        }
        List<Integer> numbers = new ArrayList<>();
        Map<String, Long> begun = new LinkedHashMap<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + log);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT number, epoch, first FROM epoch ORDER BY number")) {
            while (rows.next()) {
                numbers.add(rows.getInt(1));
                begun.put(rows.getString(2), rows.getLong(3));
            }
        }
        for (int i = 0; i < numbers.size(); i++) {
            assertThat(numbers.get(i)).isEqualTo(i + 1);
        }
        assertThat(begun).containsAllEntriesOf(told).hasSizeBetween(told.size(), told.size() + 1);
        assertThat(begun.size()).isLessThanOrEqualTo(starts);
        int unused = assertEachIsOnePiece(events);
    }

    /** @return how many there are */
    static int assertEachIsOnePiece(List<Received> events) {
        List<String> inTurn = new ArrayList<>();
        for (Received event : events) {
            if (inTurn.isEmpty() || !inTurn.get(inTurn.size() - 1).equals(epoch(event))) {
                inTurn.add(epoch(event));
            }
        }
        assertThat(inTurn).doesNotHaveDuplicates();
        return inTurn.size();
    }

    private static String epoch(Received event) {
        return event.cursor().substring(0, event.cursor().indexOf('-'));
    }
}
