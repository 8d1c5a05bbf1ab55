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
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The tenants of all clusters: those that the state tells more of, and those that are just listed. */
final class KnownTenants {

    private final TreeMap<TenantPlace, Supplier<Encoded>> items = new TreeMap<>();
    private final TreeMap<TenantPlace, Optional<String>> names = new TreeMap<>();
    private final Map<TenantPlace, List<Encoded>> running = new HashMap<>();

    private KnownTenants(LogState state, Filter filter) {
        for (SourceAttestation source : state.attested().sources().values()) {
            source.facts().tenants().stream()
                    .filter(tenant -> !tenant.isMeta())
                    .filter(tenant -> filter.acceptsTenant(source.cluster(), tenant.id(), tenant.name()))
                    .forEach(tenant -> list(source, tenant));
        }
        in(state, filter).forEach(this::put);
        state.entries().stream()
                .filter(entry -> entry.identity().key().kind() == RowKind.JOB)
                .forEach(job -> running.computeIfAbsent(TenantPlace.of(job.identity()), place -> new ArrayList<>())
                        .add(job.item()));
    }

    /** Those that the state tells more of, in key order. */
    static List<StateEntry> in(LogState state, Filter filter) {
        return state.entries().stream()
                .filter(entry -> entry.identity().key().kind() == RowKind.TENANT)
                .filter(entry -> isAsked(entry.identity(), filter))
                .toList();
    }

    /**
     * A page of tenants.
     *
     * @param next where the next one goes on; absent on the last
     */
    record Page<T>(Map<TenantPlace, T> tenants, @Nullable String next) {}

    /** @throws BadRequestException if the question goes on where no answer ended */
    static Encoded answer(LogState state, TenantsQuestion question) {
        var all = new KnownTenants(state, question.filter());
        Page<Supplier<Encoded>> page = page(all.items, question);
        List<Encoded> items = page.tenants().entrySet().stream()
                .map(tenant -> AnswerEncoder.withRunning(
                        tenant.getValue().get(), all.running.getOrDefault(tenant.getKey(), List.of())))
                .toList();
        return AnswerEncoder.rows("tenants", new AnswerEncoder.Page(state.cursor(), items, page.next()));
    }

    /** Their names, where they can be read. */
    static NavigableMap<TenantPlace, Optional<String>> names(LogState state, Filter filter) {
        return new KnownTenants(state, filter).names;
    }

    /** @throws BadRequestException if the question goes on where no answer ended */
    static <T> Page<T> page(NavigableMap<TenantPlace, T> all, TenantsQuestion question) {
        Map<TenantPlace, T> rest =
                question.last().map(last -> all.tailMap(last, false)).orElse(all);
        TreeMap<TenantPlace, T> page = new TreeMap<>();
        rest.entrySet().stream()
                .limit(question.limit())
                .forEach(tenant -> page.put(tenant.getKey(), tenant.getValue()));
        return new Page<>(page, page.size() < rest.size() ? page.lastKey().token() : null);
    }

    private void list(SourceAttestation source, Tenant tenant) {
        var place = new TenantPlace(source.cluster(), tenant.id());
        items.put(place, () -> new Encoded(TenantItemEncoder.listed(source.cluster(), tenant)));
        names.put(place, Optional.of(tenant.name()));
    }

    private void put(StateEntry tenant) {
        TenantPlace place = TenantPlace.of(tenant.identity());
        items.put(place, tenant::item);
        names.put(place, Optional.ofNullable(tenant.identity().tenantName()));
    }

    private static boolean isAsked(Identity tenant, Filter filter) {
        return filter.acceptsTenant(tenant.cluster(), tenant.key().tenant(), tenant.tenantName());
    }
}
