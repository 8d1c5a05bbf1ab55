package dev.backupwatch.wirefault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backupwatch.diff.RecentRuns;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.source.PollCost;
import dev.backupwatch.source.Source;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a real database tells of the last runs of its tenants, seen from sys. */
class RecentRunsTest extends RecentRunsWireTest {

    private PastRuns past;

    @BeforeEach
    void nothingRanYet() {
        past = new PastRuns(views);
    }

    @Test
    void ofTenRunsTheLastSixAreToldNewestFirstWithTheirTasks() throws SQLException {
        for (long job = 1; job <= 10; job++) {
            past.ended(1002, job, "INC", "COMPLETED");
            past.ended(1004, job, "INC", "COMPLETED");
        }

        RecentRuns runs = only(1002);

        assertThat(runs.tenant()).isEqualTo(new TenantId(1002));
        assertThat(runs.jobs()).extracting(job -> job.number("JOB_ID")).containsExactly(10L, 9L, 8L, 7L, 6L, 5L);
        assertThat(runs.tasks())
                .extracting(task -> task.number("TASK_ID"))
                .containsExactlyInAnyOrder(500L, 600L, 700L, 800L, 900L, 1000L);
        assertThat(runs.jobs().get(0).time("END_TIMESTAMP")).isEqualTo(PastRuns.end(10));
    }

    @Test
    void aWeeklyFullBackupIsFoundBehindItsDailyIncrementalOnes() throws SQLException {
        past.ended(1002, 1, "FULL", "COMPLETED");
        past.ended(1002, 2, "FULL", "FAILED");
        for (long job = 3; job <= 9; job++) {
            past.ended(1002, job, "INC", "COMPLETED");
        }
        past.ended(1002, 10, "INC", "CANCELED");
        past.ended(1004, 20, "FULL", "COMPLETED");

        assertThat(only(1002).lastSuccess()).isEqualTo(Map.of("FULL", PastRuns.end(1), "INC", PastRuns.end(9)));
    }

    @Test
    void eachTenantIsAnsweredInTheOrderAskedAlsoOneThatNeverRan() throws SQLException {
        past.ended(1, 3, "FULL", "COMPLETED");
        past.ended(1002, 6, "FULL", "FAILED");

        List<RecentRuns> runs = recentRuns(1002, 1004, 1);

        assertThat(runs).extracting(of -> of.tenant().value()).containsExactly(1002L, 1004L, 1L);
        assertThat(runs).extracting(of -> of.jobs().size()).containsExactly(1, 0, 1);
        assertThat(runs.get(0).lastSuccess()).isEmpty();
        assertThat(runs.get(1)).isEqualTo(new RecentRuns(new TenantId(1004), List.of(), List.of(), Map.of()));
    }

    /** The tasks are asked for from the lowest job to the highest, and jobs need not end in their order. */
    @Test
    void aTaskWhoseJobStillRunsIsNotAmongThem() throws SQLException {
        past.ended(1002, 6, "INC", "COMPLETED");
        past.taskEnded(1002, 7, "COMPLETED");
        past.ended(1002, 8, "INC", "COMPLETED");

        assertThat(only(1002).tasks()).extracting(task -> task.number("JOB_ID")).containsExactlyInAnyOrder(6L, 8L);
    }

    @Test
    void noPasswordAndNoKeyIsRead() throws SQLException {
        past.ended(1002, 6, "FULL", "COMPLETED");
        List<Row> rows = new ArrayList<>(only(1002).jobs());
        rows.addAll(only(1002).tasks());

        assertThat(rows)
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.columns().names()).doesNotContain("PASSWD"));
        assertThat(rows.get(0).text("PATH"))
                .isEqualTo("oss://bucket/backup?host=oss.example.com&access_id=***&access_key=***");
        assertThat(proxy.statements()).noneMatch(sql -> sql.contains("PASSWD"));
    }

    @Test
    void fiftyTenantsAreReadOneAfterTheOtherAndTheirSuccessesAtOnce() throws SQLException {
        past.ended(1002, 6, "FULL", "COMPLETED");
        long[] tenants = LongStream.range(1001, 1051).toArray();

        assertThat(recentRuns(tenants)).hasSize(50);
        List<String> reading = reading();
        assertThat(reading).hasSize(50 + 1 + 1);
        assertThat(reading).allMatch(sql -> sql.contains("QUERY_TIMEOUT(400000)"));
        assertThat(reading).noneMatch(sql -> sql.contains(" OR ") || sql.contains("UNION"));
        assertThat(reading).filteredOn(sql -> sql.contains("GROUP BY")).hasSize(1);
    }

    @Test
    void moreTenantsAreRefusedAndNoneNeedNoConnection() {
        List<TenantId> tooMany = LongStream.rangeClosed(1, Source.MOST_TENANTS + 1)
                .mapToObj(TenantId::new)
                .toList();

        assertThatThrownBy(() -> source.recentRuns(tooMany)).isInstanceOf(IllegalArgumentException.class);
        assertThat(recentRuns()).isEmpty();
        assertThat(proxy.statements()).isEmpty();
    }

    @Test
    void whatItTakesIsNoPollsCostAndItsConnectionIsNotKept() throws SQLException {
        past.ended(1002, 6, "FULL", "COMPLETED");
        pollWell();
        PollCost ofThePoll = source.cost();
        only(1002);

        assertThat(source.cost()).isEqualTo(ofThePoll);
        awaitConnections(1);
    }
}
