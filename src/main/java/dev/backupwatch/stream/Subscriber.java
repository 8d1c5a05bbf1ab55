package dev.backupwatch.stream;

import dev.backupwatch.event.Cursor;
import dev.backupwatch.event.Epoch;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.Attested;
import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.eventlog.LogBounds;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.wire.ControlEncoder.Bookmark;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One subscriber: a cursor that moves through the log as fast as its socket takes what its filter lets through. It has no
 * queue of events. Everything happens on one thread, its own; {@link #wake} may be called on any.
 */
public final class Subscriber {

    private static final Logger LOG = Logger.getLogger(Subscriber.class);
    private static final int PAGE = 256;
    private static final int MOST_PINGS = 64;

    private final Subscription asked;
    private final Outlet outlet;
    private final Executor thread;
    private final EventLogReader log;
    private final InstantSource clock;
    private final Controls controls;
    private final Consumer<Subscriber> whenEnded;

    private Freshness freshness = new Freshness();
    private final Deque<String> pings = new ArrayDeque<>();
    private Iterator<Message> prelude;
    private Cursor reached = new Cursor(Attested.UNOPENED, Sequence.NONE);
    /** The newest epoch of the log when it last vouched for what was reached. */
    private Epoch verified = Attested.UNOPENED;

    private boolean hasBegun;
    private boolean isAtPollEnd = true;
    private boolean isReading;
    /** Whether the socket has taken the last page as it came. */
    private boolean isKeepingUp;

    private volatile boolean isEnded;
    private volatile Instant bookmarkDue = Instant.MAX;

    /**
     * Where a subscriber lives.
     *
     * @param thread runs one task after another, for example an event loop
     */
    public record Surroundings(Outlet outlet, Executor thread, Controls controls) {}

    Subscriber(
            Subscription asked,
            Surroundings around,
            Subscribers.Log log,
            List<Message> prelude,
            Consumer<Subscriber> whenEnded) {
        this.asked = asked;
        this.outlet = around.outlet();
        this.thread = around.thread();
        this.controls = around.controls();
        this.log = log.reader();
        this.clock = log.clock();
        this.prelude = prelude.iterator();
        this.whenEnded = whenEnded;
    }

    /** There may be something to do: the log has advanced, the socket takes more, or a bookmark is due. */
    public void wake() {
        if (!isEnded) {
            thread.execute(this::pump);
        }
    }

    /** Answered by a bookmark with that id as soon as the socket takes it. */
    public void ping(String requestId) {
        thread.execute(() -> {
            if (pings.size() < MOST_PINGS) {
                pings.add(requestId);
            }
            pump();
        });
    }

    /** Nothing is written any more; the outlet is left as it is. For a connection that is gone or begins another stream. */
    public void detach() {
        isEnded = true;
        whenEnded.accept(this);
    }

    /** Ends the stream in an orderly way. */
    public void end() {
        thread.execute(() -> {
            if (!isEnded) {
                detach();
                outlet.end();
            }
        });
    }

    /** Also when the clock was set back: one that is due in more than a period would be late. */
    boolean isBookmarkDue(Instant now) {
        return !now.isBefore(bookmarkDue) || now.plus(asked.bookmarks()).isBefore(bookmarkDue);
    }

    private void pump() {
        if (isReading) {
            return;
        }
        while (!isEnded && outlet.isReady()) {
            if (prelude.hasNext()) {
                outlet.write(List.of(prelude.next()));
            } else if (!hasBegun) {
                readBounds(this::begin);
                return;
            } else if (isInDoubt()) {
                readBounds(this::verify);
                return;
            } else if (isAtPollEnd && isBookmarkOwed()) {
                bookmark();
            } else if (isBehind()) {
                readPage();
                return;
            } else {
                return;
            }
        }
    }

    private void readBounds(Consumer<LogBounds> then) {
        Epoch newest = log.attested().epoch();
        read(log.bounds(), bounds -> {
            verified = newest;
            then.accept(bounds);
        });
    }

    /**
     * Whether a writer has opened the log since it vouched for what was reached. It may have lost its tail then, or be a new
     * one in the place of one that was damaged; the sequences go on, and are others.
     */
    private boolean isInDoubt() {
        return !log.attested().epoch().equals(verified);
    }

    private void verify(LogBounds bounds) {
        if (!bounds.wrote(reached) && Resume.decide(reached, bounds) instanceof Resume.Reset reset) {
            beginAgain(reset.reason());
        }
    }

    /** One read at a time; what comes in meanwhile is looked at afterwards. */
    private <T> void read(Uni<T> page, Consumer<T> then) {
        isReading = true;
        page.subscribe()
                .with(
                        result -> thread.execute(() -> resume(() -> then.accept(result))),
                        failure -> thread.execute(() -> {
                            LOG.warn("a stream ends because the log cannot be read", failure);
                            isReading = false;
                            end();
                        }));
    }

    private void resume(Runnable taking) {
        isReading = false;
        if (!isEnded) {
            taking.run();
            pump();
        }
    }

    private void begin(LogBounds bounds) {
        hasBegun = true;
        bookmarkDue = asked.nextBookmark(clock.instant());
        if (asked.cursor().isPresent()) {
            Resume decision = Resume.decide(asked.cursor().get(), bounds);
            if (decision instanceof Resume.From from) {
                reached = from.after();
                // Within a poll there is more of it to read, and no bookmark before that.
                isAtPollEnd = !bounds.head().isAfter(reached.sequence()) || reached.equals(bounds.oldestCursor());
            } else {
                beginAgain(((Resume.Reset) decision).reason());
            }
        } else if (asked.withSnapshot()) {
            snapshot(List.of());
        } else {
            reached = bounds.headCursor();
            bookmarkDue = clock.instant();
        }
    }

    private void beginAgain(Resume.Reason reason) {
        freshness = new Freshness();
        if (asked.withSnapshot()) {
            snapshot(List.of(controls.reset(reason)));
        } else {
            prelude = List.of(controls.reset(reason)).iterator();
            readBounds(bounds -> {
                reached = bounds.headCursor();
                isAtPollEnd = true;
                bookmarkDue = clock.instant();
            });
        }
    }

    /** The state at one poll end, the bookmark that completes it, and from there the changes. */
    private void snapshot(List<Message> before) {
        read(log.state(), state -> {
            reached = state.cursor();
            isAtPollEnd = true;
            var complete = new Bookmark(
                    reached, true, freshness.at(reached.sequence(), state.attested(), asked.filter()), null);
            prelude = SnapshotMessages.of(before, SnapshotParts.of(state, asked.filter()), controls, complete);
            bookmarkDue = asked.nextBookmark(clock.instant());
        });
    }

    private void take(List<LoggedEvent> page) {
        if (page.isEmpty() || !outlet.isReady() || isInDoubt()) {
            // What cannot be sent now is read again when it can, and what is in doubt when it is not: it is not kept.
            return;
        }
        if (page.get(0).sequence().isAfter(reached.sequence().next())) {
            beginAgain(Resume.Reason.COMPACTED);
            return;
        }
        List<LoggedEvent> events = isBookmarkOwed() ? upToAPollEnd(page) : page;
        List<Message> accepted = new ArrayList<>();
        for (LoggedEvent event : events) {
            freshness.scanned(event);
            if (asked.filter().accepts(event.facets())) {
                accepted.add(new Message.Event(event.cursor(), event.facets().type(), event.json()));
            }
        }
        LoggedEvent last = events.get(events.size() - 1);
        reached = last.cursor();
        isAtPollEnd = last.isPollEnd();
        readAhead();
        if (!accepted.isEmpty()) {
            outlet.write(Collections.unmodifiableList(accepted));
            isKeepingUp = outlet.isReady();
        }
    }

    /** While this page is written: but where the socket may not take another at once, that would be read in vain. */
    private void readAhead() {
        if (isKeepingUp && !isBookmarkOwed() && isBehind()) {
            readPage();
        }
    }

    private boolean isBehind() {
        return log.attested().head().isAfter(reached.sequence());
    }

    private void readPage() {
        read(log.readAfter(reached.sequence(), PAGE), this::take);
    }

    /** Where pages and polls never end together, a busy stream would wait for its bookmark for ever. */
    private static List<LoggedEvent> upToAPollEnd(List<LoggedEvent> page) {
        int end = page.size();
        while (end > 0 && !page.get(end - 1).isPollEnd()) {
            end--;
        }
        return end == 0 ? page : page.subList(0, end);
    }

    private boolean isBookmarkOwed() {
        return !pings.isEmpty() || isBookmarkDue(clock.instant());
    }

    private void bookmark() {
        @Nullable String requestId = pings.poll();
        var sources = freshness.at(reached.sequence(), log.attested(), asked.filter());
        outlet.write(List.of(controls.bookmark(new Bookmark(reached, false, sources, requestId))));
        if (requestId == null) {
            bookmarkDue = asked.nextBookmark(clock.instant());
        }
    }
}
