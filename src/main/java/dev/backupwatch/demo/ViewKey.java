package dev.backupwatch.demo;

import java.util.List;

/**
 * Names one row of a {@link View}. JOB_ID and TASK_ID are counted per tenant, so neither names a row alone.
 *
 * @param id the JOB_ID or TASK_ID; of no meaning in {@link View#TENANTS}
 */
public record ViewKey(long tenantId, long id) {

    public static ViewKey tenant(long tenantId) {
        return new ViewKey(tenantId, 0);
    }

    /** As many values as the view has key columns, in their order. */
    List<Long> valuesFor(View view) {
        return List.of(tenantId, id).subList(0, view.keyColumns().size());
    }
}
