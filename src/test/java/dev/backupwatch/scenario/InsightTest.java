package dev.backupwatch.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the rows mean, in every version. */
class InsightTest extends ScenarioTest {

    @Test
    void aTenantThatAClusterBackupLeftOutIsToldAlthoughTheParentSaysCompleted() {
        scenario.when("sys backs up two tenants, of which one cannot begin", c -> {
                    c.sysBackup(1).starts("1002,1004");
                    c.backup(1002, 1).startsUnder(1);
                })
                .then("job.started 1/1", "job.started 1002/1 under=1/1", "task.started 1002/1/1 under=1/1")
                .when("the other ends", c -> c.backup(1002, 1).ends("STATUS=COMPLETED"))
                .then("task.completed 1002/1/1", "job.completed 1002/1")
                .meaning("job.progressed 1/1")
                .when("and the parent", c -> c.sysBackup(1).ends("STATUS=COMPLETED"))
                .then("job.completed 1/1")
                .meaning("tenant.skipped tenants/1004");
        ToldEvent skipped = scenario.insight("tenant.skipped");
        assertThat(skipped.severity()).isEqualTo("error");
        assertThat(skipped.parent()).isEqualTo("1/1");
        assertThat(skipped.tenantName()).isEqualTo("billing");
    }

    @Test
    void theTwelfthOfAHundredBlocksIsTwelvePercentWhereAVersionCountsThem() {
        scenario.when("a backup starts", c -> c.backup(1002, 1).starts())
                .then("job.started 1002/1", "task.started 1002/1/1")
                .when(
                        "it knows what there is to do, and does a part",
                        c -> c.backup(1002, 1).task("MACRO_BLOCK_COUNT=100 FINISH_MACRO_BLOCK_COUNT=12"))
                .then("task.progressed 1002/1/1 MACRO_BLOCK_COUNT:0->100 FINISH_MACRO_BLOCK_COUNT:0->12"
                        + " DATA_PROGRESS:0.00->12.00")
                .meaning("job.progressed 1002/1");
        assertThat(scenario.insight("job.progressed")
                        .event()
                        .data()
                        .at("/progress/percent")
                        .asDouble())
                .isEqualTo(12.0);
    }
}
