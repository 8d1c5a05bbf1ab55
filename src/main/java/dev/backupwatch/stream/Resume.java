package dev.backupwatch.stream;

import dev.backupwatch.event.Cursor;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.LogBounds;
import java.util.Locale;
import java.util.Optional;

/** How a returning subscriber continues. Decided from the cursor and the log's bounds alone. */
public sealed interface Resume {

    /** The subscriber that asks for the oldest event that the log holds. */
    String OLDEST = "oldest";

    /** Replay what the log holds after this cursor, then go live. Nothing to replay when it is the head's. */
    record From(Cursor after) implements Resume {}

    /** The log cannot prove that nothing was missed: tell why, and begin with a snapshot. */
    record Reset(Reason reason) implements Resume {}

    enum Reason {
        /** Retention has removed what came after it. */
        COMPACTED,
        /** Not written in this log, or in a part of it that was lost. */
        UNKNOWN_EPOCH,
        AHEAD_OF_LOG,
        MALFORMED,
        /** It was gained with other rights, or nobody knows with which. */
        RIGHTS_CHANGED,
        /** The reader took so long for its snapshot that it is no longer kept. */
        SNAPSHOT_EXPIRED;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether a log that was read further may decide otherwise. */
    default boolean mayLackTheNewest() {
        return this instanceof Reset reset
                && (reset.reason() == Reason.AHEAD_OF_LOG || reset.reason() == Reason.UNKNOWN_EPOCH);
    }

    static Resume decide(String text, LogBounds log) {
        if (text.equals(OLDEST)) {
            return new From(log.oldestCursor());
        }
        Optional<Cursor> cursor = Cursor.parse(text);
        return cursor.isEmpty() ? new Reset(Reason.MALFORMED) : decide(cursor.get(), log);
    }

    static Resume decide(Cursor cursor, LogBounds log) {
        Sequence sequence = cursor.sequence();
        if (sequence.isBefore(log.compacted())) {
            // Its epoch may have been removed together with its events.
            boolean mayBeOurs =
                    log.knows(cursor.epoch()) ? log.cursorOf(sequence).equals(cursor) : true;
            return new Reset(mayBeOurs ? Reason.COMPACTED : Reason.UNKNOWN_EPOCH);
        }
        if (!log.knows(cursor.epoch())) {
            return new Reset(Reason.UNKNOWN_EPOCH);
        }
        if (sequence.isAfter(log.head()) && cursor.epoch().equals(log.newestEpoch())) {
            return new Reset(Reason.AHEAD_OF_LOG);
        }
        return log.wrote(cursor) ? new From(cursor) : new Reset(Reason.UNKNOWN_EPOCH);
    }
}
