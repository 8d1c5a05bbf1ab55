package dev.backupwatch.wire;

import static dev.backupwatch.wire.WireFixture.JOB_ROW;
import static dev.backupwatch.wire.WireFixture.PLACE;
import static dev.backupwatch.wire.WireFixture.PROD;
import static dev.backupwatch.wire.WireFixture.TASK;
import static dev.backupwatch.wire.WireFixture.TASK_ROW;
import static dev.backupwatch.wire.WireFixture.members;
import static dev.backupwatch.wire.WireFixture.parse;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backupwatch.event.Cell;
import dev.backupwatch.event.ChangeEvent;
import dev.backupwatch.event.ColumnChange;
import dev.backupwatch.event.EventType;
import dev.backupwatch.event.Identity;
import dev.backupwatch.event.LostReason;
import dev.backupwatch.event.Observed;
import dev.backupwatch.event.RowEvent;
import dev.backupwatch.event.RowVerb;
import dev.backupwatch.event.SourceEvent;
import dev.backupwatch.event.Trouble;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventEncoderTest {

    private static final List<ColumnChange> CHANGES = List.of(
            new ColumnChange("OUTPUT_BYTES", Cell.of(1_048_576), Cell.of(73_400_320)),
            new ColumnChange("END_SCN", Cell.of("0"), Cell.of("1700000000000000001")),
            new ColumnChange("COMMENT", Cell.NOTHING, Cell.of("x")));

    @Test
    void theEnvelopeIsThatOfTheContractInItsOrder() {
        JsonNode event = encoded(row(RowVerb.PROGRESSED, TASK_ROW));

        assertThat(members(event))
                .containsExactly(
                        "specversion",
                        "id",
                        "source",
                        "type",
                        "subject",
                        "time",
                        "datacontenttype",
                        "dataschema",
                        "sequence",
                        "pollend",
                        "severity",
                        "data");
        assertThat(event.get("specversion").asText()).isEqualTo("1.0");
        assertThat(event.get("id").asText()).isEqualTo("k7q2-1742");
        assertThat(event.get("source").asText()).isEqualTo("/clusters/prod");
        assertThat(event.get("type").asText()).isEqualTo("dev.backupwatch.backup.task.progressed");
        assertThat(event.get("subject").asText()).isEqualTo("backup/1002/1/tasks/1");
        assertThat(event.get("time").asText()).isEqualTo("2026-11-23T04:00:00.123456Z");
        assertThat(event.get("datacontenttype").asText()).isEqualTo("application/json");
        assertThat(event.get("dataschema").asText()).isEqualTo("urn:backupwatch:schema:v1:backup.task");
        assertThat(event.get("sequence").asText()).isEqualTo("00000000000000001742");
        assertThat(event.get("pollend").asText()).isEqualTo("k7q2-1745");
        assertThat(event.get("severity").asText()).isEqualTo("info");
    }

    @Test
    void theDataIsThatOfTheContractInItsOrder() {
        JsonNode data = encoded(row(RowVerb.PROGRESSED, TASK_ROW)).get("data");

        assertThat(members(data))
                .containsExactly(
                        "cluster",
                        "tenantId",
                        "tenantName",
                        "jobId",
                        "taskId",
                        "parent",
                        "status",
                        "text",
                        "observed",
                        "changed",
                        "row",
                        "phase");
        assertThat(data.get("parent").toString()).isEqualTo("{\"tenantId\":1,\"jobId\":1}");
        assertThat(data.get("observed").asText()).isEqualTo("live");
        assertThat(data.get("changed").toString())
                .isEqualTo("{\"OUTPUT_BYTES\":{\"from\":1048576,\"to\":73400320,\"delta\":72351744},"
                        + "\"END_SCN\":{\"from\":\"0\",\"to\":\"1700000000000000001\"},"
                        + "\"COMMENT\":{\"from\":null,\"to\":\"x\"}}");
    }

    @Test
    void aRowHasItsColumnsInTheirOrderAndEachValueInItsForm() {
        JsonNode row = encoded(row(RowVerb.PROGRESSED, TASK_ROW)).get("data").get("row");

        assertThat(members(row)).isEqualTo(TASK.columns().names());
        assertThat(row.get("TENANT_ID").isIntegralNumber()).isTrue();
        assertThat(row.get("START_TIMESTAMP").asText()).isEqualTo("2026-11-23T04:00:00.000000Z");
        assertThat(row.get("END_TIMESTAMP").isNull()).isTrue();
        assertThat(row.get("END_SCN").isTextual()).isTrue();
        assertThat(row.get("OUTPUT_RATE_BYTES").textValue()).isEqualTo("0.0000");
        assertThat(row.get("COMMENT").asText()).isEqualTo("disk \"full\"\n磁盘");
    }

    @Test
    void whatIsNotKnownIsAbsentAndAStartHasNoChanges() {
        JsonNode data = encoded(row(RowVerb.STARTED, JOB_ROW)).get("data");

        assertThat(members(data)).containsExactly("cluster", "tenantId", "jobId", "status", "text", "observed", "row");
    }

    @Test
    void theBytesAreOneLine() {
        byte[] bytes = EventEncoder.encode(row(RowVerb.FAILED, TASK_ROW), PLACE);

        assertThat(new String(bytes, StandardCharsets.UTF_8)).doesNotContain("\n");
    }

    @Test
    void aCommentOfSeveralLinesIsStillOneLineOfText() {
        JsonNode data = encoded(row(RowVerb.FAILED, TASK_ROW)).get("data");

        assertThat(data.get("text").get("en").asText()).endsWith("disk \"full\" 磁盘");
        assertThat(data.get("text").get("zh").asText()).endsWith("disk \"full\" 磁盘");
    }

    @Test
    void aLossHasItsReasonAndAnEndingThatFailedIsAnError() {
        assertThat(encoded(row(RowVerb.LOST, JOB_ROW)).get("data").get("reason").asText())
                .isEqualTo("vanished");
        assertThat(encoded(row(RowVerb.LOST, JOB_ROW)).get("severity").asText()).isEqualTo("warning");
        assertThat(encoded(row(RowVerb.FAILED, JOB_ROW)).get("severity").asText())
                .isEqualTo("error");
    }

    @ParameterizedTest
    @EnumSource
    void everyRowEventHasASentenceInBothLanguages(RowVerb verb) {
        for (Identity identity : List.of(JOB_ROW, TASK_ROW)) {
            assertSpeaks(encoded(row(verb, identity)).get("data"));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "SOURCE_.*")
    void everySourceEventHasASentenceInBothLanguagesAndNoSubject(EventType type) {
        Trouble trouble = type == EventType.SOURCE_DEGRADED ? new Trouble("wrong_password", "prod: refused") : null;
        JsonNode event = encoded(new SourceEvent(PROD, type, trouble));

        assertThat(event.has("subject")).isFalse();
        assertThat(event.get("dataschema").asText()).isEqualTo("urn:backupwatch:schema:v1:source");
        assertThat(event.get("data").get("cluster").asText()).isEqualTo("prod");
        assertSpeaks(event.get("data"));
        assertThat(event.get("data").has("reason")).isEqualTo(trouble != null);
    }

    private static void assertSpeaks(JsonNode data) {
        assertThat(members(data.get("text"))).containsExactly("en", "zh");
        assertThat(data.get("text").get("en").asText()).isNotBlank();
        assertThat(data.get("text").get("zh").asText()).containsPattern("\\p{IsHan}");
    }

    private static RowEvent row(RowVerb verb, Identity identity) {
        List<ColumnChange> changes = verb == RowVerb.STARTED || verb == RowVerb.LOST ? List.of() : CHANGES;
        LostReason reason = verb == RowVerb.LOST ? LostReason.VANISHED : null;
        return new RowEvent(verb, identity, TASK, changes, Observed.LIVE, reason);
    }

    private static JsonNode encoded(ChangeEvent event) {
        return parse(EventEncoder.encode(event, PLACE));
    }
}
