package dev.backupwatch.stream;

import static dev.backupwatch.stream.FilterTest.filter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backupwatch.event.RowEvent;
import dev.backupwatch.event.SourceState;
import dev.backupwatch.event.Tenant;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.story.Backup;
import dev.backupwatch.story.EndedBackup;
import dev.backupwatch.story.KnownTenant;
import dev.backupwatch.story.ManualClock;
import dev.backupwatch.story.WrittenLog;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clock says 2026-03-01T18:00:00Z. */
class BackupDaysTest {

    private static final Tenant SYS = new Tenant(TenantId.SYS, "sys", "SYS", "NORMAL");
    private static final KnownTenant ORDERS = KnownTenant.of(1002);
    private static final KnownTenant BILLING = KnownTenant.of(1004);
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");
    private static final int ALL = 1000;

    private final WrittenLog log = new WrittenLog();

    @Test
    void aDayCountsTheTenantsOwnJobsByHowTheyEnded() {
        watch();
        log.poll(
                job(1002, 1, "FULL", "2026-02-27T02:00:00Z").completed(),
                job(1002, 2, "INC", "2026-02-27T03:00:00Z").failed(),
                job(1002, 3, "INC", "2026-02-27T04:00:00Z").canceled(),
                job(1002, 4, "FULL", "2026-02-28T04:00:00Z").completed(),
                job(1, 7, "FULL", "2026-02-28T04:00:00Z").completed());
        log.poll(
                job(1002, 1, "FULL", "2026-02-27T02:00:00Z").taskCompleted(9),
                Backup.of(1002, 5).started());

        JsonNode answer = ask(3);
        assertThat(answer.path("from").asText()).isEqualTo("2026-02-27");
        assertThat(answer.path("to").asText()).isEqualTo("2026-03-01");
        assertThat(answer.path("offset").asText()).isEqualTo("Z");
        assertThat(answer.path("cursor").asText())
                .isEqualTo(log.bounds().headCursor().toString());
        assertThat(answer.path("tenants"))
                .hasToString("[{\"cluster\":\"prod\",\"tenantId\":1,\"tenantName\":\"sys\",\"days\":["
                        + "{\"date\":\"2026-02-28\",\"completed\":1,\"failed\":0,\"canceled\":0,\"lost\":0,"
                        + "\"types\":[\"FULL\"],\"jobs\":[7]}]},"
                        + "{\"cluster\":\"prod\",\"tenantId\":1002,\"tenantName\":\"tenant1002\",\"days\":["
                        + "{\"date\":\"2026-02-27\",\"completed\":1,\"failed\":1,\"canceled\":1,\"lost\":0,"
                        + "\"types\":[\"FULL\"],\"jobs\":[1,2,3]},"
                        + "{\"date\":\"2026-02-28\",\"completed\":1,\"failed\":0,\"canceled\":0,\"lost\":0,"
                        + "\"types\":[\"FULL\"],\"jobs\":[4]}]},"
                        + "{\"cluster\":\"prod\",\"tenantId\":1004,\"tenantName\":\"tenant1004\",\"days\":[]}]");
        assertThat(answer.has("next")).isFalse();
    }

    @Test
    void aJobsDayIsThatOfItsEndWhereWhoAsksIs() {
        watch();
        log.poll(
                job(1002, 1, "FULL", "2026-02-27T15:59:59.999999Z").completed(),
                job(1002, 2, "FULL", "2026-02-27T16:00:00Z").completed(),
                job(1002, 3, "FULL", "2026-02-26T15:59:59.999999Z").completed(),
                job(1002, 4, "FULL", "2026-03-02T16:00:00Z").completed());

        JsonNode answer = ask(new DaysQuestion(all(ALL, null), 4, ZoneOffset.ofHours(8)));
        assertThat(answer.path("from").asText()).isEqualTo("2026-02-27");
        assertThat(answer.path("to").asText())
                .as("it is tomorrow there already")
                .isEqualTo("2026-03-02");
        assertThat(days(answer, 1)).containsExactly("2026-02-27 [1]", "2026-02-28 [2]");
    }

    @Test
    void aLossIsOfTheDayItWasToldUnlessTheJobCameBackOrHadEndedAfterAll() {
        watch();
        log.poll(lost(1), lost(2), lost(3));
        log.poll(
                Backup.of(1002, 2).started(),
                job(1002, 3, "FULL", "2026-02-28T04:00:00Z").completed());

        JsonNode answer = ask(3);
        assertThat(days(answer, 1)).containsExactly("2026-02-28 [3]", "2026-03-01 [1]");
        assertThat(answer.at("/tenants/1/days/1/lost").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void goingFromPageToPageGivesEachTenantOnceWithItsDays(int limit) {
        watch();
        log.attestTelling(LONG_AGO, "alpha", SourceState.OK, ManualClock.START, SYS);
        log.poll(
                job(1002, 1, "FULL", "2026-02-27T02:00:00Z").completed(),
                job(1004, 2, "FULL", "2026-02-28T02:00:00Z").completed());

        List<String> paged = new ArrayList<>();
        @Nullable String after = null;
        do {
            JsonNode page = ask(new DaysQuestion(all(limit, after), 30, ZoneOffset.UTC));
            page.path("tenants").forEach(tenant -> paged.add(tenant.toString()));
            after = page.has("next") ? page.path("next").asText() : null;
        } while (after != null);

        List<String> whole = new ArrayList<>();
        ask(30).path("tenants").forEach(tenant -> whole.add(tenant.toString()));
        assertThat(paged).hasSize(4).isEqualTo(whole);
    }

    @Test
    void aFilterAsksForClustersAndTenantsThatExist() {
        watch();

        var billing = new TenantsQuestion(filter("tenant=1004"), ALL, Optional.empty());
        assertThat(ask(new DaysQuestion(billing, 30, ZoneOffset.UTC)).path("tenants"))
                .hasSize(1);
        var nobody = new TenantsQuestion(filter("tenant=nobody"), ALL, Optional.empty());
        assertThatThrownBy(() -> ask(new DaysQuestion(nobody, 30, ZoneOffset.UTC)))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("tenant=nobody");
    }

    @Test
    void itIsKnownSinceWhenAllIsToldOfEveryClusterThatIsSpokenOf() {
        Instant asOf = ManualClock.START.minusSeconds(9);
        log.attestTelling(LONG_AGO, "prod", SourceState.OK, ManualClock.START, ORDERS.listed());
        log.attestTelling(LONG_AGO.plus(Duration.ofDays(7)), "stage", SourceState.OK, asOf, BILLING.listed());

        assertThat(ask(30).path("knownSince").asText()).isEqualTo("2026-01-08T00:00:00.000000Z");
        assertThat(ask(30).path("knownUntil").asText()).isEqualTo("2026-03-01T17:59:51.000000Z");
        var prod = new TenantsQuestion(filter("cluster=prod"), ALL, Optional.empty());
        assertThat(ask(new DaysQuestion(prod, 30, ZoneOffset.UTC))
                        .path("knownSince")
                        .asText())
                .isEqualTo("2026-01-01T00:00:00.000000Z");
    }

    @Test
    void nothingIsKnownWhereOneClusterIsStillReadOrNobodyVouchesForIt() {
        log.attestTelling(LONG_AGO, "prod", SourceState.OK, ManualClock.START, ORDERS.listed());
        log.attestTelling(null, "stage", SourceState.OK, ManualClock.START, BILLING.listed());
        assertThat(ask(30).has("knownSince")).isFalse();
        assertThat(ask(30).has("knownUntil")).isFalse();

        log.attestTelling(LONG_AGO, "stage", SourceState.STARTING, null, BILLING.listed());
        assertThat(ask(30).has("knownSince")).isFalse();

        log.attestTelling(LONG_AGO, "stage", SourceState.OK, ManualClock.START, BILLING.listed());
        assertThat(ask(30).has("knownSince")).isTrue();
        log.know(KnownTenant.of(1006).in("gone").summary());
        assertThat(ask(30).has("knownSince")).isFalse();
    }

    @Test
    void nothingIsKnownOfNobody() {
        assertThat(ask(30).path("tenants")).isEmpty();
        assertThat(ask(30).has("knownSince")).isFalse();
    }

    @Test
    void whatRetentionHasRemovedIsNotKnownToHaveBeenNothing() {
        var small = new WrittenLog(4_000);
        small.attestTelling(LONG_AGO, "prod", SourceState.OK, ManualClock.START, ORDERS.listed());
        for (int i = 1; i <= 30; i++) {
            small.poll(job(1002, i, "FULL", "2026-02-27T02:00:00Z").completed());
        }
        Instant oldest = small.events().get(0).time();
        Instant certain = oldest.plus(Duration.ofDays(2));

        JsonNode answer = answer(small, new DaysQuestion(all(ALL, null), 30, ZoneOffset.UTC));
        assertThat(Instant.parse(answer.path("knownSince").asText()))
                .as("whatever the cluster's clock said")
                .isEqualTo(certain);
        assertThat(days(answer, 0)).hasSize(1);

        small.attestTelling(certain.plusSeconds(5), "prod", SourceState.OK, certain.plusSeconds(9), ORDERS.listed());
        assertThat(Instant.parse(answer(small, new DaysQuestion(all(ALL, null), 30, ZoneOffset.UTC))
                        .path("knownSince")
                        .asText()))
                .as("the first look was later")
                .isEqualTo(certain.plusSeconds(5));
    }

    private void watch() {
        log.attestTelling(LONG_AGO, "prod", SourceState.OK, ManualClock.START, SYS, ORDERS.listed(), BILLING.listed());
    }

    private JsonNode ask(int days) {
        return ask(new DaysQuestion(all(ALL, null), days, ZoneOffset.UTC));
    }

    private JsonNode ask(DaysQuestion question) {
        return answer(log, question);
    }

    private static JsonNode answer(WrittenLog log, DaysQuestion question) {
        var questions = new Questions(log.reader(), new ManualClock());
        return Streaming.json(questions.days(question).await().indefinitely());
    }

    private static TenantsQuestion all(int limit, @Nullable String after) {
        return new TenantsQuestion(Filter.ALL, limit, Optional.ofNullable(after));
    }

    /** Each day with its jobs. */
    private static List<String> days(JsonNode answer, int tenant) {
        List<String> days = new ArrayList<>();
        answer.path("tenants")
                .path(tenant)
                .path("days")
                .forEach(day -> days.add(day.path("date").asText() + " " + day.path("jobs")));
        return days;
    }

    private static EndedBackup job(long tenant, long id, String type, String end) {
        return new EndedBackup(Backup.of(tenant, id), type, Instant.parse(end));
    }

    private static RowEvent lost(long id) {
        return new EndedBackup(Backup.of(1002, id), "FULL", null).lost();
    }
}
