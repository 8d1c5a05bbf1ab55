package dev.backupwatch.wirefault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.diff.HistoryReading;
import dev.backupwatch.diff.Observation;
import dev.backupwatch.diff.PollOutcome.Complete;
import dev.backupwatch.event.Cell;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.Tenant;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.source.MySqlSource;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** OceanBase's greeting offers less than MariaDB's; the client must get along with it, and every value must arrive. */
class OceanBaseHandshakeTest extends WireTest {

    private static final TenantId TENANT = new TenantId(BackupRows.TENANT);

    @ParameterizedTest
    @EnumSource(Greeting.class)
    void everyKindOfValueArrivesAsItIs(Greeting greeting) throws SQLException {
        greetedBy(greeting);
        new BackupRows(views).written();

        Observation seen = pollWell();

        Row job = live(seen, RowKind.JOB, 8);
        assertThat(job.number("JOB_ID")).isEqualTo(8);
        assertThat(job.time("START_TIMESTAMP")).isEqualTo(BackupRows.START);
        assertThat(job.cell("END_TIMESTAMP")).hasValue(Cell.NOTHING);
        assertThat(job.text("COMMENT")).isEqualTo(BackupRows.COMMENT);
        Row task = live(seen, RowKind.TASK, 4);
        assertThat(task.text("START_SCN")).isEqualTo(BackupRows.SCN.toPlainString());
        assertThat(task.text("OUTPUT_RATE_BYTES")).isEqualTo("123456789012.3400");
        assertThat(task.text("DATA_PROGRESS")).isEqualTo("99.90");
        assertThat(task.cell("INPUT_BYTES")).hasValue(Cell.NOTHING);
        assertThat(seen.tenants().orElseThrow())
                .containsEntry(TENANT, new Tenant(TENANT, "订单", "USER", "NORMAL", "STANDBY", BackupRows.START));
    }

    @ParameterizedTest
    @EnumSource(Greeting.class)
    void aBackupIsFollowedFromItsStartIntoTheHistory(Greeting greeting) throws SQLException {
        greetedBy(greeting);
        assertThat(pollWell().live().rows()).isEmpty();

        var backup = new BackupRows(views);
        backup.start(7, 3);
        assertThat(pollWell().live().rows())
                .containsOnlyKeys(new RowKey(RowKind.JOB, TENANT, 7), new RowKey(RowKind.TASK, TENANT, 3));

        backup.end(7, 3);
        Observation ended = pollWell();
        assertThat(ended.live().rows()).isEmpty();
        List<Row> history = ended.history().orElseThrow().pages().stream()
                .map(HistoryReading.Page::rows)
                .flatMap(List::stream)
                .toList();
        assertThat(history)
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.time("END_TIMESTAMP")).isEqualTo(BackupRows.END));
        assertThat(history.get(0).number("RESULT")).isEqualTo(-4012);
        assertThat(history.get(1).number("OUTPUT_BYTES")).isEqualTo(5_000_000_000L);
        assertThat(proxy.connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Greeting.class,
            names = {"OBSERVER", "OBPROXY"})
    void theVersionIsWhatOceanBaseSaysNotWhatTheGreetingDoes(Greeting greeting) {
        greetedBy(greeting);

        assertThat(poll())
                .isInstanceOfSatisfying(
                        Complete.class,
                        complete -> assertThat(complete.facts().version()).isEqualTo("4.2.1.10"));
    }

    @ParameterizedTest
    @EnumSource(Greeting.class)
    void aWrongPasswordIsRefusedAndSaidSo(Greeting greeting) {
        greetedBy(greeting);
        source.close();
        source = new MySqlSource(vertx, target("not it", TIMEOUT), InstantSource.system());

        pollBadly("wrong_password");
    }

    private void greetedBy(Greeting greeting) {
        unwatch();
        watchThrough(greeting);
    }

    private static Row live(Observation seen, RowKind kind, long id) {
        return Objects.requireNonNull(seen.live().rows().get(new RowKey(kind, TENANT, id)));
    }
}
