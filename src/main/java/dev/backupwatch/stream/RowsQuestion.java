package dev.backupwatch.stream;

import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.Sequence;
import java.time.Instant;
import java.util.Optional;

/**
 * A question for jobs or tasks.
 *
 * @param state empty asks for both
 * @param after the {@code next} of an earlier answer
 */
public record RowsQuestion(
        RowKind kind, Filter filter, RowTraits traits, Optional<State> state, int limit, Optional<String> after) {

    /** @throws BadRequestException if nothing can be both */
    public RowsQuestion {
        if (kind == RowKind.TASK && !traits.backups().isEmpty()) {
            throw BadRequestException.filter("backup is asked of jobs; tasks have no BACKUP_TYPE");
        }
        if (traits.areOfEnded() && state.equals(Optional.of(State.RUNNING))) {
            throw BadRequestException.filter(
                    "state=running has no result, since or until: these are of what has ended");
        }
    }

    /** Whether a row runs. */
    public enum State {
        RUNNING,
        ENDED
    }

    boolean wants(State asked) {
        boolean isMeant = asked == State.ENDED || !traits.areOfEnded();
        return isMeant && (state.isEmpty() || state.get() == asked);
    }

    /**
     * Whether that row is asked for and follows the row that the last page ended with, also where that one has ended or was
     * removed meanwhile: a place stays a place.
     */
    boolean wants(Found row) {
        return row.key().kind() == kind
                && filter.acceptsRow(row.identity())
                && last().map(last -> row.place().isAfter(last)).orElse(true)
                && traits.accept(row);
    }

    /** Whether only what ended since some time is asked for. */
    Optional<Instant> endedSince() {
        return traits.since();
    }

    /** Where to look for those that ended: before the last page's last, else among all up to the head. */
    Sequence endedBefore(Sequence head) {
        return last().filter(RowsPlace.Ended.class::isInstance)
                .map(last -> ((RowsPlace.Ended) last).ending())
                .orElse(head.next());
    }

    /** @throws BadRequestException if {@code after} is not where a page can have ended */
    private Optional<RowsPlace> last() {
        return after.map(token -> RowsPlace.parse(token).orElseThrow(() -> BadRequestException.place(token)));
    }

    String arrayName() {
        return kind == RowKind.JOB ? "jobs" : "tasks";
    }
}
