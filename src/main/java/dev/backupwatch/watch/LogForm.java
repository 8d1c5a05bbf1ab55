package dev.backupwatch.watch;

import dev.backupwatch.diff.Told;
import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Encoded;
import dev.backupwatch.event.EventType;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.SourceEvent;
import dev.backupwatch.eventlog.NoteChange;
import dev.backupwatch.eventlog.SourceAttestation;
import dev.backupwatch.eventlog.SourceFacts;
import dev.backupwatch.eventlog.StateChange;
import dev.backupwatch.eventlog.StateEntry;
import dev.backupwatch.eventlog.StateKey;
import dev.backupwatch.wire.ItemEncoder;
import dev.backupwatch.wire.TenantItemEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What of the watch's own values goes into the log. */
final class LogForm {

    private LogForm() {}

    /** @param time when the poll completed that led to the step */
    static Brought of(WatchState before, WatchState.Step step, Instant time) {
        return new Brought(time, step.toAppend(), change(step), ClusterNotes.between(before, step.next()));
    }

    /** A source that is watched from now on. */
    static Brought ofAdded(ClusterName cluster, Instant now) {
        return new Brought(
                now,
                List.of(new SourceEvent(cluster, EventType.SOURCE_ADDED, null)),
                StateChange.NONE,
                new NoteChange(List.of(ClusterNotes.added(cluster)), List.of()));
    }

    private static StateChange change(WatchState.Step step) {
        Picture next = step.next().picture();
        List<StateEntry> put = new ArrayList<>();
        List<StateKey> removed = new ArrayList<>();
        for (RowKey key : step.touched()) {
            shown(key, next)
                    .ifPresentOrElse(
                            put::add,
                            () -> removed.add(new StateKey(next.lives().cluster(), key)));
        }
        return new StateChange(put, removed);
    }

    /** Empty where it is not part of the state any more. */
    private static Optional<StateEntry> shown(RowKey key, Picture picture) {
        if (key.kind() == RowKind.TENANT) {
            return picture.insights()
                    .summary(key.tenant(), picture.lives())
                    .map(tenant -> new StateEntry(tenant.identity(), new Encoded(TenantItemEncoder.encode(tenant))));
        }
        Told told = picture.lives().told().get(key);
        if (told == null) {
            return Optional.empty();
        }
        var item = new ItemEncoder.Item(
                told.identity(),
                told.row(),
                told.since(),
                picture.insights().progress(key),
                picture.insights().standstill(key));
        return Optional.of(new StateEntry(told.identity(), new Encoded(ItemEncoder.encode(item))));
    }

    /** @param pollInterval how often the source is polled in that state */
    static SourceAttestation of(WatchState now, Duration pollInterval) {
        Set<RowKey> rows = now.lives().told().keySet();
        long jobs = rows.stream().filter(key -> key.kind() == RowKind.JOB).count();
        var facts = new SourceFacts(
                now.facts().version(),
                now.facts().vantage().wireName(),
                pollInterval,
                jobs,
                rows.size() - jobs,
                now.lives().tenants().values().stream()
                        .sorted((a, b) -> a.id().compareTo(b.id()))
                        .toList());
        return new SourceAttestation(
                now.lives().cluster(),
                now.source(),
                now.asOf(),
                facts,
                now.lives().toldSince());
    }
}
