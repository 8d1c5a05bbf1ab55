package dev.backupwatch.story;

import dev.backupwatch.event.ChangeEvent;
import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Cursor;
import dev.backupwatch.event.Encoded;
import dev.backupwatch.event.Identity;
import dev.backupwatch.event.RowEvent;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.event.SourceState;
import dev.backupwatch.event.Tenant;
import dev.backupwatch.event.TenantSummary;
import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.eventlog.EventLogWriter;
import dev.backupwatch.eventlog.LogBounds;
import dev.backupwatch.eventlog.LogPosition;
import dev.backupwatch.eventlog.LogState;
import dev.backupwatch.eventlog.LogStep;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.eventlog.NoteChange;
import dev.backupwatch.eventlog.SourceAttestation;
import dev.backupwatch.eventlog.SourceFacts;
import dev.backupwatch.eventlog.StateChange;
import dev.backupwatch.eventlog.StateEntry;
import dev.backupwatch.eventlog.StateKey;
import dev.backupwatch.eventlog.memory.MemoryEventLog;
import dev.backupwatch.wire.EventEncoder;
import dev.backupwatch.wire.ItemEncoder;
import dev.backupwatch.wire.ItemEncoder.Item;
import dev.backupwatch.wire.Placement;
import dev.backupwatch.wire.TenantItemEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A log and its writer: each poll's events in their places, the state folded from them, both encoded as the service does. */
public final class WrittenLog {

    private final EventLogReader log;
    private final EventLogWriter writer;
    private final TreeMap<Sequence, Map<String, String>> statusAtPollEnds = new TreeMap<>();
    private LogPosition position;

    public WrittenLog() {
        this(1 << 20);
    }

    public WrittenLog(long mostBytes) {
        this(mostBytes, 7);
    }

    /** @param seed another one for a log of other epochs */
    public WrittenLog(long mostBytes, long seed) {
        this(new MemoryEventLog(new Random(seed), mostBytes));
    }

    private WrittenLog(MemoryEventLog log) {
        this(log, log.writer());
    }

    /** Any log that holds nothing yet. */
    public WrittenLog(EventLogReader log, EventLogWriter writer) {
        this.log = log;
        this.writer = writer;
        this.position = writer.open().await().indefinitely();
        statusAtPollEnds.put(Sequence.NONE, Map.of());
    }

    public EventLogReader reader() {
        return log;
    }

    /** A new epoch, as after a restart of the writer. */
    public void reopen() {
        position = writer.open().await().indefinitely();
    }

    public Cursor poll(ChangeEvent... events) {
        return poll(List.of(events));
    }

    /** Appends the events of one poll, and returns the cursor of the last. */
    public Cursor poll(List<? extends ChangeEvent> events) {
        Sequence end = position.head().plus(events.size());
        var pollEnd = new Cursor(position.epoch(), end);
        Instant time = timeOf(end);
        List<LoggedEvent> placed = new ArrayList<>();
        List<StateEntry> put = new ArrayList<>();
        List<StateKey> removed = new ArrayList<>();
        Map<String, String> statuses =
                new HashMap<>(statusAtPollEnds.lastEntry().getValue());
        for (ChangeEvent event : events) {
            var id = new Cursor(position.epoch(), position.head().plus(placed.size() + 1L));
            byte[] json = EventEncoder.encode(event, new Placement(id, pollEnd, time));
            placed.add(new LoggedEvent(id, end, time, event.facets(), new Encoded(json)));
            if (event instanceof RowEvent row && row.verb().isRemoval()) {
                put.removeIf(entry -> entry.identity().equals(row.identity()));
                removed.add(StateKey.of(row.identity()));
                statuses.remove(place(row));
            } else if (event instanceof RowEvent row) {
                byte[] item = ItemEncoder.encode(new Item(row.identity(), row.row(), time, null, null));
                put.add(new StateEntry(row.identity(), new Encoded(item)));
                statuses.put(place(row), row.row().status());
            }
        }
        position = new LogPosition(position.epoch(), end);
        statusAtPollEnds.put(end, statuses);
        writer.append(new LogStep(placed, new StateChange(put, removed), NoteChange.NONE))
                .await()
                .indefinitely();
        return pollEnd;
    }

    /** A step without an event: what is known of a tenant is another now. */
    public void know(TenantSummary tenant) {
        var entry = new StateEntry(tenant.identity(), new Encoded(TenantItemEncoder.encode(tenant)));
        change(new StateChange(List.of(entry), List.of()));
    }

    /** The same for a row. */
    public void know(Item item) {
        change(new StateChange(
                List.of(new StateEntry(item.identity(), new Encoded(ItemEncoder.encode(item)))), List.of()));
    }

    public void forget(Identity identity) {
        change(new StateChange(List.of(), List.of(StateKey.of(identity))));
    }

    private void change(StateChange change) {
        writer.append(new LogStep(List.of(), change, NoteChange.NONE)).await().indefinitely();
    }

    /** When the poll completed whose last event has that sequence. */
    public static Instant timeOf(Sequence pollEnd) {
        return ManualClock.START.plus(Duration.ofSeconds(pollEnd.value()));
    }

    public void attest(String cluster, SourceState state, @Nullable Instant asOf, Tenant... tenants) {
        attestTelling(null, cluster, state, asOf, tenants);
    }

    /** @param since what ended after then was told; absent where that cannot be said */
    public void attestTelling(
            @Nullable Instant since, String cluster, SourceState state, @Nullable Instant asOf, Tenant... tenants) {
        var facts = new SourceFacts("4.3.0.1", "sys", Duration.ofSeconds(1), 0, 0, List.of(tenants));
        writer.attest(new SourceAttestation(new ClusterName(cluster), state, asOf, facts, since))
                .await()
                .indefinitely();
    }

    public LogBounds bounds() {
        return log.bounds().await().indefinitely();
    }

    public LogState state() {
        return log.state().await().indefinitely();
    }

    public List<LoggedEvent> events() {
        return log.readAfter(Sequence.NONE, Integer.MAX_VALUE).await().indefinitely();
    }

    public boolean isPollEnd(Sequence sequence) {
        return statusAtPollEnds.containsKey(sequence);
    }

    /** Each row's source and subject with its status, as they were at that poll end. */
    public Map<String, String> statusesAt(Sequence pollEnd) {
        return statusAtPollEnds.getOrDefault(pollEnd, Map.of());
    }

    private static String place(RowEvent event) {
        return "/clusters/" + event.identity().cluster() + " "
                + event.identity().subject();
    }
}
