package dev.backupwatch.stream;

import static dev.backupwatch.stream.FilterTest.filter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backupwatch.event.SourceState;
import dev.backupwatch.event.Tenant;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.story.Backup;
import dev.backupwatch.story.KnownTenant;
import dev.backupwatch.story.ManualClock;
import dev.backupwatch.story.WrittenLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantsQuestionTest {

    private static final Tenant SYS = new Tenant(TenantId.SYS, "sys", "SYS", "NORMAL");
    private static final Tenant META = new Tenant(new TenantId(1001), "META$1002", "META", "NORMAL");
    private static final KnownTenant ORDERS = KnownTenant.of(1002);
    private static final KnownTenant BILLING = KnownTenant.of(1004);
    private static final int ALL = 1000;

    private final WrittenLog log = new WrittenLog();
    private final Questions questions = new Questions(log.reader(), new ManualClock());

    @Test
    void tenantsComeByClusterAndIdWithoutTheMetaTenants() {
        log.attest("prod", SourceState.OK, ManualClock.START, SYS, META, ORDERS.listed(), BILLING.listed());
        log.know(ORDERS.summary());
        log.know(ORDERS.in("alpha").summary());

        assertThat(names(ask(Filter.ALL, ALL, null))).containsExactly("alpha/1002", "prod/1", "prod/1002", "prod/1004");
    }

    @Test
    void oneThatTheStateKnowsIsToldInFullAndOneThatIsOnlyListedInShort() {
        log.attest("prod", SourceState.OK, ManualClock.START, ORDERS.listed(), BILLING.listed());
        log.know(ORDERS.summary());

        JsonNode tenants = ask(Filter.ALL, ALL, null).path("tenants");
        assertThat(tenants.at("/0/failures").asInt()).isEqualTo(2);
        assertThat(tenants.at("/0/conditions/0").asText()).isEqualTo("overdue_any");
        assertThat(tenants.get(1))
                .hasToString("{\"cluster\":\"prod\",\"tenantId\":1004,\"tenantName\":\"tenant1004\","
                        + "\"tenantType\":\"USER\",\"status\":\"NORMAL\",\"running\":[]}");
    }

    @Test
    void eachSaysWhatRunsOfItAndNoTasks() {
        log.attest("prod", SourceState.OK, ManualClock.START, BILLING.listed());
        log.know(ORDERS.summary());
        Backup backup = Backup.of(1002, 3);
        log.poll(
                backup.started(),
                backup.taskStarted(1),
                Backup.of(1004, 9).started(),
                backup.in("stage").started());

        JsonNode tenants = ask(Filter.ALL, ALL, null).path("tenants");
        assertThat(tenants.at("/0/running"))
                .hasToString("[{\"subject\":\"backup/1002/3\",\"jobId\":3,\"status\":\"DOING\","
                        + "\"since\":\"2026-03-01T18:00:04.000000Z\",\"conditions\":[]}]");
        assertThat(tenants.at("/1/running/0/subject").asText()).isEqualTo("backup/1004/9");
    }

    @Test
    void aFilterAsksForClustersAndTenants() {
        log.attest("prod", SourceState.OK, ManualClock.START, ORDERS.listed(), BILLING.listed());
        log.attest("stage", SourceState.OK, ManualClock.START, ORDERS.listed());
        log.know(ORDERS.summary());

        assertThat(names(ask(filter("tenant=tenant1002"), ALL, null))).containsExactly("prod/1002", "stage/1002");
        assertThat(names(ask(filter("tenant=1004", "cluster=prod"), ALL, null))).containsExactly("prod/1004");
        assertThatThrownBy(() -> ask(filter("tenant=nobody"), ALL, null))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("tenant=nobody");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 9, 10, 11})
    void goingFromPageToPageGivesEachTenantOnceAtTheStatesCursor(int limit) {
        String head = log.poll(Backup.of(1002, 3).started()).toString();
        for (long id = 1000; id < 1010; id++) {
            log.know(KnownTenant.of(id).summary());
        }

        List<String> paged = new ArrayList<>();
        @Nullable String after = null;
        do {
            JsonNode page = ask(Filter.ALL, limit, after);
            assertThat(page.path("tenants")).hasSizeLessThanOrEqualTo(limit);
            assertThat(page.path("cursor").asText()).isEqualTo(head);
            paged.addAll(names(page));
            after = page.has("next") ? page.path("next").asText() : null;
        } while (after != null);

        assertThat(paged).hasSize(10).isEqualTo(names(ask(Filter.ALL, ALL, null)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "tenant:prod", "tenant:prod:x", "running:prod:job:1:1", ""})
    void aPlaceThatNoPageEndedAtIsAMistake(String after) {
        assertThatThrownBy(() -> ask(Filter.ALL, ALL, after))
                .isInstanceOfSatisfying(
                        BadRequestException.class,
                        mistake -> assertThat(mistake.kind()).isEqualTo("bad-cursor"));
    }

    private JsonNode ask(Filter filter, int limit, @Nullable String after) {
        var question = new TenantsQuestion(filter, limit, Optional.ofNullable(after));
        return Streaming.json(questions.tenants(question).await().indefinitely());
    }

    private static List<String> names(JsonNode answer) {
        List<String> names = new ArrayList<>();
        answer.path("tenants")
                .forEach(item -> names.add(item.path("cluster").asText() + "/"
                        + item.path("tenantId").asLong()));
        return names;
    }
}
