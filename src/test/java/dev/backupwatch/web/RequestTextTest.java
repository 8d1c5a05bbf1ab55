package dev.backupwatch.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.RowVerb;
import dev.backupwatch.event.Visibility;
import dev.backupwatch.stream.BadRequestException;
import dev.backupwatch.stream.DaysQuestion;
import dev.backupwatch.stream.RowTraits;
import dev.backupwatch.stream.RowsQuestion;
import dev.backupwatch.stream.Subscription;
import dev.backupwatch.stream.TenantsQuestion;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTextTest {

    @Test
    void aQueryIsNamesWithTheirValuesInOrder() {
        assertThat(QueryText.parse("a=1&b=x%20y+z&a=2&c&&d=%E7%A7%9F=%26"))
                .containsEntry("a", List.of("1", "2"))
                .containsEntry("b", List.of("x y z"))
                .containsEntry("c", List.of(""))
                .containsEntry("d", List.of("租=&"))
                .hasSize(4);
        assertThat(QueryText.parse(null)).isEmpty();
        assertThat(QueryText.parse("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%zz", "%E7%=1"})
    void aQueryThatIsNotWellEncodedIsAMistake(String query) {
        assertThatThrownBy(() -> QueryText.parse(query)).isInstanceOf(BadRequestException.class);
    }

    @Test
    void theNextPagesQueryDiffersInItsCursorOnly() {
        assertThat(QueryText.with("tenant=a%26b&cursor=k-1&limit=5", "cursor", "k-9"))
                .isEqualTo("tenant=a%26b&limit=5&cursor=k-9");
        assertThat(QueryText.with(null, "cursor", "k-9")).isEqualTo("cursor=k-9");
        assertThat(QueryText.with("type=<x>", "cursor", "k-9")).doesNotContain("<", ">");
    }

    @Test
    void aSubscribeSaysInAMessageWhatAQuerySaysInAUrl() {
        SocketRequest request = SocketRequest.parse("""
                {"action":"subscribe","id":"a1","filter":{"tenant":[1002,"orders"],"type":"backup.job"},
                 "cursor":"k7q2-1742","conflate":true,"snapshot":false}""");
        Subscription asked = request.parameters().subscription(Visibility.ALL);

        assertThat(request.action()).isEqualTo(SocketRequest.Action.SUBSCRIBE);
        assertThat(request.id()).isEqualTo("a1");
        assertThat(asked.filter().tenants()).containsExactlyInAnyOrder("1002", "orders");
        assertThat(asked.filter().types()).containsExactly("backup.job");
        assertThat(asked.cursor()).contains("k7q2-1742");
        assertThat(asked.withSnapshot()).isFalse();
    }

    @Test
    void aPingHasAnId() {
        SocketRequest request = SocketRequest.parse("{\"action\":\"ping\",\"id\":\"a2\"}");
        assertThat(request.action()).isEqualTo(SocketRequest.Action.PING);
        assertThat(request.id()).isEqualTo("a2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "[]",
                "1",
                "null",
                "{",
                "{}",
                "{\"action\":\"stop\"}",
                "{\"action\":1}",
                "{\"action\":\"subscribe\",\"filter\":\"tenant=1\"}",
                "{\"action\":\"subscribe\",\"filter\":{\"tenent\":[1]}}",
                "{\"action\":\"subscribe\",\"filter\":{\"tenant\":[null]}}",
                "{\"action\":\"subscribe\",\"filter\":{\"tenant\":{\"a\":1}}}",
                "{\"action\":\"subscribe\",\"filter\":{\"job\":[\"abc\"]}}",
                "{\"action\":\"subscribe\",\"tenant\":1}",
                "{\"action\":\"subscribe\",\"snapshot\":\"no\"}",
                "{\"action\":\"subscribe\",\"cursor\":null}"
            })
    void whatCannotBeReadIsAMistakeAndNothingWorse(String text) {
        assertThatThrownBy(() -> SocketRequest.parse(text).parameters().subscription(Visibility.ALL))
                .isInstanceOf(BadRequestException.class);
    }

    @Test
    void alsoARefusalBearsTheIdWhereOneCanBeRead() {
        assertThat(SocketRequest.id("{\"action\":\"stop\",\"id\":\"a3\"}")).isEqualTo("a3");
        assertThat(SocketRequest.id("nonsense")).isEmpty();
        assertThat(SocketRequest.id("{\"id\":\"" + "x".repeat(10_000) + "\"}")).hasSize(200);
    }

    @Test
    void aQuestionForRowsHasItsDefaults() {
        RowsQuestion question = RowsParameters.read(RowKind.TASK, null, Visibility.ALL);

        assertThat(question.kind()).isEqualTo(RowKind.TASK);
        assertThat(question.state()).isEmpty();
        assertThat(question.limit()).isEqualTo(100);
        assertThat(question.after()).isEmpty();
    }

    @Test
    void aQuestionForRowsIsReadFromItsParameters() {
        RowsQuestion question = RowsParameters.read(
                RowKind.JOB, "cluster=prod&tenant=1002&root=1/7&state=ended&limit=7&after=ended:3", Visibility.ALL);

        assertThat(question.state()).contains(RowsQuestion.State.ENDED);
        assertThat(question.limit()).isEqualTo(7);
        assertThat(question.after()).contains("ended:3");
        assertThat(question.filter().clusters()).containsExactly("prod");
        assertThat(question.filter().roots()).hasSize(1);
    }

    @Test
    void aQuestionForRowsMayAskWhatKindTheyAreOfHowTheyEndedAndWhen() {
        RowTraits traits = RowsParameters.read(
                        RowKind.JOB,
                        "backup=full,Inc&result=failed&result=lost&since=2026-11-26T08:00:00%2B08:00&until=2026-11-27T00:00:00.5Z",
                        Visibility.ALL)
                .traits();

        assertThat(traits.backups()).containsExactlyInAnyOrder("FULL", "INC");
        assertThat(traits.results()).containsExactlyInAnyOrder(RowVerb.FAILED, RowVerb.LOST);
        assertThat(traits.since()).contains(Instant.parse("2026-11-26T00:00:00Z"));
        assertThat(traits.until()).contains(Instant.parse("2026-11-27T00:00:00.5Z"));
        assertThat(RowsParameters.read(RowKind.JOB, "since=2026-11-26T08:00:00+08:00", Visibility.ALL)
                        .traits()
                        .since())
                .as("its plus sign is not encoded")
                .isEqualTo(traits.since());
        assertThat(RowsParameters.read(RowKind.TASK, null, Visibility.ALL).traits())
                .isEqualTo(RowTraits.ANY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "backup=",
                "backup=DIFF",
                "result=COMPLETED",
                "result=started",
                "since=yesterday",
                "since=2026-11-26",
                "until=2026-11-26T00:00:00",
                "until=2026-13-01T00:00:00Z",
                "since=2026-11-26T00:00:01Z&until=2026-11-26T00:00:00Z",
                "result=failed&state=running",
                "since=2026-11-26T00:00:00Z&state=running",
                "until=2026-11-26T00:00:00Z&state=running"
            })
    void whatNoEndedRowCanBeIsRefusedByName(String query) {
        assertThatThrownBy(() -> RowsParameters.read(RowKind.JOB, query, Visibility.ALL))
                .isInstanceOfSatisfying(
                        BadRequestException.class,
                        mistake -> assertThat(mistake.kind()).isEqualTo("bad-filter"))
                .hasMessageContaining(query.substring(0, query.indexOf('=')));
    }

    @Test
    void tasksHaveNoTypeOfBackup() {
        assertThatThrownBy(() -> RowsParameters.read(RowKind.TASK, "backup=FULL", Visibility.ALL))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("tasks have no BACKUP_TYPE");
    }

    @Test
    void aQuestionForTenantsAsksForClustersAndTenantsOnly() {
        TenantsQuestion question =
                RowsParameters.readTenants("cluster=prod&tenant=1002&limit=7&after=tenant:prod:3", Visibility.ALL);

        assertThat(question.filter().clusters()).containsExactly("prod");
        assertThat(question.filter().tenants()).containsExactly("1002");
        assertThat(question.limit()).isEqualTo(7);
        assertThat(question.after()).contains("tenant:prod:3");
        assertThatThrownBy(() -> RowsParameters.readTenants("job=7", Visibility.ALL))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("job is not a parameter");
    }

    @Test
    void aQuestionForDaysHasItsDefaults() {
        DaysQuestion question = RowsParameters.readDays("tenant=1002", Visibility.ALL);

        assertThat(question.days()).isEqualTo(30);
        assertThat(question.offset()).isEqualTo(ZoneOffset.UTC);
        assertThat(question.tenants()).isEqualTo(RowsParameters.readTenants("tenant=1002", Visibility.ALL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"offset=+08:00", "offset=%2B08:00", "offset=+08%3A00"})
    void aDayIsThatOfWhoAsks(String query) {
        DaysQuestion question = RowsParameters.readDays("days=90&" + query, Visibility.ALL);

        assertThat(question.days()).isEqualTo(90);
        assertThat(question.offset()).isEqualTo(ZoneOffset.ofHours(8));
        assertThat(RowsParameters.readDays("offset=-03:30", Visibility.ALL).offset())
                .isEqualTo(ZoneOffset.ofHoursMinutes(-3, -30));
        assertThat(RowsParameters.readDays("offset=Z", Visibility.ALL).offset()).isEqualTo(ZoneOffset.UTC);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "days=0",
                "days=91",
                "days=-1",
                "days=",
                "days=99999",
                "offset=8",
                "offset=+8",
                "offset=UTC",
                "offset=%2B19:00",
                "offset=",
                "offset=Europe/Berlin",
                "job=7",
                "limit=0"
            })
    void aQuestionForDaysThatCannotBeReadIsRefusedByName(String query) {
        assertThatThrownBy(() -> RowsParameters.readDays(query, Visibility.ALL))
                .isInstanceOfSatisfying(
                        BadRequestException.class,
                        mistake -> assertThat(mistake.kind()).isEqualTo("bad-filter"))
                .hasMessageContaining(query.substring(0, query.indexOf('=')));
    }

    @ParameterizedTest
    @ValueSource(strings = {"state=done", "limit=0", "limit=1001", "limit=x", "stat=ended", "severity=error", "job=x"})
    void aQuestionThatCannotBeReadIsRefusedByName(String query) {
        assertThatThrownBy(() -> RowsParameters.read(RowKind.JOB, query, Visibility.ALL))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining(query.substring(0, query.indexOf('=')));
    }

    @Test
    void aProblemIsADocumentWithAStableType() {
        var problem = new JsonObject(Problem.of(new BadRequestException("bad-filter", "job=\"abc\" is no number"))
                .json());

        assertThat(problem.getString("type")).isEqualTo("/problems/bad-filter");
        assertThat(problem.getInteger("status")).isEqualTo(400);
        assertThat(problem.getString("detail")).isEqualTo("job=\"abc\" is no number");
        assertThat(problem.getString("title")).isNotEmpty();
        assertThat(Problem.of(new BadRequestException("bad-cursor", "x")).json())
                .contains("/problems/bad-cursor");
        assertThat(Problem.notFound("x").status()).isEqualTo(404);
        assertThat(Problem.notAcceptable().status()).isEqualTo(406);
    }
}
