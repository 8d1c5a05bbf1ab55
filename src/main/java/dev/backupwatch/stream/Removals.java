package dev.backupwatch.stream;

import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.eventlog.LoggedEvent;
import io.smallrye.mutiny.Multi;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** What took rows out of the state, as far back as the log reaches, newest first. Holds a page of the log at a time. */
record Removals(EventLogReader log) {

    private static final int PAGE = 500;

    /**
     * An ending is told after it happened. But it happened by the cluster's clock, and is told by ours: one of them may be
     * set to the time of another zone, which is 26 hours at most.
     */
    static final Duration MOST_DISAGREEMENT = Duration.ofDays(2);

    /**
     * In pages, none of them empty. Where only those that ended since some time are wanted, it ends with a whole page that
     * was told before all of them: that one event was told by a wrong clock proves nothing of the others.
     */
    Multi<List<LoggedEvent>> before(Sequence place, Optional<Instant> since) {
        return Multi.createBy()
                .repeating()
                .uni(
                        () -> new AtomicLong(place.value()),
                        next -> log.removalsBefore(new Sequence(next.get()), PAGE)
                                .invoke(page -> goOn(page, next)))
                .whilst(page -> page.size() == PAGE
                        && !since.map(time -> isOver(page, time)).orElse(false))
                .filter(page -> !page.isEmpty());
    }

    private static boolean isOver(List<LoggedEvent> page, Instant since) {
        Instant tooEarly = since.minus(MOST_DISAGREEMENT);
        return page.stream().allMatch(event -> event.time().isBefore(tooEarly));
    }

    private static void goOn(List<LoggedEvent> page, AtomicLong next) {
        if (!page.isEmpty()) {
            next.set(page.get(page.size() - 1).sequence().value());
        }
    }
}
