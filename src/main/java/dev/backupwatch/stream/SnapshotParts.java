package dev.backupwatch.stream;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.Tenant;
import dev.backupwatch.eventlog.LogState;
import dev.backupwatch.eventlog.SourceAttestation;
import dev.backupwatch.eventlog.StateEntry;
import dev.backupwatch.eventlog.StateKey;
import dev.backupwatch.wire.ControlEncoder.SnapshotPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Cuts a state into messages that no client chokes on. */
final class SnapshotParts {

    static final int MOST_ITEMS = 200;
    static final int MOST_BYTES = 256 * 1024;

    /** Room for the envelope and the separators of one part. */
    private static final int ENVELOPE = 1024;

    private static final int TENANT_BYTES = 512;

    private SnapshotParts() {}

    /** At least one part, also of an empty state; tenants before jobs before tasks. */
    static List<SnapshotPart> of(LogState state, Filter filter) {
        List<Batch> batches = new ArrayList<>(List.of(new Batch()));
        List<StateEntry> known = KnownTenants.in(state, filter);
        known.forEach(tenant -> open(batches, size(tenant)).tenants.add(bytes(tenant)));
        listed(state, filter, known)
                .forEach((cluster, tenants) -> tenants.forEach(tenant -> open(batches, TENANT_BYTES)
                        .listed
                        .computeIfAbsent(cluster, name -> new ArrayList<>())
                        .add(tenant)));
        rows(state, filter, RowKind.JOB)
                .forEach(row -> open(batches, size(row)).jobs.add(bytes(row)));
        rows(state, filter, RowKind.TASK)
                .forEach(row -> open(batches, size(row)).tasks.add(bytes(row)));
        List<SnapshotPart> parts = new ArrayList<>(batches.size());
        batches.forEach(batch -> parts.add(batch.part(parts.size() + 1, batches.size())));
        return parts;
    }

    /** About what a part takes when it is encoded; never less. */
    static long bytes(SnapshotPart part) {
        long listed = part.listed().values().stream().mapToLong(List::size).sum();
        return ENVELOPE
                + listed * TENANT_BYTES
                + Stream.of(part.tenants(), part.jobs(), part.tasks())
                        .flatMap(List::stream)
                        .mapToLong(item -> item.length + 1)
                        .sum();
    }

    private static Stream<StateEntry> rows(LogState state, Filter filter, RowKind kind) {
        return state.entries().stream()
                .filter(entry -> entry.identity().key().kind() == kind && filter.acceptsRow(entry.identity()));
    }

    private static Map<ClusterName, List<Tenant>> listed(LogState state, Filter filter, List<StateEntry> known) {
        Set<StateKey> shown = known.stream().map(StateEntry::key).collect(Collectors.toSet());
        Map<ClusterName, List<Tenant>> tenants = new TreeMap<>();
        for (SourceAttestation source : state.attested().sources().values()) {
            ClusterName cluster = source.cluster();
            if (!filter.visibility().permits(cluster)) {
                continue;
            }
            tenants.put(
                    cluster,
                    source.facts().tenants().stream()
                            .filter(tenant -> filter.acceptsTenant(cluster, tenant.id(), tenant.name()))
                            .filter(tenant -> !shown.contains(new StateKey(cluster, RowKey.tenant(tenant.id()))))
                            .toList());
        }
        return tenants;
    }

    private static int size(StateEntry entry) {
        return entry.item().size() + 1;
    }

    private static byte[] bytes(StateEntry entry) {
        return entry.item().shared();
    }

    private static Batch open(List<Batch> batches, int size) {
        Batch last = batches.get(batches.size() - 1);
        if (last.items == MOST_ITEMS || last.bytes + size > MOST_BYTES) {
            last = new Batch();
            batches.add(last);
        }
        last.items++;
        last.bytes += size;
        return last;
    }

    private static final class Batch {
        final List<byte[]> jobs = new ArrayList<>();
        final List<byte[]> tasks = new ArrayList<>();
        final List<byte[]> tenants = new ArrayList<>();
        final Map<ClusterName, List<Tenant>> listed = new TreeMap<>();
        int items;
        int bytes = ENVELOPE;

        SnapshotPart part(int number, int parts) {
            return new SnapshotPart(number, parts, jobs, tasks, tenants, listed);
        }
    }
}
