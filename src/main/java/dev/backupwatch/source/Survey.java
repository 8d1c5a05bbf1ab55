package dev.backupwatch.source;

import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.source.SourceConfig.Scope;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds out what a cluster has before it is read: which views, with which columns, of which version. */
record Survey(Session session, Statements statements, Scope scope) {

    /**
     * One tenant, as it tells of itself.
     *
     * @param type SYS, USER or META
     */
    record Mode(TenantId tenant, String type, String compatibility) {}

    /** Fails with the reason why the views cannot be read, as far as the server tells it. */
    Uni<Knowledge> knowledge() {
        return session.query(null, statements.columns())
                .map(result -> new ViewColumns(RowDecoder.columnNames(result)))
                .chain(columns -> viewpoint(columns)
                        .call(viewpoint -> checkAll(columns, viewpoint))
                        .chain(viewpoint -> version().map(version -> new Knowledge(columns, viewpoint, version))));
    }

    /**
     * Left to itself, sys where its views are (seekdb, which has but one tenant, has both sets), else a user tenant; never
     * sys through the views of one tenant, which would be to see all others vanish.
     */
    Uni<Viewpoint> viewpoint(ViewColumns columns) {
        boolean hasAllTenants = columns.has(View.CDB_OB_BACKUP_JOBS);
        if (scope == Scope.SYS || (scope == Scope.AUTO && hasAllTenants)) {
            return Uni.createFrom().item(Viewpoint.SYS);
        }
        return modes(columns).chain(modes -> {
            if (!columns.has(View.DBA_OB_BACKUP_JOBS)) {
                return noView();
            }
            return tenant(modes).map(tenant -> {
                boolean isSysUnasked = scope == Scope.AUTO && tenant.equals(TenantId.SYS);
                return isSysUnasked ? Viewpoint.SYS : new Viewpoint(tenant);
            });
        });
    }

    /** A view that another set has in its place is only the cause where this one's absence is certain. */
    private Uni<Viewpoint> noView() {
        Uni<Viewpoint> ofOneTenant = reasonNotToRead(View.DBA_OB_BACKUP_JOBS);
        return scope == Scope.TENANT
                ? ofOneTenant
                : Survey.<Viewpoint>unlessMissing(reasonNotToRead(View.CDB_OB_BACKUP_JOBS), ofOneTenant);
    }

    private static <T> Uni<T> unlessMissing(Uni<T> first, Uni<T> second) {
        return first.onFailure(Diagnosis::isAboutAMissingView)
                .recoverWithUni(missing ->
                        second.onFailure(Diagnosis::isAboutAMissingView).transform(alsoMissing -> missing));
    }

    /**
     * EFFECTIVE_TENANT_ID() is what OceanBase's own DBA_OB_BACKUP_* views are filtered by (their definitions in
     * ob_inner_table_schema_def.py), and what its upgrade scripts ask to know where they are (do_upgrade_*.py). Where it is
     * refused, the only user tenant that DBA_OB_TENANTS lists is the one that was logged into.
     */
    private Uni<TenantId> tenant(List<Mode> modes) {
        return session.query(null, Statements.TENANT)
                .map(RowDecoder::tenant)
                .onFailure(Diagnosis::isRefusedByTheServer)
                .recoverWithUni(refused -> onlyUser(modes)
                        .map(tenant -> Uni.createFrom().item(tenant))
                        .orElseGet(() -> Uni.createFrom().failure(new UnknownTenantException())));
    }

    private static Optional<TenantId> onlyUser(List<Mode> modes) {
        List<TenantId> users = modes.stream()
                .filter(mode -> mode.type().equals("USER"))
                .map(Mode::tenant)
                .toList();
        return users.size() == 1 ? Optional.of(users.get(0)) : Optional.empty();
    }

    /** Empty where they may not be read. */
    private Uni<List<Mode>> modes(ViewColumns columns) {
        if (!columns.has(View.DBA_OB_TENANTS)
                || !columns.of(View.DBA_OB_TENANTS).names().contains("COMPATIBILITY_MODE")) {
            return Uni.createFrom().item(List.of());
        }
        return session.query(View.DBA_OB_TENANTS, statements.modes())
                .map(RowDecoder::modes)
                .onFailure(Diagnosis::isRefusedByTheServer)
                .recoverWithItem(List.of())
                .invoke(Survey::refuseOracle);
    }

    private static void refuseOracle(List<Mode> modes) {
        List<Mode> users =
                modes.stream().filter(mode -> mode.type().equals("USER")).toList();
        if (users.size() == 1 && users.get(0).compatibility().equalsIgnoreCase("ORACLE")) {
            throw new OracleTenantException();
        }
    }

    private Uni<Void> checkAll(ViewColumns columns, Viewpoint viewpoint) {
        for (Function<RowKind, View> set : List.<Function<RowKind, View>>of(viewpoint::live, viewpoint::history)) {
            for (RowKind kind : RowKind.OF_VIEWS) {
                if (!columns.has(set.apply(kind))) {
                    return reasonNotToRead(set.apply(kind));
                }
            }
        }
        return Uni.createFrom().voidItem();
    }

    /** The server lists no columns of what we may not read, so only a statement tells a missing view from a missing right. */
    private <T> Uni<T> reasonNotToRead(View view) {
        return session.query(view, statements.reasonNotToRead(view))
                .chain(() -> Uni.createFrom().failure(new UnreadableViewException(view)));
    }

    private Uni<String> version() {
        return session.query(null, Statements.VERSION)
                .map(RowDecoder::version)
                .onFailure(Diagnosis::isRefusedByTheServer)
                .recoverWithItem("");
    }
}
