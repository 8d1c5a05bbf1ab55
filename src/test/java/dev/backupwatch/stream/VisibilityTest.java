package dev.backupwatch.stream;

import static dev.backupwatch.stream.FilterTest.filter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Encoded;
import dev.backupwatch.event.EventType;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.SourceEvent;
import dev.backupwatch.event.SourceState;
import dev.backupwatch.event.Tenant;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.event.Trouble;
import dev.backupwatch.event.Visibility;
import dev.backupwatch.story.Backup;
import dev.backupwatch.story.KnownTenant;
import dev.backupwatch.story.ManualClock;
import dev.backupwatch.story.WrittenLog;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may not be seen is not there. */
class VisibilityTest {

    private static final ClusterName PROD = new ClusterName("prod");
    private static final Tenant ORDERS = new Tenant(new TenantId(1002), "orders", "USER", "NORMAL");
    private static final Tenant BILLING = new Tenant(new TenantId(1004), "billing", "USER", "NORMAL");
    private static final Backup WHOLE = Backup.of(1, 7);
    private static final Backup ITS_ORDERS = Backup.of(1002, 3).under(WHOLE);
    private static final Backup ITS_BILLING = Backup.of(1004, 4).under(WHOLE);
    private static final Visibility OF_ORDERS = new Visibility(Set.of("prod"), Set.of("1002"));
    private static final List<String> HIDDEN = List.of("1004", "billing", "stage");

    private final WrittenLog log = new WrittenLog();
    private final Questions questions = new Questions(log.reader(), new ManualClock());

    @BeforeEach
    void twoClustersAndABackupOfTwoTenants() {
        log.attest("prod", SourceState.OK, ManualClock.START, ORDERS, BILLING);
        log.attest("stage", SourceState.OK, ManualClock.START, BILLING);
        log.know(KnownTenant.of(1002).summary());
        log.know(KnownTenant.of(1004).summary());
        log.poll(
                WHOLE.started(),
                ITS_ORDERS.started(),
                ITS_BILLING.started(),
                ITS_ORDERS.taskStarted(1),
                ITS_BILLING.taskStarted(2));
        log.poll(ITS_BILLING.failed());
        log.poll(new SourceEvent(
                PROD,
                EventType.SOURCE_DEGRADED,
                new Trouble("tenants_unread", "these cannot be read: billing (1004)")));
    }

    @Test
    void noAnswerAndNoStreamHoldsAWordOfIt() {
        for (String answer : everything(OF_ORDERS)) {
            assertThat(answer).as("it is there").contains("prod").doesNotContain(HIDDEN);
        }
        assertThat(String.join("", everything(Visibility.ALL))).contains(HIDDEN);
    }

    /** All that can be had of the log by somebody. */
    private List<String> everything(Visibility seen) {
        Filter filter = Filter.ALL.within(seen);
        var tenants = new TenantsQuestion(filter, 100, Optional.empty());
        var stream =
                new Streaming(log, new Subscription(filter, Optional.empty(), true, Subscription.SLOWEST_BOOKMARKS));
        var replay = new Streaming(
                log, new Subscription(filter, Optional.of("oldest"), true, Subscription.SLOWEST_BOOKMARKS));
        stream.thread.run();
        replay.thread.run();
        return List.of(
                text(questions.clusters(seen)),
                text(questions.rows(rows(RowKind.JOB, filter))),
                text(questions.rows(rows(RowKind.TASK, filter))),
                text(questions.tenants(tenants)),
                text(questions.days(new DaysQuestion(tenants, 30, ZoneOffset.UTC))),
                new LogPages(log.reader())
                        .read("oldest", filter, 100)
                        .await()
                        .indefinitely()
                        .events()
                        .toString(),
                new PastPages(log.reader())
                        .read(Optional.empty(), filter, 100)
                        .await()
                        .indefinitely()
                        .events()
                        .toString(),
                String.join("\n", texts(stream)),
                String.join("\n", texts(replay)));
    }

    private static List<String> texts(Streaming stream) {
        return stream.messages().stream()
                .map(message -> message.json().toString())
                .toList();
    }

    @Test
    void countsAreOfWhatIsSeen() {
        assertThat(json(questions.clusters(OF_ORDERS)).path("clusters"))
                .singleElement()
                .satisfies(prod -> {
                    assertThat(prod.path("runningJobs").asInt()).isEqualTo(1);
                    assertThat(prod.path("runningTasks").asInt()).isEqualTo(1);
                });
    }

    @Test
    void aClusterJobThatMayBeSeenListsOnlyTheTenantsThatMay() {
        Visibility withWhole = new Visibility(Set.of(), Set.of("1", "1002"));
        JsonNode listed = json(questions.rows(rows(RowKind.JOB, Filter.ALL.within(withWhole))));
        assertThat(listed.toString())
                .contains("backup/1/7")
                .contains("backup/1002/3")
                .doesNotContain("1004");
        assertThat(job(WHOLE, withWhole).orElseThrow().toString()).doesNotContain("1004");
    }

    @Test
    void aJobThatMayNotBeSeenIsUnknown() {
        assertThat(job(ITS_BILLING, OF_ORDERS)).isEmpty();
        assertThat(job(WHOLE, OF_ORDERS)).isEmpty();
        assertThat(job(ITS_ORDERS, OF_ORDERS)).isPresent();
        assertThat(job(ITS_ORDERS, new Visibility(Set.of("stage"), Set.of()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cluster=stage", "tenant=1004", "tenant=billing"})
    void namingItIsNamingWhatDoesNotExist(String parameter) {
        String name = parameter.substring(parameter.indexOf('=') + 1);
        assertThat(refusal(parameter))
                .isEqualTo(refusal(parameter.replace(name, "nope")).replace("nope", name));
    }

    private String refusal(String parameter) {
        var question = rows(RowKind.JOB, filter(parameter).within(OF_ORDERS));
        String[] told = new String[1];
        assertThatThrownBy(() -> questions.rows(question).await().indefinitely())
                .isInstanceOf(BadRequestException.class)
                .satisfies(refused -> told[0] = String.valueOf(refused.getMessage()));
        return told[0];
    }

    @Test
    void whoMayNotSeeAllTenantsIsToldThatASourceIsDegradedWithoutTheirNames() {
        JsonNode degraded = json(Uni.createFrom()
                .item(new LogPages(log.reader())
                        .read("oldest", filter("type=source").within(OF_ORDERS), 100)
                        .await()
                        .indefinitely()
                        .events()
                        .get(0)));
        assertThat(degraded.at("/data/reason").asText()).isEqualTo("tenants_unread");
        assertThat(degraded.at("/data/message").asText()).isNotEmpty();
        assertThat(degraded.at("/data/text/zh").asText()).contains("部分租户无法查询");
    }

    private static RowsQuestion rows(RowKind kind, Filter filter) {
        return new RowsQuestion(kind, filter, RowTraits.ANY, Optional.empty(), 100, Optional.empty());
    }

    private Optional<JsonNode> job(Backup backup, Visibility seen) {
        return questions
                .job(PROD, RowKey.job(new TenantId(backup.tenant()), backup.job()), seen)
                .await()
                .indefinitely()
                .map(VisibilityTest::json);
    }

    private static String text(Uni<Encoded> answer) {
        return answer.await().indefinitely().toString();
    }

    private static JsonNode json(Uni<Encoded> answer) {
        return json(answer.await().indefinitely());
    }

    private static JsonNode json(Encoded answer) {
        try {
            return new ObjectMapper().readTree(answer.toString());
        } catch (IOException bug) {
            throw new UncheckedIOException(bug);
        }
    }
}
