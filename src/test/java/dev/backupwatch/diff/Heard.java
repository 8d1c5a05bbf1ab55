package dev.backupwatch.diff;

import dev.backupwatch.event.ChangeEvent;
import dev.backupwatch.event.Row;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a subscriber has after one poll.
 *
 * @param isTakenIn whether the poll was complete, and what it led to adopted
 * @param rows by subject: the state, which is what all events folded make
 */
record Heard(boolean isTakenIn, List<ChangeEvent> events, Map<String, Row> rows) {

    String told() {
        String told = events.stream().map(Polled::sentence).collect(Collectors.joining(", "));
        return (isTakenIn ? "" : "nothing was taken in; ") + told;
    }
}
