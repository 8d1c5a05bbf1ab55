package dev.backupwatch.source;

import dev.backupwatch.diff.Vantage;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Which set of views is read. Everything behind {@code source} sees the same rows from either: what a user tenant's views
 * lack, TENANT_ID, is told to them by the statement.
 *
 * @param tenant the one that was logged into; absent in sys, whose views name each row's tenant
 */
record Viewpoint(@Nullable TenantId tenant) {

    static final Viewpoint SYS = new Viewpoint(null);

    static final String TENANT_COLUMN = "TENANT_ID";

    View live(RowKind kind) {
        return View.live(kind, isSys());
    }

    View history(RowKind kind) {
        return View.history(kind, isSys());
    }

    Vantage vantage() {
        return isSys() ? Vantage.SYS : Vantage.TENANT;
    }

    boolean isSys() {
        return tenant == null;
    }

    /** The column TENANT_ID of a result: by its name an answer is known to be the one that was asked for. */
    String tenantColumn() {
        return tenant == null ? TENANT_COLUMN : tenant.value() + " AS " + TENANT_COLUMN;
    }

    /** What a condition says for TENANT_ID, where views of one tenant have none; no list to order or to group by. */
    String tenantTerm() {
        return tenant == null ? TENANT_COLUMN : Long.toString(tenant.value());
    }
}
