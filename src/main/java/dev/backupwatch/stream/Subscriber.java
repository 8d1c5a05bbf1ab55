package dev.backupwatch.stream;

import dev.backupwatch.event.Epoch;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.LogBounds;
import io.netty.buffer.ByteBuf;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * One subscriber: a cursor that moves through the log as fast as its socket takes what its filter lets through. It has no
 * queue of events. Everything happens on one thread, its own; {@link #wake} may be called on any.
 */
public final class Subscriber {

    private final Subscription asked;
    private final Outlet outlet;
    private final Shelter thread;
    private final SharedLog shared;
    private final Controls controls;
    private final Rendering rendering;
    private final Bookmarks bookmarks;
    private final Patience patience;
    private final Beginning beginning;

    private final Position position;
    private final OneRead reads;
    private final Prelude prelude;

    private boolean hasBegun;
    /** Whether the socket has taken the last page as it came. */
    private boolean isKeepingUp;

    private volatile boolean isEnded;

    /**
     * Where a subscriber lives.
     *
     * @param thread runs one task after another, for example an event loop; the same object for all who live there
     */
    public record Surroundings(Outlet outlet, Executor thread, Controls controls) {}

    Subscriber(Subscription asked, Surroundings around, SharedLog shared, Beginning beginning) {
        this.asked = asked;
        this.outlet = around.outlet();
        this.thread = new Shelter(around.thread(), () -> endNow(Farewell.Reason.UNREADABLE));
        this.controls = around.controls();
        this.shared = shared;
        this.rendering = new Rendering(asked, outlet.framing(), shared);
        this.bookmarks = new Bookmarks(asked.bookmarks());
        this.patience = new Patience(beginning.stallTimeout(), shared.now());
        this.position = new Position(asked.filter());
        this.reads = new OneRead(thread, this::pump, () -> endNow(Farewell.Reason.UNREADABLE), shared.trouble());
        this.prelude = new Prelude(outlet.framing(), controls, beginning.first());
        this.beginning = beginning;
    }

    /** Where it stands against that head; empty before it has begun. On any thread. */
    Optional<Standing> standing(Sequence head) {
        return position.lag(head).map(lag -> new Standing(outlet.framing().transport(), lag));
    }

    /** There may be something to do, for example because the socket takes more. */
    public void wake() {
        if (!isEnded) {
            thread.execute(this::pump);
        }
    }

    /** Answered by a bookmark with that id as soon as the socket takes it. */
    public void ping(String requestId) {
        thread.execute(() -> {
            bookmarks.ping(requestId);
            pump();
        });
    }

    /** Nothing is written any more; the outlet is left as it is. For a connection that is gone or begins another stream. */
    public void detach() {
        isEnded = true;
        thread.execute(this::leave);
    }

    /** Ends the stream in an orderly way, and tells why. */
    public void end(Farewell.Reason reason) {
        thread.execute(() -> endNow(reason));
    }

    /** On its thread: writes what there is as far as the socket takes it. */
    void pump() {
        thread.run(() -> {
            boolean goesOn = true;
            while (goesOn && !reads.isRunning() && !isEnded && outlet.isReady()) {
                patience.seesRoom(shared.now());
                goesOn = step();
            }
        });
    }

    /** On its thread: a bookmark may be due, or the reader may have taken nothing for too long. */
    void tick(Instant now) {
        thread.run(() -> {
            if (patience.isAtItsEnd(outlet, now)) {
                endNow(Farewell.Reason.TOO_SLOW);
            } else if (bookmarks.isDue(now)) {
                pump();
            }
        });
    }

    private void endNow(Farewell.Reason reason) {
        if (!isEnded) {
            isEnded = true;
            // In this order: who waits until all have left may stop the process.
            try {
                outlet.end(beginning.farewells().apply(reason, controls));
            } finally {
                leave();
            }
        }
    }

    private void leave() {
        prelude.close();
        beginning.whenEnded().accept(this);
    }

    /** @return whether there may be more to do at once */
    private boolean step() {
        if (!prelude.isOver()) {
            tellPrelude();
            return true;
        }
        if (!hasBegun) {
            readBounds(shared.log().bounds(), this::begin);
            return false;
        }
        if (isInDoubt()) {
            readBounds(shared.log().bounds(), this::verify);
            return false;
        }
        if (position.isAtPollEnd() && rendering.isWhole() && bookmarks.isOwed(shared.now())) {
            tellBookmark();
            return true;
        }
        return goOn();
    }

    /** What follows is in the tail, or behind it in the log, or is not written yet. */
    private boolean goOn() {
        Optional<Batch> next = shared.tail().after(position.sequence());
        // In this order: what the tail brings of another log it brings under that one's epoch.
        if (!shared.tail().epoch().equals(position.verified())) {
            // The tail is about to be held against the log too, and wakes us then.
            return false;
        }
        if (next.isPresent()) {
            take(next.get());
            return true;
        }
        if (isBehindTheTail()) {
            readPage();
        }
        return false;
    }

    private boolean isBehindTheTail() {
        return !shared.tail().continues(position.sequence())
                && shared.attested().head().isAfter(position.sequence());
    }

    private void readBounds(Uni<LogBounds> read, Consumer<LogBounds> then) {
        Epoch newest = shared.attested().epoch();
        reads.begin(read, bounds -> {
            position.verifiedIn(newest);
            if (!isEnded) {
                then.accept(bounds);
            }
        });
    }

    /**
     * Whether a writer has opened the log since it vouched for what was reached. It may have lost its tail then, or be a new
     * one in the place of one that was damaged; the sequences go on, and are others.
     */
    private boolean isInDoubt() {
        return !shared.attested().epoch().equals(position.verified());
    }

    private void verify(LogBounds bounds) {
        position.doubt(bounds).or(() -> rendering.doubt(bounds)).ifPresent(this::beginAgain);
    }

    private void begin(LogBounds bounds) {
        hasBegun = true;
        bookmarks.restart(shared.now());
        Runnable byItsCursor = () -> asked.cursor().ifPresentOrElse(cursor -> resume(cursor, bounds), this::beginAnew);
        asked.distrust().ifPresentOrElse(this::beginAgain, byItsCursor);
    }

    /** Before a cursor is refused the log itself is asked, which may be ahead of what can be read here. */
    private void resume(String cursor, LogBounds bounds) {
        Resume decision = Resume.decide(cursor, bounds);
        if (decision.mayLackTheNewest()) {
            readBounds(shared.log().newestBounds(), newest -> resume(Resume.decide(cursor, newest), newest));
        } else {
            resume(decision, bounds);
        }
    }

    private void resume(Resume decision, LogBounds bounds) {
        if (decision instanceof Resume.From from) {
            position.resumeAfter(from.after(), bounds);
        } else {
            beginAgain(((Resume.Reset) decision).reason());
        }
    }

    private void beginAgain(Resume.Reason reason) {
        position.forget();
        rendering.forget();
        prelude.add(controls.reset(reason));
        beginAnew();
    }

    /** The state at one poll end, the bookmark that completes it, and from there the changes; or these alone. */
    private void beginAnew() {
        if (asked.withSnapshot()) {
            reads.begin(shared.snapshots().open(asked.filter()), this::beginSnapshot);
        } else {
            readBounds(shared.log().bounds(), bounds -> {
                position.beginAt(bounds.headCursor());
                bookmarks.dueAt(shared.now());
            });
        }
    }

    private void beginSnapshot(Snapshots.Reading opened) {
        prelude.begin(opened);
        position.beginAt(opened.snapshot().cursor());
        if (isEnded) {
            prelude.close();
        }
    }

    private void tellPrelude() {
        Optional<ByteBuf> next = prelude.next();
        if (next.isEmpty()) {
            beginAgain(Resume.Reason.SNAPSHOT_EXPIRED);
            return;
        }
        outlet.write(next.get());
        prelude.completed().ifPresent(snapshot -> {
            prelude.add(controls.bookmark(position.complete(snapshot.attested(), shared.attested())));
            bookmarks.restart(shared.now());
        });
    }

    private void readPage() {
        reads.begin(shared.pages().after(position.sequence()), this::takePage);
    }

    private void takePage(Optional<Batch> page) {
        if (isEnded || page.isEmpty() || !outlet.isReady() || isInDoubt()) {
            // What cannot be sent now is read again when it can, and what is in doubt when it is not: it is not kept.
            return;
        }
        if (page.get().first().isAfter(position.sequence().next())) {
            beginAgain(Resume.Reason.COMPACTED);
            return;
        }
        take(page.get());
    }

    private void take(Batch batch) {
        boolean isBookmarkOwed = bookmarks.isOwed(shared.now());
        Batch due = isBookmarkOwed ? batch.upToAPollEnd() : batch;
        position.pass(due);
        if (isKeepingUp && !isBookmarkOwed && isBehindTheTail()) {
            // While this page is written: where the socket may not take another at once, that would be read in vain.
            readPage();
        }
        ByteBuf bytes = rendering.of(due);
        if (bytes.isReadable()) {
            outlet.write(bytes);
            isKeepingUp = outlet.isReady();
        } else {
            bytes.release();
        }
    }

    private void tellBookmark() {
        Message bookmark = controls.bookmark(position.bookmark(shared.attested(), bookmarks.next(shared.now())));
        outlet.write(outlet.framing().frame(List.of(bookmark)));
    }
}
