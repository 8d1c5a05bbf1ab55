package dev.backupwatch.wire;

import static dev.backupwatch.wire.WireFixture.JOB_ROW;
import static dev.backupwatch.wire.WireFixture.PROD;
import static dev.backupwatch.wire.WireFixture.TASK;

import dev.backupwatch.event.Comparison;
import dev.backupwatch.event.Comparison.Measure;
import dev.backupwatch.event.EventType;
import dev.backupwatch.event.Failure;
import dev.backupwatch.event.Identity;
import dev.backupwatch.event.JobEvent;
import dev.backupwatch.event.Overdue;
import dev.backupwatch.event.Progress;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.Speed;
import dev.backupwatch.event.Standstill;
import dev.backupwatch.event.Standstill.Movement;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.event.TimeLeft;
import dev.backupwatch.event.Work;
import dev.backupwatch.event.Work.Basis;
import dev.backupwatch.event.Work.Tally;
import dev.backupwatch.event.Work.Unit;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is found out about the rows of {@link WireFixture}. */
final class InsightFixture {

    static final TenantId ORDERS = new TenantId(1002);
    static final Identity TENANT = Identity.ofTenant(PROD, ORDERS, "orders");
    static final Instant AT_FOUR = Instant.parse("2026-11-23T04:00:00Z");
    static final Movement BY_A_TASK = new Movement(new RowKey(RowKind.TASK, ORDERS, 3), "OUTPUT_BYTES");
    static final Standstill STANDSTILL =
            new Standstill(AT_FOUR, BY_A_TASK, "BACKUP_DATA_MAJOR", Duration.ofMinutes(10), null, null);

    static final Progress PROGRESS = new Progress(
            new Work(Unit.MACRO_BLOCKS, 420, 1000L, 42.0, Basis.COUNTED, null),
            new Speed(64_000_000L, 90_000_000L),
            left(150, 240));

    static final Progress OF_A_CLUSTER_JOB = new Progress(
            new Work(Unit.TENANTS, 3, 5L, 61.5, Basis.COUNTED, new Tally(2, 2, 1, 0)), Speed.UNKNOWN, null);

    static final Progress AGAINST_PREVIOUS = new Progress(
            new Work(Unit.BYTES, 73_400_320, 100_000_000L, 73.4, Basis.PREVIOUS, null), Speed.UNKNOWN, null);

    static final Comparison TWICE_AS_LONG = new Comparison(
            5,
            Comparison.seconds(Duration.ofSeconds(812), Duration.ofSeconds(400)),
            new Measure(1000, 1000, 0),
            new Measure(100.4, 0, 1e9));

    static final Failure FAILURE = new Failure(
            -4009,
            new Failure.ErrorCode("OB_IO_ERROR", "reading or writing failed", "读写失败"),
            "IO error",
            new Failure.Place("10.0.0.12:2882", 1001L, "BACKUP_DATA", "YB42"));

    static final Overdue NO_FULL =
            new Overdue(Overdue.Kind.FULL, Duration.ofDays(8), AT_FOUR, AT_FOUR.plus(Duration.ofDays(8)));
    static final Overdue NONE_EVER =
            new Overdue(Overdue.Kind.ANY, Duration.ofHours(26), null, AT_FOUR.plus(Duration.ofHours(26)));

    private InsightFixture() {}

    static TimeLeft left(long low, long high) {
        return new TimeLeft(Duration.ofSeconds(low), Duration.ofSeconds(high));
    }

    static Progress speaking(Work work) {
        return new Progress(work, Speed.UNKNOWN, null);
    }

    static JobEvent progressed(Progress progress) {
        return new JobEvent(EventType.JOB_PROGRESSED, JOB_ROW, TASK, progress, null);
    }

    static JobEvent stalled(@Nullable Movement what, @Nullable Duration usual) {
        var evidence = new Standstill(AT_FOUR, what, "BACKUP_DATA_MAJOR", Duration.ofMinutes(10), usual, null);
        return new JobEvent(EventType.JOB_STALLED, JOB_ROW, TASK, null, evidence);
    }

    static JobEvent resumed(Instant moved) {
        var evidence = new Standstill(AT_FOUR, BY_A_TASK, "BACKUP_DATA_MAJOR", Duration.ofMinutes(10), null, moved);
        return new JobEvent(EventType.JOB_RESUMED, JOB_ROW, TASK, PROGRESS.atRest(), evidence);
    }
}
