package dev.backupwatch.stream;

import dev.backupwatch.event.RowKind;
import dev.backupwatch.stream.Questions.Found;
import java.util.List;
import java.util.Optional;

/**
 * A question for jobs or tasks.
 *
 * @param state empty asks for both
 * @param after the {@code next} of an earlier answer
 */
public record RowsQuestion(RowKind kind, Filter filter, Optional<State> state, int limit, Optional<String> after) {

    /** Whether a row runs. */
    public enum State {
        RUNNING,
        ENDED
    }

    boolean wants(State asked) {
        return state.isEmpty() || state.get() == asked;
    }

    /** What follows the row that the last page ended with. One that has ended meanwhile is not found: then all that ended follows. */
    List<Found> after(List<Found> all) {
        if (after.isEmpty()) {
            return all;
        }
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).token().equals(after.get())) {
                return all.subList(i + 1, all.size());
            }
        }
        throw new BadRequestException("bad-cursor", "after=%s is not where a page ended".formatted(after.get()));
    }

    String arrayName() {
        return kind == RowKind.JOB ? "jobs" : "tasks";
    }
}
