package dev.backupwatch.stream;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Encoded;
import dev.backupwatch.event.EventType;
import dev.backupwatch.event.Facets;
import dev.backupwatch.event.Identity;
import dev.backupwatch.event.JobKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.Severity;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.event.Visibility;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.wire.Withheld;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which events a subscriber wants, of those that it may see: values of one set are alternatives, the sets must all hold, and
 * an empty set asks for nothing in particular.
 *
 * @param tenants ids or names
 * @param roots cluster jobs, meant with all their tenants' jobs and tasks
 * @param types short types, or dotted prefixes of them
 * @param severity at least
 * @param visibility beyond which nothing exists, whatever is asked for
 */
public record Filter(
        Set<String> clusters,
        Set<String> tenants,
        Set<Long> jobs,
        Set<JobKey> roots,
        Set<String> types,
        Severity severity,
        Visibility visibility) {

    /** Of somebody who may see all. */
    public static final Filter ALL =
            new Filter(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Severity.INFO, Visibility.ALL);

    public Filter {
        clusters = Set.copyOf(clusters);
        tenants = Set.copyOf(tenants);
        jobs = Set.copyOf(jobs);
        roots = Set.copyOf(roots);
        types = Set.copyOf(types);
    }

    public Filter within(Visibility seen) {
        return new Filter(clusters, tenants, jobs, roots, types, severity, seen);
    }

    public boolean accepts(Facets event) {
        Identity identity = event.identity();
        return acceptsCluster(event.cluster())
                && event.severity().compareTo(severity) >= 0
                && acceptsType(event.type())
                && (identity == null || acceptsIdentity(identity));
    }

    /** A job or a task: in snapshots a type chooses between them; a row has no severity. */
    public boolean acceptsRow(Identity row) {
        return acceptsCluster(row.cluster()) && acceptsKind(row.key().kind()) && acceptsIdentity(row);
    }

    /** Whether it names nothing of which one would have to know that it exists. */
    boolean namesNothing() {
        return clusters.isEmpty() && tenants.isEmpty();
    }

    /** How many values it names. */
    int values() {
        return clusters.size() + tenants.size() + jobs.size() + roots.size() + types.size();
    }

    public boolean acceptsCluster(ClusterName cluster) {
        return accepts(clusters, cluster.value()) && visibility.permits(cluster);
    }

    /** As this subscriber is told it; empty if it is not. */
    Optional<Encoded> told(LoggedEvent event) {
        if (!accepts(event.facets())) {
            return Optional.empty();
        }
        boolean mayNameOthers = event.facets().type() == EventType.SOURCE_DEGRADED && !visibility.isOfAllTenants();
        return Optional.of(mayNameOthers ? Withheld.message(event.json()) : event.json());
    }

    /** As tenants are listed, where one may ask for neither jobs nor types. */
    boolean acceptsTenant(ClusterName cluster, TenantId tenant, @Nullable String name) {
        return accepts(clusters, cluster.value())
                && visibility.permits(cluster, tenant, name)
                && acceptsTenant(tenant, name);
    }

    private boolean acceptsIdentity(Identity row) {
        return visibility.permits(row)
                && acceptsTenant(row.key().tenant(), row.tenantName())
                && acceptsJob(row)
                && acceptsRoot(row);
    }

    private boolean acceptsTenant(TenantId tenant, @Nullable String name) {
        return tenants.isEmpty()
                || tenants.contains(Long.toString(tenant.value()))
                || (name != null && tenants.contains(name));
    }

    private boolean acceptsJob(Identity row) {
        return jobs.isEmpty() || (isOfAJob(row) && jobs.contains(row.job().job()));
    }

    private boolean acceptsRoot(Identity row) {
        return roots.isEmpty()
                || (isOfAJob(row) && roots.contains(row.job()))
                || (row.parent() != null && roots.contains(row.parent()));
    }

    /** What is told of a tenant bears a number in that place that is no job's. */
    private static boolean isOfAJob(Identity row) {
        return row.key().kind() != RowKind.TENANT;
    }

    private boolean acceptsType(EventType type) {
        return types.isEmpty() || types.stream().anyMatch(prefix -> isPrefix(prefix, type.shortName()));
    }

    private boolean acceptsKind(RowKind kind) {
        String family = kind == RowKind.JOB ? "backup.job" : "backup.task";
        return types.isEmpty() || types.stream().anyMatch(type -> isPrefix(type, family) || isPrefix(family, type));
    }

    static boolean isPrefix(String prefix, String type) {
        return type.equals(prefix) || type.startsWith(prefix + ".");
    }

    private static <T> boolean accepts(Set<T> wanted, T value) {
        return wanted.isEmpty() || wanted.contains(value);
    }
}
