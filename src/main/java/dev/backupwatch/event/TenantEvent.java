package dev.backupwatch.event;

import org.jspecify.annotations.Nullable;

/**
 * What is told of a tenant.
 *
 * @param identity of {@link Identity#ofTenant}; its parent is the cluster job that skipped the tenant
 * @param overdue absent where it was skipped; where it caught up, what it was until now
 * @param cause why it is not overdue any more; absent in the other events
 */
public record TenantEvent(
        EventType type,
        Identity identity,
        @Nullable Overdue overdue,
        @Nullable Cause cause) implements ChangeEvent {

    /** Why a tenant is not overdue any more. */
    public enum Cause {
        /** There is a successful backup again. */
        SUCCESS,
        /** The configuration, or the tenant's role, asks for none any more. */
        NOT_EXPECTED,
        /** The cluster does not list the tenant any more. */
        TENANT_GONE
    }

    public TenantEvent {
        boolean isSkipped = type == EventType.TENANT_SKIPPED;
        boolean isCaughtUp = type == EventType.TENANT_CAUGHT_UP;
        if (!isSkipped && !isCaughtUp && type != EventType.TENANT_OVERDUE) {
            throw new IllegalArgumentException("speaks of no tenant: " + type);
        }
        if (isSkipped != (overdue == null) || isCaughtUp != (cause != null)) {
            throw new IllegalArgumentException("not what belongs to " + type);
        }
    }

    /** Skipped is an error, because the cluster backup that left the tenant out says COMPLETED. */
    @Override
    public Severity severity() {
        return switch (type) {
            case TENANT_SKIPPED -> Severity.ERROR;
            case TENANT_OVERDUE -> Severity.WARNING;
            default -> Severity.INFO;
        };
    }

    @Override
    public Facets facets() {
        return new Facets(identity.cluster(), type, severity(), identity);
    }
}
