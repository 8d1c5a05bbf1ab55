package dev.backupwatch.stream;

import dev.backupwatch.event.Identity;
import dev.backupwatch.event.Tenant;
import dev.backupwatch.event.Visibility;
import dev.backupwatch.eventlog.LogState;
import dev.backupwatch.eventlog.SourceAttestation;
import java.util.stream.Stream;

/**
 * Whether what a filter names exists for who asks, so that a slip of the pen is told instead of passing nothing for ever. The
 * answer is the same for what is not there and for what may not be seen.
 */
final class Existence {

    private final LogState state;

    Existence(LogState state) {
        this.state = state;
    }

    /** @throws BadRequestException naming the first value that names nothing */
    void check(Filter filter) {
        Visibility visibility = filter.visibility();
        for (String cluster : filter.clusters()) {
            if (sources(visibility).noneMatch(source -> source.cluster().value().equals(cluster))) {
                throw BadRequestException.filter("cluster=%s is not watched".formatted(cluster));
            }
        }
        for (String tenant : filter.tenants()) {
            if (areAllTenantsKnown(visibility) && !isTenant(tenant, visibility)) {
                throw BadRequestException.filter("tenant=%s is no tenant of a watched cluster".formatted(tenant));
            }
        }
    }

    private Stream<SourceAttestation> sources(Visibility visibility) {
        return state.attested().sources().values().stream().filter(source -> visibility.permits(source.cluster()));
    }

    /** Where the tenants of a source cannot be read, or were not yet, any may exist. */
    private boolean areAllTenantsKnown(Visibility visibility) {
        return sources(visibility).noneMatch(source -> source.facts().tenants().isEmpty());
    }

    private boolean isTenant(String idOrName, Visibility visibility) {
        boolean isListed = sources(visibility)
                .anyMatch(source -> source.facts().tenants().stream()
                        .filter(tenant -> visibility.permits(source.cluster(), tenant.id(), tenant.name()))
                        .anyMatch(tenant -> isCalled(tenant, idOrName)));
        return isListed
                || state.entries().stream()
                        .filter(row -> visibility.permits(row.identity()))
                        .anyMatch(row -> isCalled(row.identity(), idOrName));
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
