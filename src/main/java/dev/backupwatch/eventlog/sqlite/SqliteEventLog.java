package dev.backupwatch.eventlog.sqlite;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Epoch;
import dev.backupwatch.event.JobKey;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.Attested;
import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.eventlog.EventLogWriter;
import dev.backupwatch.eventlog.LogBounds;
import dev.backupwatch.eventlog.LogPosition;
import dev.backupwatch.eventlog.LogRefusedException;
import dev.backupwatch.eventlog.LogState;
import dev.backupwatch.eventlog.LogStep;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.eventlog.Note;
import dev.backupwatch.eventlog.SourceAttestation;
import dev.backupwatch.eventlog.Worker;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;

/**
 * A log in one SQLite file, owned by one process at a time.
 *
 * <p>Uni that fail: {@link IOException} says that the file could not be read or written just now. After an append
 * failed so, the log must be opened anew, which works as soon as the disk does. A damaged file is moved aside by the next
 * opening, and a new log begins.
 */
public final class SqliteEventLog implements EventLogReader, AutoCloseable {

    private static final Duration TIDYING = Duration.ofMinutes(1);
    /** So that in a burst not every append has to wait for a look at what there is to tidy. */
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Ownership ownership;
    private final LogFile file;
    private final Noticeboard board;
    private final ReadSide readers;
    private final WriteSide writes;
    private final boolean isCopy;
    private final Worker worker;
    /** Whether a step of tidying waits for its turn: one at a time, so that appends come between them. */
    private final AtomicBoolean isTidyingBrought = new AtomicBoolean();

    SqliteEventLog(Ownership ownership, Outfit outfit) {
        this.ownership = ownership;
        SqliteLogSettings settings = outfit.settings();
        file = new LogFile(settings, outfit.connector());
        board = new Noticeboard();
        readers = new ReadSide(file);
        writes = new WriteSide(file, readers, board, outfit);
        isCopy = settings.isCopy();
        worker = new Worker("backupwatch-log-writer", 1);
    }

    /**
     * Takes the log for this process. Blocks while the file is looked at.
     *
     * @throws LogRefusedException when this file must not be used: foreign, of a newer version, owned by a living process; or
     *     when its folder or SQLite's library cannot be used. A disk that fails just now is no reason: readers and the writer
     *     are told, and the next opening by the writer tries again.
     */
    public static SqliteEventLog open(SqliteLogSettings settings, InstantSource clock, RandomGenerator random) {
        return Opening.open(new Outfit(settings, Connector.DRIVER, clock, random));
    }

    /** Another writer of this log. Each opening of any of them refuses all others. Not for a copy. */
    public EventLogWriter writer() {
        return new Writer();
    }

    /** Where this log is the copy of another one. Only one thread may use it at a time. */
    public LogCopy copy() {
        return new LogCopy(worker, writes, this::bringTidying);
    }

    @Override
    public Uni<List<LoggedEvent>> readAfter(Sequence after, int limit) {
        return readers.read(session -> session.after(after, limit));
    }

    @Override
    public Uni<List<LoggedEvent>> readBefore(Sequence before, int limit) {
        return readers.read(session -> session.before(before, limit));
    }

    @Override
    public Uni<List<LoggedEvent>> removalsBefore(Sequence before, int limit) {
        return readers.read(session -> session.removalsBefore(before, limit));
    }

    @Override
    public Uni<List<LoggedEvent>> removalsOf(ClusterName cluster, JobKey job) {
        return readers.read(session -> session.removalsOf(cluster, job));
    }

    @Override
    public Uni<LogBounds> bounds() {
        return Uni.createFrom().item(() -> board.bounds().orElseThrow(ReadSession::neverOpened));
    }

    /** Empty as long as nobody has opened it, or it is a copy that is not whole. */
    public Optional<LogBounds> boundsNow() {
        return board.bounds();
    }

    public boolean isReadable() {
        return board.bounds().isPresent();
    }

    @Override
    public Uni<LogState> state() {
        return readers.read(session -> session.state(board.attested()));
    }

    @Override
    public Attested attested() {
        return board.attested();
    }

    @Override
    public OptionalLong bytes() {
        try {
            return OptionalLong.of(file.bytes());
        } catch (IOException unknown) {
            return OptionalLong.empty();
        }
    }

    @Override
    public Cancellable onAdvance(Runnable listener) {
        return board.onAdvance(listener);
    }

    /** Waits for what was brought, writes everything into the one file, and lets another process have the log. */
    @Override
    public void close() {
        readers.close();
        worker.later(writes::close);
        worker.end();
        ownership.close();
    }

    /** Shows readers what is there already, before anything else is done with this log. */
    void look() throws IOException {
        worker.every(TIDYING, this::bringTidying);
        if (isCopy) {
            writes.copy().look();
        } else {
            writes.look();
        }
        bringTidying();
    }

    private void bringTidying() {
        if (isTidyingBrought.compareAndSet(false, true)) {
            worker.after(PAUSE, this::tidy);
        }
    }

    private void makeRoomNow() {
        worker.later(this::tidy);
    }

    private void tidy() {
        isTidyingBrought.set(false);
        if (writes.tidy() && isTidyingBrought.compareAndSet(false, true)) {
            worker.later(this::tidy);
        }
    }

    /** One writer's right, until another opens the log. */
    private final class Writer implements EventLogWriter {

        private volatile Epoch epoch = Attested.UNOPENED;

        @Override
        public Uni<LogPosition> open() {
            return worker.perform(writes::begin)
                    .invoke(opened -> epoch = opened.epoch())
                    .onFailure()
                    .invoke(SqliteEventLog.this::makeRoomNow)
                    .invoke(SqliteEventLog.this::bringTidying);
        }

        @Override
        public boolean mayWrite() {
            return true;
        }

        @Override
        public Uni<List<Note>> notes(ClusterName cluster) {
            return worker.perform(() -> writes.notes(epoch, cluster));
        }

        @Override
        public Uni<Set<ClusterName>> notedClusters() {
            return worker.perform(() -> writes.notedClusters(epoch));
        }

        @Override
        public Uni<Void> append(LogStep step) {
            return worker.perform(() -> {
                        writes.write(epoch, step);
                        return step;
                    })
                    // Before whoever waits is told of a failure, and opens anew: that needs room too.
                    .onFailure()
                    .invoke(SqliteEventLog.this::makeRoomNow)
                    .invoke(SqliteEventLog.this::bringTidying)
                    .replaceWithVoid();
        }

        @Override
        public Uni<Void> attest(SourceAttestation attestation) {
            return worker.perform(() -> {
                        writes.vouch(epoch, attestation);
                        return attestation;
                    })
                    .replaceWithVoid();
        }
    }
}
