package dev.backupwatch.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventTypeTest {

    @Test
    void theTypesAreThoseOfTheContractAndNoOthers() {
        assertThat(Arrays.stream(EventType.values()).map(EventType::shortName))
                .containsExactlyInAnyOrder(
                        "backup.job.started",
                        "backup.job.status_changed",
                        "backup.job.progressed",
                        "backup.job.updated",
                        "backup.job.completed",
                        "backup.job.failed",
                        "backup.job.canceled",
                        "backup.job.lost",
                        "backup.job.stalled",
                        "backup.job.resumed",
                        "backup.task.started",
                        "backup.task.status_changed",
                        "backup.task.progressed",
                        "backup.task.updated",
                        "backup.task.completed",
                        "backup.task.failed",
                        "backup.task.canceled",
                        "backup.task.lost",
                        "backup.tenant.skipped",
                        "backup.tenant.overdue",
                        "backup.tenant.caught_up",
                        "source.added",
                        "source.removed",
                        "source.degraded",
                        "source.recovered",
                        "source.recreated");
    }

    @ParameterizedTest
    @EnumSource
    void aTypeIsFoundByItsFullName(EventType type) {
        assertThat(type.fullName()).isEqualTo("dev.backupwatch." + type.shortName());
        assertThat(EventType.ofFullName(type.fullName())).contains(type);
        assertThat(EventType.ofFullName(type.shortName())).isEmpty();
        assertThat(type.shortName()).startsWith(type.family() + ".");
        assertThat(type.isOfSource()).isEqualTo(type.shortName().startsWith("source."));
    }

    @ParameterizedTest
    @EnumSource
    void everyVerbHasItsTypeForJobsAndForTasks(RowVerb verb) {
        assertThat(EventType.of(RowKind.JOB, verb)).hasToString("JOB_" + verb);
        assertThat(EventType.of(RowKind.TASK, verb)).hasToString("TASK_" + verb);
    }
}
