package dev.backupwatch.stream;

import dev.backupwatch.event.Encoded;
import dev.backupwatch.event.Identity;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.Tenant;
import dev.backupwatch.eventlog.LogState;
import dev.backupwatch.eventlog.SourceAttestation;
import dev.backupwatch.eventlog.StateEntry;
import dev.backupwatch.wire.AnswerEncoder;
import dev.backupwatch.wire.TenantItemEncoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The tenants of all clusters: those that the state tells more of, and those that are just listed. */
final class KnownTenants {

    private final TreeMap<TenantPlace, Supplier<Encoded>> items = new TreeMap<>();
    private final Map<TenantPlace, List<Encoded>> running = new HashMap<>();

    private KnownTenants(LogState state, Filter filter) {
        for (SourceAttestation source : state.attested().sources().values()) {
            source.facts().tenants().stream()
                    .filter(tenant -> !tenant.isMeta())
                    .filter(tenant -> filter.acceptsTenant(source.cluster(), tenant.id(), tenant.name()))
                    .forEach(tenant -> list(source, tenant));
        }
        in(state, filter).forEach(entry -> items.put(placeOf(entry), entry::item));
        state.entries().stream()
                .filter(entry -> entry.identity().key().kind() == RowKind.JOB)
                .forEach(job -> running.computeIfAbsent(placeOf(job), place -> new ArrayList<>())
                        .add(job.item()));
    }

    /** Those that the state tells more of, in key order. */
    static List<StateEntry> in(LogState state, Filter filter) {
        return state.entries().stream()
                .filter(entry -> entry.identity().key().kind() == RowKind.TENANT)
                .filter(entry -> isAsked(entry.identity(), filter))
                .toList();
    }

    /** @throws BadRequestException if the question goes on where no answer ended */
    static Encoded answer(LogState state, TenantsQuestion question) {
        var all = new KnownTenants(state, question.filter());
        Map<TenantPlace, Supplier<Encoded>> rest =
                question.last().map(last -> all.items.tailMap(last, false)).orElse(all.items);
        var page = rest.entrySet().stream().limit(question.limit()).toList();
        String next =
                page.size() < rest.size() ? page.get(page.size() - 1).getKey().token() : null;
        List<Encoded> items = page.stream()
                .map(tenant -> AnswerEncoder.withRunning(
                        tenant.getValue().get(), all.running.getOrDefault(tenant.getKey(), List.of())))
                .toList();
        return AnswerEncoder.rows("tenants", new AnswerEncoder.Page(state.cursor(), items, next));
    }

    private void list(SourceAttestation source, Tenant tenant) {
        items.put(
                new TenantPlace(source.cluster(), tenant.id()),
                () -> new Encoded(TenantItemEncoder.listed(source.cluster(), tenant)));
    }

    private static TenantPlace placeOf(StateEntry entry) {
        return new TenantPlace(
                entry.identity().cluster(), entry.identity().key().tenant());
    }

    private static boolean isAsked(Identity tenant, Filter filter) {
        return filter.acceptsTenant(tenant.cluster(), tenant.key().tenant(), tenant.tenantName());
    }
}
