package dev.backupwatch.service;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;

/** Who polled when, by the database server's own log. */
record PollLog(Connection admin) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String POLLS = """
            SELECT SUBSTRING_INDEX(user_host, '[', 1), UNIX_TIMESTAMP(CONVERT_TZ(event_time, 'SYSTEM', @@time_zone)) \
            FROM mysql.general_log \
            WHERE command_type = 'Query' AND user_host LIKE '%s%%' \
            AND CONVERT(argument USING utf8mb4) LIKE '%%FROM oceanbase.CDB_OB_BACKUP_%%' ORDER BY event_time""".formatted(Replicas.LOGIN);

    /** @param login of the replica that sent one of a poll's statements */
    record Polled(String login, Instant at) {}

    /** Of what was before nothing is known any more. */
    void begin() throws SQLException {
        new ServerLog(admin).begin();
    }

    /** Oldest first. */
    List<Polled> polls() throws SQLException {
        List<Polled> polls = new ArrayList<>();
        try (Statement statement = admin.createStatement();
                ResultSet result = statement.executeQuery(POLLS)) {
            while (result.next()) {
                polls.add(new Polled(result.getString(1), instant(result.getBigDecimal(2))));
            }
        }
        return polls;
    }

    /** Who polls now. */
    String awaitPoller() throws SQLException {
        begin();
        return awaitFirst("").login();
    }

    /** The first poll of anybody else. */
    Polled awaitFirst(String otherThan) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> first(otherThan), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<Polled> first(String otherThan) throws SQLException {
        return polls().stream().filter(poll -> !poll.login().equals(otherThan)).findFirst();
    }

    private static Instant instant(BigDecimal seconds) {
        return Instant.EPOCH.plus(Duration.ofNanos(seconds.movePointRight(9).longValueExact()));
    }
}
