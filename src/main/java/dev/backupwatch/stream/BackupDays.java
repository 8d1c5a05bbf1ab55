package dev.backupwatch.stream;

import dev.backupwatch.event.Encoded;
import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.eventlog.LogState;
import dev.backupwatch.wire.DaysEncoder;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** On which days tenants' jobs ended: one walk through what ended, in which a page of tenants is held. */
record BackupDays(EventLogReader log) {

    Uni<Encoded> answer(LogState state, DaysQuestion question, Instant now) {
        NavigableMap<TenantPlace, Optional<String>> all =
                KnownTenants.names(state, question.tenants().filter());
        KnownTenants.Page<Optional<String>> page = KnownTenants.page(all, question.tenants());
        DaysQuestion.Stretch stretch = question.upTo(now);
        KnownSpan told = KnownSpan.told(
                state.attested(),
                all.keySet().stream().map(TenantPlace::cluster).collect(Collectors.toSet()));
        // How far back the log reaches is asked last: what it forgets during the walk was not met, or is not claimed.
        return tally(state, page.tenants().keySet(), stretch)
                .chain(tally -> told.kept(log)
                        .map(known -> DaysEncoder.encode(
                                new DaysEncoder.Stretch(state.cursor(), stretch.from(), stretch.to(), stretch.offset()),
                                new DaysEncoder.Known(
                                        known.since().orElse(null),
                                        known.until().orElse(null)),
                                tenants(page, tally),
                                page.next())));
    }

    private Uni<DayTally> tally(LogState state, Set<TenantPlace> tenants, DaysQuestion.Stretch stretch) {
        if (tenants.isEmpty()) {
            return Uni.createFrom().item(new DayTally(stretch));
        }
        return new Endings(log)
                .ofJobs(tenants, state, stretch.begin())
                .collect()
                .in(() -> new DayTally(stretch), (tally, ended) -> ended.forEach(tally::add));
    }

    private static List<DaysEncoder.Tenant> tenants(KnownTenants.Page<Optional<String>> page, DayTally tally) {
        return page.tenants().entrySet().stream()
                .map(tenant -> new DaysEncoder.Tenant(
                        tenant.getKey().cluster(),
                        tenant.getKey().tenant(),
                        tenant.getValue().orElse(null),
                        tally.of(tenant.getKey())))
                .toList();
    }
}
