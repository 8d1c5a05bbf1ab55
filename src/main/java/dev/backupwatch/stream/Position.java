package dev.backupwatch.stream;

import dev.backupwatch.event.Cursor;
import dev.backupwatch.event.Epoch;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.Attested;
import dev.backupwatch.eventlog.LogBounds;
import dev.backupwatch.wire.ControlEncoder.Bookmark;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far one stream is, and what it may say of that. */
final class Position {

    private final Filter filter;
    private Freshness freshness = new Freshness();
    /** Written on the stream's own thread; others ask how far it is. */
    private volatile Cursor reached = new Cursor(Attested.UNOPENED, Sequence.NONE);

    private boolean isAtPollEnd = true;
    /** The newest epoch of the log when it last vouched for what was reached. */
    private Epoch verified = Attested.UNOPENED;

    Position(Filter filter) {
        this.filter = filter;
    }

    Sequence sequence() {
        return reached.sequence();
    }

    /** How many events it has yet to scan up to that head; empty before it has begun. On any thread. */
    Optional<Long> lag(Sequence head) {
        Cursor now = reached;
        return now.epoch().equals(Attested.UNOPENED)
                ? Optional.empty()
                : Optional.of(Math.max(0, head.value() - now.sequence().value()));
    }

    /** Bookmarks stand there only. */
    boolean isAtPollEnd() {
        return isAtPollEnd;
    }

    Epoch verified() {
        return verified;
    }

    /** The log's bounds have been asked for while that was its newest epoch. */
    void verifiedIn(Epoch newest) {
        verified = newest;
    }

    /** Why the log can no longer vouch for what was reached; empty if it does. */
    Optional<Resume.Reason> doubt(LogBounds bounds) {
        return !bounds.wrote(reached) && Resume.decide(reached, bounds) instanceof Resume.Reset reset
                ? Optional.of(reset.reason())
                : Optional.empty();
    }

    /** A reader comes back. Within a poll there is more of it to read, and no bookmark before that. */
    void resumeAfter(Cursor cursor, LogBounds bounds) {
        reached = cursor;
        isAtPollEnd = !bounds.head().isAfter(cursor.sequence()) || cursor.equals(bounds.oldestCursor());
    }

    /** A poll's end that is not the continuation of what was told before. */
    void beginAt(Cursor pollEnd) {
        reached = pollEnd;
        isAtPollEnd = true;
    }

    /** What was vouched for before is forgotten. */
    void forget() {
        freshness = new Freshness();
    }

    /** That has been scanned, and sent as far as the filter lets it through. */
    void pass(Batch batch) {
        freshness.scanned(batch);
        reached = batch.end();
        isAtPollEnd = batch.endsAPoll();
    }

    /** Completes a snapshot of that state; {@code now} is what is vouched for by now. */
    Bookmark complete(Attested then, Attested now) {
        freshness.at(reached.sequence(), then, filter);
        return new Bookmark(reached, true, freshness.at(reached.sequence(), now, filter), null);
    }

    /** @param requestId of the ping that it answers, if it does */
    Bookmark bookmark(Attested now, @Nullable String requestId) {
        return new Bookmark(reached, false, freshness.at(reached.sequence(), now, filter), requestId);
    }
}
