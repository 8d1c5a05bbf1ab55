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

    /**
     * What follows the row that the last page ended with, also where that row has ended or was removed meanwhile: a place
     * stays a place.
     */
    List<Found> after(List<Found> all) {
        if (after.isEmpty()) {
            return all;
        }
        RowsPlace last = RowsPlace.parse(after.get())
                .orElseThrow(() -> new BadRequestException(
                        "bad-cursor", "after=%s is not where a page ended".formatted(after.get())));
        return all.stream().filter(row -> row.place().isAfter(last)).toList();
    }

    String arrayName() {
        return kind == RowKind.JOB ? "jobs" : "tasks";
    }
}
