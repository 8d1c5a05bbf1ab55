package dev.backupwatch.stream;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.JobKey;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.eventlog.LogState;
import dev.backupwatch.eventlog.StateKey;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What has ended, as far back as the log reaches, newest first. Holds a page of the log at a time. */
record Endings(EventLogReader log) {

    private static final int PAGE = 500;

    /** Those before that place which are wanted, at most {@code most} of them. */
    Uni<List<Found>> before(Sequence place, LogState state, Predicate<Found> wanted, int most) {
        return new Search(running(state), wanted, most, new ArrayList<>()).from(place);
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

    private final class Search {

        private final Set<StateKey> running;
        private final Predicate<Found> wanted;
        private final int most;
        private final List<Found> found;

        Search(Set<StateKey> running, Predicate<Found> wanted, int most, List<Found> found) {
            this.running = running;
            this.wanted = wanted;
            this.most = most;
            this.found = found;
        }

        Uni<List<Found>> from(Sequence place) {
            return log.removalsBefore(place, PAGE).chain(page -> {
                List<Found> candidates =
                        page.stream().map(Found::removed).filter(wanted).toList();
                return endings(candidates).chain(endings -> {
                    found.addAll(endings.subList(0, Math.min(endings.size(), most - found.size())));
                    return page.size() < PAGE || found.size() == most
                            ? Uni.createFrom().item(found)
                            : from(page.get(page.size() - 1).sequence());
                });
            });
        }

        private Uni<List<Found>> endings(List<Found> candidates) {
            return Multi.createFrom()
                    .iterable(candidates)
                    .onItem()
                    .transformToUniAndConcatenate(candidate ->
                            isEnding(candidate).map(isEnding -> isEnding ? List.of(candidate) : List.<Found>of()))
                    .collect()
                    .in(ArrayList::new, List::addAll);
        }

        /** A loss is none where the row runs again, or where something newer took it. Losses are rare. */
        private Uni<Boolean> isEnding(Found candidate) {
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
}
