package dev.backupwatch.diff;

import dev.backupwatch.event.TenantId;
import java.util.Set;
import java.util.TreeSet;

/** Which tenants a reading of the views covers. It says nothing about the others: not there is then not gone. */
public sealed interface Scope {

    Scope WHOLE = new Whole();

    boolean covers(TenantId tenant);

    static Scope only(Iterable<TenantId> tenants) {
        Set<TenantId> some = new TreeSet<>();
        tenants.forEach(some::add);
        return new Only(some);
    }

    /** All that the views show. */
    record Whole() implements Scope {

        @Override
        public boolean covers(TenantId tenant) {
            return true;
        }
    }

    /** Named tenants alone. */
    record Only(Set<TenantId> tenants) implements Scope {

        public Only {
            tenants = Set.copyOf(tenants);
        }

        @Override
        public boolean covers(TenantId tenant) {
            return tenants.contains(tenant);
        }
    }
}
