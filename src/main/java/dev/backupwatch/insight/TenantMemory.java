package dev.backupwatch.insight;

import dev.backupwatch.event.Overdue;
import dev.backupwatch.event.TenantSummary.LastSuccess;
import dev.backupwatch.event.TenantSummary.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a tenant's backups that have ended.
 *
 * @param isRead whether what had ended before the tenant was watched was read from the history
 * @param seen when the tenant was first heard of, by the database's clock
 * @param runs those that completed, oldest first, of each type the last five
 * @param lastSuccess by type
 * @param failures that were told
 * @param overdue what it is told to lack
 */
record TenantMemory(
        boolean isRead,
        Instant seen,
        List<PastRun> runs,
        Map<String, LastSuccess> lastSuccess,
        @Nullable Run lastFailure,
        long failures,
        Map<Overdue.Kind, Overdue> overdue) {

    static final int MOST_RUNS = 5;

    TenantMemory {
        runs = List.copyOf(runs);
        lastSuccess = Map.copyOf(lastSuccess);
        overdue = Map.copyOf(overdue);
    }

    static TenantMemory of(Instant seen) {
        return new TenantMemory(false, seen, List.of(), Map.of(), null, 0, Map.of());
    }

    TenantMemory completed(PastRun run) {
        var success =
                new LastSuccess(run.end(), new Run(run.job(), run.type(), run.start(), run.end(), 0, run.bytes()));
        return new TenantMemory(isRead, seen, with(run), newest(run.type(), success), lastFailure, failures, overdue);
    }

    /** One that lies further back than the runs that are known. */
    TenantMemory succeeded(String type, Instant end) {
        return new TenantMemory(
                isRead, seen, runs, newest(type, new LastSuccess(end, null)), lastFailure, failures, overdue);
    }

    private Map<String, LastSuccess> newest(String type, LastSuccess success) {
        LastSuccess known = lastSuccess.get(type);
        if (known != null && success.end().isBefore(known.end())) {
            return lastSuccess;
        }
        Map<String, LastSuccess> newest = new HashMap<>(lastSuccess);
        newest.merge(type, success, (was, is) -> is.run() == null && is.end().equals(was.end()) ? was : is);
        return newest;
    }

    /** @param isTold whether the failure was told, and not just read of */
    TenantMemory failed(Run run, boolean isTold) {
        boolean isNewer = lastFailure == null || run.end().isAfter(lastFailure.end());
        return new TenantMemory(
                isRead,
                seen,
                runs,
                lastSuccess,
                isNewer ? run : lastFailure,
                isTold ? failures + 1 : failures,
                overdue);
    }

    TenantMemory read() {
        return new TenantMemory(true, seen, runs, lastSuccess, lastFailure, failures, overdue);
    }

    TenantMemory lacking(Overdue what) {
        Map<Overdue.Kind, Overdue> more = new EnumMap<>(Overdue.Kind.class);
        more.putAll(overdue);
        more.put(what.kind(), what);
        return new TenantMemory(isRead, seen, runs, lastSuccess, lastFailure, failures, more);
    }

    TenantMemory notLacking(Overdue.Kind kind) {
        Map<Overdue.Kind, Overdue> fewer = new EnumMap<>(Overdue.Kind.class);
        fewer.putAll(overdue);
        fewer.remove(kind);
        return new TenantMemory(isRead, seen, runs, lastSuccess, lastFailure, failures, fewer);
    }

    /** Oldest first. */
    List<PastRun> runsOf(String type) {
        return runs.stream().filter(run -> run.type().equals(type)).toList();
    }

    /** When the last backup of that kind ended that completed. */
    Optional<Instant> lastSuccess(Overdue.Kind kind) {
        return lastSuccess.entrySet().stream()
                .filter(success -> kind == Overdue.Kind.ANY || BackupTypes.isFull(success.getKey()))
                .map(Map.Entry::getValue)
                .map(LastSuccess::end)
                .max(Comparator.naturalOrder());
    }

    /** The longest rest that earlier runs had in that phase; empty where none was watched in it. */
    Optional<Duration> usualPause(String phase) {
        return runs.stream()
                .flatMap(run -> Optional.ofNullable(run.pauses().get(phase)).stream())
                .max(Comparator.naturalOrder());
    }

    /** What was watched to its end is known better than what was read of it. */
    private List<PastRun> with(PastRun run) {
        Optional<PastRun> known = runs.stream().filter(run::isSameAs).findFirst();
        if (known.isPresent() && run.curve() == null) {
            return runs;
        }
        List<PastRun> more = new ArrayList<>(runs);
        known.ifPresent(more::remove);
        more.add(run);
        more.sort(Comparator.comparing(PastRun::end));
        if (more.stream().filter(past -> past.type().equals(run.type())).count() > MOST_RUNS) {
            more.remove(more.stream()
                    .filter(past -> past.type().equals(run.type()))
                    .findFirst()
                    .orElseThrow());
        }
        return more;
    }
}
