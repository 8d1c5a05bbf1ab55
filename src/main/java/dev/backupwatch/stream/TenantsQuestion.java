package dev.backupwatch.stream;

import java.util.Optional;

/**
 * A question for tenants.
 *
 * @param filter of clusters and tenants
 * @param after the {@code next} of an earlier answer
 */
public record TenantsQuestion(Filter filter, int limit, Optional<String> after) {

    /** @throws BadRequestException if {@code after} is not where a page can have ended */
    Optional<TenantPlace> last() {
        return after.map(token -> TenantPlace.parse(token).orElseThrow(() -> BadRequestException.place(token)));
    }
}
