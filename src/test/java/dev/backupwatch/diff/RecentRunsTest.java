package dev.backupwatch.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backupwatch.event.Row;
import dev.backupwatch.event.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecentRunsTest {

    private static final TenantId ORDERS = new TenantId(1002);
    private static final Instant START = Instant.parse("2026-11-23T04:00:00Z");

    @Test
    void theLastSixJobsAndTheTasksOfSomeAreRecentRuns() {
        List<Row> jobs = jobs(9, 8, 7, 5, 4, 2);

        assertThat(of(jobs, List.of(task(1002, 5), task(1002, 9))).jobs()).isEqualTo(jobs);
    }

    @Test
    void moreThanSixJobsAreNot() {
        assertThatThrownBy(() -> of(jobs(7, 6, 5, 4, 3, 2, 1), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("7 jobs");
    }

    @Test
    void norJobsThatDoNotBeginWithTheNewestOrComeTwice() {
        assertThatThrownBy(() -> of(jobs(1, 2), List.of())).hasMessageContaining("job 2 after job 1");
        assertThatThrownBy(() -> of(jobs(2, 2), List.of())).hasMessageContaining("job 2 after job 2");
    }

    @Test
    void norARowOfAnotherTenant() {
        List<Row> anothers = List.of(BackupRows.job(1004, 1, START));

        assertThatThrownBy(() -> of(anothers, List.of())).hasMessageContaining("another tenant than 1002");
        assertThatThrownBy(() -> of(jobs(1), List.of(task(1004, 1)))).hasMessageContaining("another tenant than 1002");
    }

    @Test
    void norATaskWithoutItsJob() {
        assertThatThrownBy(() -> of(jobs(3, 1), List.of(task(1002, 2))))
                .hasMessageContaining("none of the jobs [3, 1]");
    }

    @Test
    void whatItHoldsStaysAsItWas() {
        List<Row> jobs = new ArrayList<>(jobs(1));
        RecentRuns runs = of(jobs, List.of());
        jobs.clear();

        assertThat(runs.jobs()).hasSize(1);
    }

    private static RecentRuns of(List<Row> jobs, List<Row> tasks) {
        return new RecentRuns(ORDERS, jobs, tasks, Map.of("FULL", START));
    }

    private static List<Row> jobs(long... ids) {
        return LongStream.of(ids)
                .mapToObj(id -> BackupRows.job(1002, id, START))
                .toList();
    }

    private static Row task(long tenant, long job) {
        return BackupRows.task(tenant, 1, job, START);
    }
}
