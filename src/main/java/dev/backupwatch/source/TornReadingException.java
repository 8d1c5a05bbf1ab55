package dev.backupwatch.source;

import dev.backupwatch.event.TenantId;

/** One view told of a tenant's runs and another did not: the tenant came into sight between them, or went out of it. */
final class TornReadingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TornReadingException(TenantId tenant) {
        super("the history of tenant %d came or went while it was read; the next time it is read whole"
                .formatted(tenant.value()));
    }
}
