package dev.backupwatch.stream;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.Tenant;
import dev.backupwatch.eventlog.LogState;
import dev.backupwatch.eventlog.SourceAttestation;
import dev.backupwatch.eventlog.StateEntry;
import dev.backupwatch.wire.ControlEncoder.SnapshotPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Cuts a state into messages that no client chokes on. */
final class SnapshotParts {

    static final int MOST_ITEMS = 200;
    static final int MOST_BYTES = 256 * 1024;

    /** Room for the envelope and the separators of one part. */
    private static final int ENVELOPE = 1024;

    private static final int TENANT_BYTES = 512;

    private SnapshotParts() {}

    /** At least one part, also of an empty state; jobs before tasks. */
    static List<SnapshotPart> of(LogState state, Filter filter) {
        List<StateEntry> rows = state.entries().stream()
                .filter(entry -> filter.acceptsRow(entry.identity()))
                .toList();
        List<Batch> batches = new ArrayList<>(List.of(new Batch()));
        tenants(state, filter)
                .forEach((cluster, tenants) -> tenants.forEach(tenant -> open(batches, TENANT_BYTES)
                        .tenants
                        .computeIfAbsent(cluster, name -> new ArrayList<>())
                        .add(tenant)));
        for (RowKind kind : RowKind.OF_VIEWS) {
            rows.stream()
                    .filter(row -> row.identity().key().kind() == kind)
                    .forEach(row -> open(batches, row.item().size() + 1).add(kind, row));
        }
        List<SnapshotPart> parts = new ArrayList<>(batches.size());
        batches.forEach(batch ->
                parts.add(new SnapshotPart(parts.size() + 1, batches.size(), batch.jobs, batch.tasks, batch.tenants)));
        return parts;
    }

    /** About what a part takes when it is encoded; never less. */
    static long bytes(SnapshotPart part) {
        long tenants = part.tenants().values().stream().mapToLong(List::size).sum();
        return ENVELOPE
                + tenants * TENANT_BYTES
                + Stream.concat(part.jobs().stream(), part.tasks().stream())
                        .mapToLong(item -> item.length + 1)
                        .sum();
    }

    private static Map<ClusterName, List<Tenant>> tenants(LogState state, Filter filter) {
        Map<ClusterName, List<Tenant>> tenants = new TreeMap<>();
        for (SourceAttestation source : state.attested().sources().values()) {
            if (filter.acceptsCluster(source.cluster().value())) {
                tenants.put(
                        source.cluster(),
                        source.facts().tenants().stream()
                                .filter(tenant -> isAsked(tenant, filter))
                                .toList());
            }
        }
        return tenants;
    }

    private static boolean isAsked(Tenant tenant, Filter filter) {
        return filter.tenants().isEmpty()
                || filter.tenants().contains(tenant.name())
                || filter.tenants().contains(Long.toString(tenant.id().value()));
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
        final Map<ClusterName, List<Tenant>> tenants = new TreeMap<>();
        int items;
        int bytes = ENVELOPE;

        void add(RowKind kind, StateEntry row) {
            (kind == RowKind.JOB ? jobs : tasks).add(row.item().shared());
        }
    }
}
