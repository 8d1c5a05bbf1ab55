package dev.backupwatch.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.demo.BackupViews;
import dev.backupwatch.demo.StandIn;
import dev.backupwatch.demo.View;
import dev.backupwatch.demo.ViewColumns;
import dev.backupwatch.diff.LifePolicy;
import dev.backupwatch.diff.RecentRuns;
import dev.backupwatch.event.RowEvent;
import dev.backupwatch.event.RowVerb;
import dev.backupwatch.event.Tenant;
import dev.backupwatch.event.TenantId;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** 4.0 and 4.1 hold END_TIMESTAMP as text, and a long unread history is walked through in its order. */
class TextTimestampTest {

    private static final LifePolicy THREE_ROWS = LifePolicy.DEFAULT.reading(3);

    private static StandIn standIn;
    private static Connection admin;

    @BeforeAll
    static void start() throws SQLException {
        var of40 = Looks.SETUP.withColumns(ViewColumns.read("dev/backupwatch/scenario/4.0"), "4.0.0.0");
        standIn = StandIn.start(Path.of("target", "text-timestamps"), of40);
        admin = standIn.connect();
        execute("SET time_zone = '+00:00'");
    }

    @AfterAll
    static void stop() throws SQLException {
        admin.close();
        standIn.close();
    }

    @AfterEach
    void forget() throws SQLException {
        execute("DELETE FROM oceanbase." + View.JOB_HISTORY.viewName());
    }

    @Test
    void anUnreadHistoryIsToldInTheOrderOfItsTextualEndings() throws SQLException {
        try (Looks looks = Looks.at(standIn, SourceConfig.Scope.SYS, THREE_ROWS)) {
            assertThat(looks.told()).isEmpty();
            List<String> expected = endFortyJobs(soon(), 100);

            assertThat(endingsInTwentyPolls(looks)).isEqualTo(expected);
        }
    }

    @Test
    void theFirstLookTellsOfTextualEndingsAsFarBackAsItShallAndNoFurther() throws SQLException {
        endFortyJobs(soon().minus(Duration.ofHours(9)), 200);
        List<String> expected = endFortyJobs(soon().minus(Duration.ofHours(2)), 100);
        try (Looks looks = Looks.at(standIn, SourceConfig.Scope.SYS, THREE_ROWS.backfilling(Duration.ofHours(3)))) {
            assertThat(endingsInTwentyPolls(looks)).isEqualTo(expected);
            assertThat(looks.told()).isEmpty();
        }
    }

    /** The second changes its number of digits between the first ending and the last. */
    @Test
    void theLastSuccessIsTheLatestOfTextualEndings() throws SQLException {
        Instant start = soon();
        endFortyJobs(start, 100);
        try (Looks looks = Looks.at(standIn, SourceConfig.Scope.SYS)) {
            RecentRuns runs = looks.recentRuns(1002).get(0);

            assertThat(runs.lastSuccess()).isEqualTo(Map.of("", start.plusMillis(39 * 250L)));
            assertThat(runs.jobs()).hasSize(6);
            assertThat(runs.jobs().get(0).time("END_TIMESTAMP")).isEqualTo(start);
        }
    }

    @Test
    void aVersionWithoutRolesTellsOfATenantOnlyWhenItWasCreated() throws SQLException {
        Instant created = Instant.parse("2024-05-06T01:30:00.123456Z");
        var orders = new TenantId(1002);
        new BackupViews(admin)
                .insert(
                        View.TENANTS,
                        Map.of(
                                "TENANT_ID",
                                1002,
                                "TENANT_NAME",
                                "orders",
                                "TENANT_TYPE",
                                "USER",
                                "STATUS",
                                "NORMAL",
                                "CREATE_TIME",
                                created));
        try (Looks looks = Looks.at(standIn, SourceConfig.Scope.SYS)) {
            assertThat(looks.complete().observation().tenants())
                    .hasValue(Map.of(orders, new Tenant(orders, "orders", "USER", "NORMAL", "", created)));
        } finally {
            execute("DELETE FROM oceanbase." + View.TENANTS.viewName());
        }
    }

    private static Instant soon() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofHours(1));
    }

    private static List<String> endingsInTwentyPolls(Looks looks) {
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
        return told;
    }

    /** Ids fall as time goes on, and the second changes its number of digits. */
    private static List<String> endFortyJobs(Instant start, int highestId) throws SQLException {
        var views = new BackupViews(admin);
        List<String> inOrder = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Instant end = start.plusMillis(i * 250L);
            views.insert(
                    View.JOB_HISTORY,
                    Map.of(
                            "TENANT_ID",
                            1002,
                            "JOB_ID",
                            highestId - i,
                            "START_TIMESTAMP",
                            start,
                            "END_TIMESTAMP",
                            end,
                            "STATUS",
                            "COMPLETED"));
            inOrder.add("backup/1002/" + (highestId - i));
        }
        return inOrder;
    }

    private static Instant end(RowEvent event) {
        return event.row().time("END_TIMESTAMP");
    }

    private static void execute(String sql) throws SQLException {
        try (Statement statement = admin.createStatement()) {
            statement.execute(sql);
        }
    }
}
