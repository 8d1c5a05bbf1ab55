package dev.backupwatch.diff;

import dev.backupwatch.diff.Lives.MarkKey;
import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Columns;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.Tenant;
import dev.backupwatch.event.TenantId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lives while they are recalled, note by note. */
final class Recalled {

    final Map<RowKey, Told> told = new HashMap<>();
    final Map<RowKey, Lost> lost = new HashMap<>();
    final Map<MarkKey, HistoryMark> marks = new HashMap<>();
    final Map<TenantId, Tenant> tenants = new HashMap<>();
    final Map<TenantId, Long> highestJobs = new HashMap<>();
    final Map<RowKey, EndedJob> endedJobs = new HashMap<>();

    private final ClusterName cluster;
    private final LifePolicy policy;
    private final Map<List<String>, Columns> columns = new HashMap<>();

    private Looks looks = Looks.NONE;
    private LastShape shape = LastShape.NONE;
    private @Nullable CatchUp catchUp;
    private @Nullable Instant caughtUp;

    Recalled(ClusterName cluster, LifePolicy policy) {
        this.cluster = cluster;
        this.policy = policy;
    }

    ClusterName cluster() {
        return cluster;
    }

    /** All rows of one shape share their columns. */
    Columns columns(List<String> names) {
        return columns.computeIfAbsent(names, Columns::new);
    }

    void looked(Looks looks) {
        this.looks = looks;
    }

    void shaped(LastShape shape) {
        this.shape = shape;
    }

    void walking(CatchUp catchUp) {
        this.catchUp = catchUp;
    }

    void caughtUpAt(Instant moment) {
        this.caughtUp = moment;
    }

    Lives lives() {
        var history = new HistoryProgress(marks, catchUp, caughtUp);
        return new Lives(cluster, policy, told, lost, history, tenants, highestJobs, endedJobs, looks, shape);
    }

    static String name(RowKey key) {
        return "%s/%d/%d".formatted(name(key.kind()), key.tenant().value(), key.id());
    }

    static RowKey rowKey(String name) {
        String[] parts = name.split("/", -1);
        return new RowKey(kind(parts[0]), new TenantId(Long.parseLong(parts[1])), Long.parseLong(parts[2]));
    }

    static String name(MarkKey key) {
        return "%s/%d".formatted(name(key.kind()), key.tenant().value());
    }

    static MarkKey markKey(String name) {
        String[] parts = name.split("/", -1);
        return new MarkKey(kind(parts[0]), new TenantId(Long.parseLong(parts[1])));
    }

    static String name(RowKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    static RowKind kind(String name) {
        return RowKind.valueOf(name.toUpperCase(Locale.ROOT));
    }
}
