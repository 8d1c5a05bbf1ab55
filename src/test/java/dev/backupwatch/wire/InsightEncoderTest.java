package dev.backupwatch.wire;

import static dev.backupwatch.wire.InsightFixture.AGAINST_PREVIOUS;
import static dev.backupwatch.wire.InsightFixture.AT_FOUR;
import static dev.backupwatch.wire.InsightFixture.BY_A_TASK;
import static dev.backupwatch.wire.InsightFixture.FAILURE;
import static dev.backupwatch.wire.InsightFixture.NONE_EVER;
import static dev.backupwatch.wire.InsightFixture.NO_FULL;
import static dev.backupwatch.wire.InsightFixture.OF_A_CLUSTER_JOB;
import static dev.backupwatch.wire.InsightFixture.PROGRESS;
import static dev.backupwatch.wire.InsightFixture.TENANT;
import static dev.backupwatch.wire.InsightFixture.TWICE_AS_LONG;
import static dev.backupwatch.wire.WireFixture.JOB_ROW;
import static dev.backupwatch.wire.WireFixture.PARENT;
import static dev.backupwatch.wire.WireFixture.PLACE;
import static dev.backupwatch.wire.WireFixture.TASK;
import static dev.backupwatch.wire.WireFixture.TASK_ROW;
import static dev.backupwatch.wire.WireFixture.members;
import static dev.backupwatch.wire.WireFixture.parse;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backupwatch.event.ChangeEvent;
import dev.backupwatch.event.EventType;
import dev.backupwatch.event.Failure;
import dev.backupwatch.event.Identity;
import dev.backupwatch.event.Insight;
import dev.backupwatch.event.Observed;
import dev.backupwatch.event.Progress;
import dev.backupwatch.event.RowEvent;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.RowVerb;
import dev.backupwatch.event.Standstill.Movement;
import dev.backupwatch.event.TenantEvent;
import dev.backupwatch.event.TenantEvent.Cause;
import dev.backupwatch.event.TenantId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What insight finds out, in the bytes of the events that tell it. */
class InsightEncoderTest {

    @Test
    void whatARowMeansFollowsTheRow() {
        JsonNode data = encoded(row(RowVerb.FAILED, TASK_ROW, new Insight(PROGRESS, TWICE_AS_LONG, FAILURE)));

        assertThat(members(data)).endsWith("row", "phase", "progress", "comparison", "failure");
        assertThat(data.get("phase")).hasToString("{\"en\":\"copying baseline data\",\"zh\":\"备份基线数据\"}");
    }

    @Test
    void onlyTasksHaveAPhaseAndOnlyOneThatIsKnown() {
        assertThat(encoded(row(RowVerb.UPDATED, JOB_ROW, Insight.NONE)).has("phase"))
                .isFalse();
        assertThat(Phases.of("BACKUP_SOMETHING_NEW")).isEmpty();
    }

    @Test
    void progressSaysWhatIsKnownAndNothingElse() {
        assertThat(progress(PROGRESS))
                .isEqualTo("{\"unit\":\"macro_blocks\",\"finished\":420,\"total\":1000,\"percent\":42.0,"
                        + "\"outputBytesPerSecond\":64000000,\"inputBytesPerSecond\":90000000,"
                        + "\"etaSeconds\":{\"low\":150,\"high\":240}}");
        assertThat(progress(AGAINST_PREVIOUS))
                .isEqualTo("{\"unit\":\"bytes\",\"finished\":73400320,\"total\":100000000,\"percent\":73.4,"
                        + "\"basis\":\"previous\"}");
        assertThat(progress(OF_A_CLUSTER_JOB))
                .isEqualTo("{\"unit\":\"tenants\",\"finished\":3,\"total\":5,\"percent\":61.5,"
                        + "\"running\":2,\"completed\":2,\"failed\":1,\"canceled\":0}");
    }

    @Test
    void aComparisonHasARatioUnlessNothingIsUsual() {
        JsonNode data = encoded(row(RowVerb.COMPLETED, JOB_ROW, new Insight(null, TWICE_AS_LONG, null)));

        assertThat(data.get("comparison"))
                .hasToString("{\"runs\":5,\"durationSeconds\":{\"value\":812.0,\"usual\":400.0,\"ratio\":2.03},"
                        + "\"outputBytes\":{\"value\":1000,\"usual\":1000,\"ratio\":1.0},"
                        + "\"outputBytesPerSecond\":{\"value\":100,\"usual\":0},\"unusual\":true}");
    }

    @Test
    void aFailureHasItsPartsAndOneThatNobodyKnowsHasItsCode() {
        JsonNode known = encoded(row(RowVerb.FAILED, JOB_ROW, new Insight(null, null, FAILURE)));
        JsonNode unknown =
                encoded(row(RowVerb.FAILED, JOB_ROW, new Insight(null, null, new Failure(-9, null, "", null))));

        assertThat(known.get("failure"))
                .hasToString(
                        "{\"code\":-4009,\"name\":\"OB_IO_ERROR\","
                                + "\"meaning\":{\"en\":\"reading or writing failed\",\"zh\":\"读写失败\"},\"message\":\"IO error\","
                                + "\"server\":\"10.0.0.12:2882\",\"logStream\":1001,\"module\":\"BACKUP_DATA\",\"traceId\":\"YB42\"}");
        assertThat(unknown.get("failure")).hasToString("{\"code\":-9,\"message\":\"\"}");
    }

    @Test
    void aJobThatProgressedHasNoChanges() {
        JsonNode event = parse(EventEncoder.encode(InsightFixture.progressed(PROGRESS), PLACE));

        assertThat(event.get("type").asText()).isEqualTo("dev.backupwatch.backup.job.progressed");
        assertThat(event.get("dataschema").asText()).isEqualTo("urn:backupwatch:schema:v1:backup.job");
        assertThat(event.get("subject").asText()).isEqualTo("backup/1002/1");
        assertThat(members(event.get("data")))
                .containsExactly("cluster", "tenantId", "jobId", "status", "text", "observed", "progress", "row");
        assertThat(event.at("/data/observed").asText()).isEqualTo("live");
        assertThat(event.at("/data/row"))
                .isEqualTo(encoded(row(RowVerb.UPDATED, JOB_ROW, Insight.NONE)).get("row"));
    }

    @Test
    void aStallHasItsEvidence() {
        JsonNode event =
                parse(EventEncoder.encode(InsightFixture.stalled(BY_A_TASK, Duration.ofMillis(39_500)), PLACE));

        assertThat(event.get("severity").asText()).isEqualTo("warning");
        assertThat(members(event.get("data")))
                .containsExactly("cluster", "tenantId", "jobId", "status", "text", "observed", "stall", "row");
        assertThat(event.at("/data/stall"))
                .hasToString("{\"lastMoved\":\"2026-11-23T04:00:00.000000Z\",\"subject\":\"backup/1002/1/tasks/3\","
                        + "\"column\":\"OUTPUT_BYTES\",\"phase\":\"BACKUP_DATA_MAJOR\",\"patienceSeconds\":600,"
                        + "\"usualPauseSeconds\":40}");
        assertThat(encoded(InsightFixture.stalled(null, null)).get("stall"))
                .hasToString("{\"lastMoved\":\"2026-11-23T04:00:00.000000Z\",\"phase\":\"BACKUP_DATA_MAJOR\","
                        + "\"patienceSeconds\":600}");
    }

    @Test
    void whatAChildMovedIsToldByItsSubjectWhereThatIsKnownAndElseByItsNumbers() {
        var billing = new TenantId(1004);
        JsonNode byAJob = encoded(InsightFixture.stalled(new Movement(RowKey.job(billing, 7), "STATUS"), null));
        JsonNode byATask =
                encoded(InsightFixture.stalled(new Movement(new RowKey(RowKind.TASK, billing, 9), "STATUS"), null));

        assertThat(byAJob.at("/stall/subject").asText()).isEqualTo("backup/1004/7");
        assertThat(byATask.get("stall").has("subject")).isFalse();
        assertThat(byATask.at("/stall/tenantId").asLong()).isEqualTo(1004);
        assertThat(byATask.at("/stall/taskId").asLong()).isEqualTo(9);
    }

    @Test
    void whatMovesAgainSaysSinceWhen() {
        JsonNode data = encoded(InsightFixture.resumed(AT_FOUR.plusSeconds(720)));

        assertThat(data.at("/stall/moved").asText()).isEqualTo("2026-11-23T04:12:00.000000Z");
        assertThat(members(data.get("progress"))).containsExactly("unit", "finished", "total", "percent");
    }

    @Test
    void anEventOfATenantNamesNoJobOfItsOwn() {
        Identity skipped = TENANT.under(PARENT);
        JsonNode event =
                parse(EventEncoder.encode(new TenantEvent(EventType.TENANT_SKIPPED, skipped, null, null), PLACE));

        assertThat(event.get("type").asText()).isEqualTo("dev.backupwatch.backup.tenant.skipped");
        assertThat(event.get("dataschema").asText()).isEqualTo("urn:backupwatch:schema:v1:backup.tenant");
        assertThat(event.get("subject").asText()).isEqualTo("tenants/1002");
        assertThat(event.get("severity").asText()).isEqualTo("error");
        assertThat(members(event.get("data"))).containsExactly("cluster", "tenantId", "tenantName", "parent", "text");
    }

    @Test
    void whatATenantLacksIsToldWithItsLimitAlsoWhereThereNeverWasASuccess() {
        JsonNode full = encoded(new TenantEvent(EventType.TENANT_OVERDUE, TENANT, NO_FULL, null));
        JsonNode any = encoded(new TenantEvent(EventType.TENANT_CAUGHT_UP, TENANT, NONE_EVER, Cause.NOT_EXPECTED));

        assertThat(members(full)).containsExactly("cluster", "tenantId", "tenantName", "text", "overdue");
        assertThat(full.get("overdue"))
                .hasToString("{\"kind\":\"full\",\"limitSeconds\":691200,"
                        + "\"lastSuccess\":\"2026-11-23T04:00:00.000000Z\",\"since\":\"2026-12-01T04:00:00.000000Z\"}");
        assertThat(any.get("overdue"))
                .hasToString("{\"kind\":\"any\",\"limitSeconds\":93600,\"lastSuccess\":null,"
                        + "\"since\":\"2026-11-24T06:00:00.000000Z\"}");
        assertThat(any.get("reason").asText()).isEqualTo("not_expected");
    }

    private static String progress(Progress progress) {
        return encoded(row(RowVerb.UPDATED, TASK_ROW, Insight.of(progress)))
                .get("progress")
                .toString();
    }

    private static RowEvent row(RowVerb verb, Identity identity, Insight insight) {
        return new RowEvent(verb, identity, TASK, List.of(), Observed.LIVE, null).with(insight);
    }

    private static JsonNode encoded(ChangeEvent event) {
        return parse(EventEncoder.encode(event, PLACE)).get("data");
    }
}
