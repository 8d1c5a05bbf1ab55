package dev.backupwatch.stream;

import dev.backupwatch.event.Identity;
import dev.backupwatch.event.Tenant;
import dev.backupwatch.eventlog.Attested;
import dev.backupwatch.eventlog.LogState;
import dev.backupwatch.eventlog.SourceAttestation;
import java.util.Collection;

/** Whether what a filter names exists, so that a slip of the pen is told instead of passing nothing for ever. */
final class Existence {

    private final Attested attested;
    private final LogState state;

    Existence(LogState state) {
        this.attested = state.attested();
        this.state = state;
    }

    /** @throws BadRequestException naming the first value that names nothing */
    void check(Filter filter) {
        for (String cluster : filter.clusters()) {
            if (attested.sources().keySet().stream()
                    .noneMatch(name -> name.value().equals(cluster))) {
                throw BadRequestException.filter("cluster=%s is not watched".formatted(cluster));
            }
        }
        for (String tenant : filter.tenants()) {
            if (areAllTenantsKnown() && !isTenant(tenant)) {
                throw BadRequestException.filter("tenant=%s is no tenant of a watched cluster".formatted(tenant));
            }
        }
    }

    /** Where the tenants of a source cannot be read, or were not yet, any may exist. */
    private boolean areAllTenantsKnown() {
        return attested.sources().values().stream()
                .noneMatch(source -> source.facts().tenants().isEmpty());
    }

    private boolean isTenant(String idOrName) {
        boolean isListed = attested.sources().values().stream()
                .map(SourceAttestation::facts)
                .map(facts -> facts.tenants())
                .flatMap(Collection::stream)
                .anyMatch(tenant -> isCalled(tenant, idOrName));
        return isListed || state.entries().stream().anyMatch(row -> isCalled(row.identity(), idOrName));
    }

    private static boolean isCalled(Identity row, String idOrName) {
        return idOrName.equals(row.tenantName())
                || Long.toString(row.key().tenant().value()).equals(idOrName);
    }

    private static boolean isCalled(Tenant tenant, String idOrName) {
        return tenant.name().equals(idOrName)
                || Long.toString(tenant.id().value()).equals(idOrName);
    }
}
