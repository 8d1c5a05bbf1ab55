package dev.backupwatch.wire;

import dev.backupwatch.event.ChangeEvent;
import dev.backupwatch.event.ColumnChange;
import dev.backupwatch.event.Identity;
import dev.backupwatch.event.Observed;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowEvent;
import dev.backupwatch.event.SourceEvent;
import dev.backupwatch.event.Trouble;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Events in English, one line each. */
final class English {

    private English() {}

    static String sentence(ChangeEvent event) {
        return event instanceof RowEvent row ? row(row) : source((SourceEvent) event);
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

    private static String row(RowEvent event) {
        return subject(event.identity()) + " " + predicate(event);
    }

    private static String subject(Identity identity) {
        String tenant = identity.tenantName() == null
                ? "Tenant " + identity.key().tenant().value()
                : "Tenant %s (%d)"
                        .formatted(
                                identity.tenantName(), identity.key().tenant().value());
        String task = EventEncoder.isTask(identity) ? ", task " + identity.key().id() : "";
        return "%s, backup %d%s:".formatted(tenant, identity.job().job(), task);
    }

    private static String predicate(RowEvent event) {
        Row row = event.row();
        return switch (event.verb()) {
            case STARTED -> (event.observed() == Observed.FOUND ? "found running" : "started") + kindOfBackup(row);
            case STATUS_CHANGED -> "now " + row.status();
            case PROGRESSED -> progress(row);
            case UPDATED -> "changed " + names(event.changed());
            case COMPLETED -> "completed";
            case FAILED -> "failed with " + row.numberOr("RESULT", 0) + comment(row);
            case CANCELED -> "canceled";
            case LOST -> "no longer known: " + reason(event);
        };
    }

    private static String kindOfBackup(Row row) {
        String type = row.text("BACKUP_TYPE");
        return type.isEmpty() ? "" : ", type " + type;
    }

    private static String progress(Row row) {
        long tablets = row.numberOr("TABLET_COUNT", 0);
        String bytes = row.numberOr("OUTPUT_BYTES", 0) + " bytes written";
        return tablets == 0
                ? bytes
                : "%d of %d tablets, %s".formatted(row.numberOr("FINISH_TABLET_COUNT", 0), tablets, bytes);
    }

    private static String names(List<ColumnChange> changes) {
        return changes.stream().map(ColumnChange::column).collect(Collectors.joining(", "));
    }

    private static String comment(Row row) {
        String comment = row.text("COMMENT");
        return comment.isEmpty() ? "" : ": " + comment;
    }

    private static String reason(RowEvent event) {
        var reason = event.reason();
        return reason == null ? "" : reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
