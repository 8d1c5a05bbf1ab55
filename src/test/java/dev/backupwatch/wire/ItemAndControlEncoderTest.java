package dev.backupwatch.wire;

import static dev.backupwatch.wire.WireFixture.EPOCH;
import static dev.backupwatch.wire.WireFixture.JOB_ROW;
import static dev.backupwatch.wire.WireFixture.PLACE;
import static dev.backupwatch.wire.WireFixture.PROD;
import static dev.backupwatch.wire.WireFixture.TASK;
import static dev.backupwatch.wire.WireFixture.TASK_ROW;
import static dev.backupwatch.wire.WireFixture.TIME;
import static dev.backupwatch.wire.WireFixture.members;
import static dev.backupwatch.wire.WireFixture.parse;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backupwatch.event.Cursor;
import dev.backupwatch.event.Insight;
import dev.backupwatch.event.Observed;
import dev.backupwatch.event.RowEvent;
import dev.backupwatch.event.RowVerb;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.event.SourceState;
import dev.backupwatch.event.Tenant;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.wire.ControlEncoder.Bookmark;
import dev.backupwatch.wire.ControlEncoder.SnapshotPart;
import dev.backupwatch.wire.ControlEncoder.Stamp;
import dev.backupwatch.wire.ItemEncoder.Item;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ItemAndControlEncoderTest {

    private static final Stamp STAMP = new Stamp("c9-3", TIME);
    private static final byte[] ITEM = ItemEncoder.encode(new Item(TASK_ROW, TASK, TIME, null, null));

    @Test
    void anItemHasTheMembersOfTheContractInItsOrder() {
        JsonNode item = parse(ITEM);

        assertThat(members(item))
                .containsExactly(
                        "source",
                        "subject",
                        "cluster",
                        "tenantId",
                        "tenantName",
                        "jobId",
                        "taskId",
                        "parent",
                        "status",
                        "since",
                        "row",
                        "phase",
                        "conditions");
        assertThat(item.get("since").asText()).isEqualTo("2026-11-23T04:00:00.123456Z");
        assertThat(item.get("conditions").isArray()).isTrue();
    }

    @Test
    void theItemOfAnEndedLifeIsTheLiveOnesWithTheTypeOfItsEnding() {
        var ending = new RowEvent(RowVerb.COMPLETED, TASK_ROW, TASK, List.of(), Observed.HISTORY, null);
        JsonNode item = parse(ItemEncoder.fromEnding(EventEncoder.encode(ending, PLACE)));

        assertThat(item.get("type").asText()).isEqualTo("dev.backupwatch.backup.task.completed");
        assertThat(members(item)).containsAll(members(parse(ITEM)));
        assertThat(item.get("row")).isEqualTo(parse(ITEM).get("row"));
    }

    @Test
    void anItemSaysHowFarItIsAndWhatHolds() {
        JsonNode item = parse(
                ItemEncoder.encode(new Item(JOB_ROW, TASK, TIME, InsightFixture.PROGRESS, InsightFixture.STANDSTILL)));

        assertThat(members(item)).endsWith("row", "progress", "stall", "conditions");
        assertThat(item.at("/progress/percent").asDouble()).isEqualTo(42);
        assertThat(item.at("/stall/column").asText()).isEqualTo("OUTPUT_BYTES");
        assertThat(item.get("conditions")).hasToString("[\"stalled\"]");
    }

    @Test
    void theItemOfAnEndedLifeKeepsWhatItMeant() {
        var meaning =
                new Insight(InsightFixture.PROGRESS.atRest(), InsightFixture.TWICE_AS_LONG, InsightFixture.FAILURE);
        var ending = new RowEvent(RowVerb.FAILED, TASK_ROW, TASK, List.of(), Observed.HISTORY, null).with(meaning);
        JsonNode item = parse(ItemEncoder.fromEnding(EventEncoder.encode(ending, PLACE)));

        assertThat(members(item)).endsWith("row", "phase", "progress", "comparison", "failure", "type", "conditions");
        assertThat(item.at("/failure/name").asText()).isEqualTo("OB_IO_ERROR");
    }

    @Test
    void aSnapshotPartHoldsItsItemsAndTenants() {
        var tenant = new Tenant(new TenantId(1002), "orders", "USER", "NORMAL");
        byte[] job = ItemEncoder.encode(new Item(JOB_ROW, TASK, TIME, null, null));
        var part = new SnapshotPart(
                1, 2, List.of(job, job), List.of(ITEM), List.of("{}".getBytes(UTF_8)), Map.of(PROD, List.of(tenant)));
        JsonNode message =
                parse(concat(ControlEncoder.snapshotHead(STAMP.id()), ControlEncoder.snapshotRest(STAMP.time(), part)));

        assertControl(message, "snapshot");
        JsonNode data = message.get("data");
        assertThat(members(data)).containsExactly("part", "parts", "jobs", "tasks", "tenants");
        assertThat(data.get("jobs")).hasSize(2);
        assertThat(data.get("tasks").get(0)).isEqualTo(parse(ITEM));
        assertThat(data.at("/tenants/1/tenantName").asText()).isEqualTo("orders");
    }

    @Test
    void aBookmarkSaysHowFarAndHowFreshEachSourceIs() {
        var cursor = new Cursor(EPOCH, new Sequence(1742));
        var fresh = Map.of(PROD, new SourceFreshness(SourceState.OK, TIME));
        JsonNode complete =
                parse(ControlEncoder.bookmark(STAMP, new Bookmark(cursor, true, fresh, null), Optional.empty()));
        JsonNode later = parse(ControlEncoder.bookmark(
                STAMP,
                new Bookmark(cursor, false, Map.of(PROD, new SourceFreshness(SourceState.STARTING, null)), "a2"),
                Optional.of("stamp")));

        assertControl(complete, "bookmark");
        assertThat(complete.get("data").toString())
                .isEqualTo("{\"cursor\":\"k7q2-1742\",\"snapshotComplete\":true,"
                        + "\"sources\":{\"prod\":{\"state\":\"ok\",\"asOf\":\"2026-11-23T04:00:00.123456Z\"}}}");
        assertThat(later.get("data").toString())
                .isEqualTo(
                        "{\"id\":\"a2\",\"cursor\":\"k7q2-1742\",\"resume\":\"k7q2-1742~stamp\",\"sources\":{\"prod\":{\"state\":\"starting\"}}}");
    }

    @Test
    void resetProblemAndSubscribedSayWhy() {
        assertControl(parse(ControlEncoder.reset(STAMP, "compacted")), "reset");
        assertThat(parse(ControlEncoder.reset(STAMP, "compacted"))
                        .at("/data/reason")
                        .asText())
                .isEqualTo("compacted");
        JsonNode problem = parse(ControlEncoder.problem(STAMP, "bad-filter", "no cluster nope", "a1"));
        assertControl(problem, "problem");
        assertThat(members(problem.get("data"))).containsExactly("id", "reason", "detail");
        JsonNode subscribed = parse(ControlEncoder.subscribed(STAMP, "a1"));
        assertControl(subscribed, "subscribed");
        assertThat(subscribed.at("/data/id").asText()).isEqualTo("a1");
    }

    private static void assertControl(JsonNode message, String kind) {
        assertThat(message.get("id").asText()).isEqualTo("c9-3");
        assertThat(message.get("source").asText()).isEqualTo("/stream");
        assertThat(message.get("type").asText()).isEqualTo("dev.backupwatch.stream." + kind);
    }

    private static byte[] concat(byte[] head, byte[] rest) {
        byte[] whole = Arrays.copyOf(head, head.length + rest.length);
        System.arraycopy(rest, 0, whole, head.length, rest.length);
        return whole;
    }
}
