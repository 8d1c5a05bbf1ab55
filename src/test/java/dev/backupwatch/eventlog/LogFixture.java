package dev.backupwatch.eventlog;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Cursor;
import dev.backupwatch.event.Encoded;
import dev.backupwatch.event.Epoch;
import dev.backupwatch.event.EventType;
import dev.backupwatch.event.Facets;
import dev.backupwatch.event.Identity;
import dev.backupwatch.event.JobKey;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.event.Severity;
import dev.backupwatch.event.SourceState;
import dev.backupwatch.event.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Steps and entries for tests of logs. */
public final class LogFixture {

    public static final ClusterName CLUSTER = new ClusterName("prod");
    public static final JobKey PARENT_OF_ENDED = new JobKey(TenantId.SYS, 7);
    private static final Instant TIME = Instant.parse("2026-11-23T04:00:00.123456Z");
    private static final TenantId TENANT = new TenantId(1002);

    private LogFixture() {}

    /** The events {@code from} to {@code to} of one poll. Each has 100 bytes. */
    public static LogStep poll(Epoch epoch, long from, long to) {
        return events(epoch, from, to, job -> facets(EventType.JOB_STARTED, identity(job)));
    }

    /** The same, of jobs that ended; all have one parent. */
    public static LogStep ended(Epoch epoch, long from, long to) {
        return events(epoch, from, to, job -> facets(EventType.JOB_COMPLETED, childOf(PARENT_OF_ENDED, job)));
    }

    /** The same, of a tenant: skipped by a cluster job, then of a name that nobody can read. */
    public static LogStep ofTenants(Epoch epoch, long from, long to) {
        Identity unnamed = Identity.ofTenant(CLUSTER, TENANT, null);
        return events(
                epoch,
                from,
                to,
                sequence -> facets(
                        sequence == from ? EventType.TENANT_SKIPPED : EventType.TENANT_OVERDUE,
                        sequence == from ? unnamed.named("orders").under(PARENT_OF_ENDED) : unnamed));
    }

    public static StateEntry tenantEntry(String text) {
        return new StateEntry(Identity.ofTenant(CLUSTER, TENANT, "orders"), encoded(text));
    }

    /** The source is removed, as the one event of its step. */
    public static LogStep sourceRemoved(Epoch epoch, long sequence) {
        return events(epoch, sequence, sequence, at -> facets(EventType.SOURCE_REMOVED, null));
    }

    /** The same, added. */
    public static LogStep sourceAdded(Epoch epoch, long sequence) {
        return events(epoch, sequence, sequence, at -> facets(EventType.SOURCE_ADDED, null));
    }

    private static LogStep events(Epoch epoch, long from, long to, LongFunction<Facets> facets) {
        return new LogStep(
                LongStream.rangeClosed(from, to)
                        .mapToObj(sequence -> event(
                                new Cursor(epoch, new Sequence(sequence)), new Sequence(to), facets.apply(sequence)))
                        .toList(),
                StateChange.NONE,
                NoteChange.NONE);
    }

    public static LogStep nothing() {
        return new LogStep(List.of(), StateChange.NONE, NoteChange.NONE);
    }

    public static LogStep with(LogStep step, List<StateEntry> put) {
        return new LogStep(step.events(), new StateChange(put, List.of()), NoteChange.NONE);
    }

    public static StateEntry entry(long job, String text) {
        return new StateEntry(identity(job), encoded(text));
    }

    public static Note note(String name, String text) {
        return new Note(new NoteKey(CLUSTER, name), encoded(text));
    }

    public static SourceAttestation attestation(String asOf) {
        var facts = new SourceFacts("4.3.0.1", "sys", Duration.ofSeconds(1), 1, 1, List.of());
        return new SourceAttestation(CLUSTER, SourceState.OK, Instant.parse(asOf), facts);
    }

    public static List<Long> sequences(List<LoggedEvent> events) {
        return events.stream().map(event -> event.sequence().value()).toList();
    }

    /** Which the events with that sequence are about. */
    public static JobKey job(long sequence) {
        return new JobKey(TENANT, sequence);
    }

    private static Facets facets(EventType type, @Nullable Identity identity) {
        return new Facets(CLUSTER, type, Severity.INFO, identity);
    }

    private static LoggedEvent event(Cursor cursor, Sequence pollEnd, Facets facets) {
        long job = cursor.sequence().value();
        return new LoggedEvent(cursor, pollEnd, TIME, facets, encoded("%-100s".formatted("{\"job\":" + job + "}")));
    }

    private static Identity identity(long job) {
        return new Identity(CLUSTER, RowKey.job(TENANT, job), "orders", new JobKey(TENANT, job), null);
    }

    private static Identity childOf(JobKey parent, long job) {
        return new Identity(CLUSTER, RowKey.job(TENANT, job), "orders", job(job), parent);
    }

    private static Encoded encoded(String text) {
        return new Encoded(text.getBytes(StandardCharsets.UTF_8));
    }
}
