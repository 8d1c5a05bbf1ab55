package dev.backupwatch.wire;

import dev.backupwatch.event.ChangeEvent;
import dev.backupwatch.event.Identity;
import dev.backupwatch.event.JobEvent;
import dev.backupwatch.event.RowEvent;
import dev.backupwatch.event.SourceEvent;
import dev.backupwatch.event.TenantEvent;
import dev.backupwatch.event.Trouble;

/** Events in English, one line each. */
final class English {

    private English() {}

    static String sentence(ChangeEvent event) {
        if (event instanceof RowEvent row) {
            return job(row.identity()) + " " + EnglishRows.predicate(row);
        }
        if (event instanceof JobEvent job) {
            return job(job.identity()) + " " + EnglishJobs.predicate(job);
        }
        if (event instanceof TenantEvent tenant) {
            return tenant(tenant.identity()) + ": " + EnglishTenants.predicate(tenant);
        }
        return source((SourceEvent) event);
    }

    private static String source(SourceEvent event) {
        String cluster = "Cluster " + event.cluster().value();
        Trouble trouble = event.trouble();
        if (trouble != null) {
            return "Cannot be read: " + trouble.message();
        }
        return switch (event.type()) {
            case SOURCE_ADDED -> cluster + " is watched from now on";
            case SOURCE_REMOVED -> cluster + " is no longer watched";
            case SOURCE_RECOVERED -> cluster + " can be read again";
            case SOURCE_RECREATED -> cluster + " is another cluster than before; all earlier jobs are gone";
            default -> throw new IllegalArgumentException("no sentence for " + event.type());
        };
    }

    private static String job(Identity identity) {
        String task = EventEncoder.isTask(identity) ? ", task " + identity.key().id() : "";
        return "%s, backup %d%s:".formatted(tenant(identity), identity.job().job(), task);
    }

    private static String tenant(Identity identity) {
        long id = identity.key().tenant().value();
        String name = identity.tenantName();
        return name == null ? "Tenant " + id : "Tenant %s (%d)".formatted(name, id);
    }
}
