package dev.backupwatch.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.demo.BackupViews;
import dev.backupwatch.demo.StandIn;
import dev.backupwatch.demo.View;
import dev.backupwatch.demo.ViewColumns;
import dev.backupwatch.diff.LifePolicy;
import dev.backupwatch.event.RowEvent;
import dev.backupwatch.event.RowVerb;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** 4.0 and 4.1 hold END_TIMESTAMP as text, and a long unread history is walked through in its order. */
class TextTimestampTest {

    private static final LifePolicy THREE_ROWS = LifePolicy.DEFAULT.reading(3);

    @Test
    void anUnreadHistoryIsToldInTheOrderOfItsTextualEndings() throws SQLException {
        var of40 = Looks.SETUP.withColumns(ViewColumns.read("dev/backupwatch/scenario/4.0"), "4.0.0.0");
        try (StandIn standIn = StandIn.start(Path.of("target", "text-timestamps"), of40);
                Connection admin = standIn.connect();
                Looks looks = Looks.at(standIn, SourceConfig.Scope.SYS, THREE_ROWS)) {
            execute(admin, "SET time_zone = '+00:00'");
            assertThat(looks.told()).isEmpty();
            List<String> expected = endFortyJobs(new BackupViews(admin));
            List<String> told = new ArrayList<>();
            for (int poll = 0; poll < 20; poll++) {
                looks.pass(Duration.ofMinutes(1));
                List<RowEvent> step = looks.events();
                assertThat(step).hasSizeLessThanOrEqualTo(2 * 3);
                step.stream()
                        .filter(event -> event.verb() == RowVerb.COMPLETED)
                        .sorted((a, b) -> end(a).compareTo(end(b)))
                        .forEach(event -> told.add(event.identity().subject()));
            }

            assertThat(told).isEqualTo(expected);
        }
    }

    /** Ids fall as time goes on, and the second changes its number of digits. */
    private static List<String> endFortyJobs(BackupViews views) throws SQLException {
        Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofHours(1));
        List<String> inOrder = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Instant end = start.plusMillis(i * 250L);
            views.insert(
                    View.JOB_HISTORY,
                    Map.of(
                            "TENANT_ID",
                            1002,
                            "JOB_ID",
                            100 - i,
                            "START_TIMESTAMP",
                            start,
                            "END_TIMESTAMP",
                            end,
                            "STATUS",
                            "COMPLETED"));
            inOrder.add("backup/1002/" + (100 - i));
        }
        return inOrder;
    }

    private static Instant end(RowEvent event) {
        return event.row().time("END_TIMESTAMP");
    }

    private static void execute(Connection admin, String sql) throws SQLException {
        try (Statement statement = admin.createStatement()) {
            statement.execute(sql);
        }
    }
}
