package dev.backupwatch.stream;

import dev.backupwatch.event.EventType;
import dev.backupwatch.event.Identity;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.eventlog.LogState;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.eventlog.StateEntry;
import dev.backupwatch.eventlog.StateKey;
import dev.backupwatch.stream.Questions.Found;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What has ended, as far back as the log reaches, newest first. */
final class Endings {

    private static final int PAGE = 1000;

    private final EventLogReader log;

    Endings(EventLogReader log) {
        this.log = log;
    }

    /** The endings that led to that state. */
    Uni<List<Found>> since(LogState state) {
        Set<StateKey> running = state.entries().stream().map(StateEntry::key).collect(Collectors.toSet());
        return new Search(new ArrayList<>(), new HashSet<>(running))
                .before(state.cursor().sequence().next(), log);
    }

    /** @param known rows that run or whose ending was met: a loss before that was not their end */
    private record Search(List<Found> found, Set<StateKey> known) {

        Uni<List<Found>> before(Sequence sequence, EventLogReader log) {
            return log.readBefore(sequence, PAGE).chain(page -> {
                page.forEach(this::take);
                return page.size() < PAGE
                        ? Uni.createFrom().item(found)
                        : before(page.get(page.size() - 1).sequence(), log);
            });
        }

        private void take(LoggedEvent event) {
            EventType type = event.facets().type();
            Identity identity = event.facets().identity();
            if (identity == null || !type.isRemoval()) {
                return;
            }
            boolean isNew = known.add(StateKey.of(identity));
            boolean isLoss = type == EventType.JOB_LOST || type == EventType.TASK_LOST;
            if (isNew || !isLoss) {
                found.add(Found.ended(identity, event));
            }
        }
    }
}
