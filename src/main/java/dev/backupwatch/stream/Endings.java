package dev.backupwatch.stream;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.JobKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.eventlog.LogState;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.eventlog.StateKey;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What has ended, as far back as the log reaches, newest first. Holds a page of the log at a time. */
record Endings(EventLogReader log) {

    /** Those before that place which are asked for, at most {@code most} of them. */
    Uni<List<Found>> before(Sequence place, LogState state, RowsQuestion question, int most) {
        Set<StateKey> running = running(state);
        return in(new Removals(log).before(place, question.endedSince()), question::wants, running)
                .onItem()
                .<Found>disjoint()
                .select()
                .first(most)
                .collect()
                .asList();
    }

    /** Jobs of those tenants that ended since that time, and perhaps earlier ones; a page of the log at a time. */
    Multi<List<Found>> ofJobs(Set<TenantPlace> tenants, LogState state, Instant since) {
        Sequence all = state.cursor().sequence().next();
        return in(
                new Removals(log).before(all, Optional.of(since)),
                row -> row.key().kind() == RowKind.JOB && tenants.contains(TenantPlace.of(row.identity())),
                running(state));
    }

    /** Page by page those that are wanted. */
    private Multi<List<Found>> in(Multi<List<LoggedEvent>> removals, Predicate<Found> wanted, Set<StateKey> running) {
        return removals.onItem()
                .transformToUniAndConcatenate(page ->
                        endings(page.stream().map(Found::removed).filter(wanted).toList(), running));
    }

    /** Those of a job, its tasks, and the jobs whose parent it is. */
    Uni<List<Found>> of(ClusterName cluster, JobKey job, LogState state) {
        return log.removalsOf(cluster, job).map(removals -> {
            Set<StateKey> known = new HashSet<>(running(state));
            List<Found> ended = new ArrayList<>();
            removals.stream().map(Found::removed).forEach(found -> {
                boolean isNew = known.add(StateKey.of(found.identity()));
                if (isNew || !found.isLoss()) {
                    ended.add(found);
                }
            });
            return ended;
        });
    }

    private static Set<StateKey> running(LogState state) {
        return state.entries().stream().map(entry -> entry.key()).collect(Collectors.toSet());
    }

    private Uni<List<Found>> endings(List<Found> candidates, Set<StateKey> running) {
        if (candidates.stream().noneMatch(Found::isLoss)) {
            return Uni.createFrom().item(candidates);
        }
        return Multi.createFrom()
                .iterable(candidates)
                .onItem()
                .transformToUniAndConcatenate(candidate ->
                        isEnding(candidate, running).map(isEnding -> isEnding ? List.of(candidate) : List.<Found>of()))
                .collect()
                .in(ArrayList::new, List::addAll);
    }

    /** A loss is none where the row runs again, or where something newer took it. Losses are rare. */
    private Uni<Boolean> isEnding(Found candidate, Set<StateKey> running) {
        if (!candidate.isLoss()) {
            return Uni.createFrom().item(true);
        }
        if (running.contains(StateKey.of(candidate.identity()))) {
            return Uni.createFrom().item(false);
        }
        return log.removalsOf(
                        candidate.identity().cluster(), candidate.identity().job())
                .map(removals -> removals.stream()
                        .map(Found::removed)
                        .filter(removed -> removed.key().equals(candidate.key()))
                        .findFirst()
                        .equals(Optional.of(candidate)));
    }
}
