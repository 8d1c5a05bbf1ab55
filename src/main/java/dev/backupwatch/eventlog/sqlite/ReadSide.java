package dev.backupwatch.eventlog.sqlite;

import dev.backupwatch.eventlog.Worker;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/** The connections that read, each used by one question at a time. They never wait for the writer. */
final class ReadSide {

    private static final int CONNECTIONS = 2;

    private final LogFile file;
    private final Worker workers = new Worker("backupwatch-log-reader", CONNECTIONS);
    private final Queue<ReadSession> idle = new ConcurrentLinkedQueue<>();
    /** Held exclusively while the file is exchanged. */
    private final ReadWriteLock use = new ReentrantReadWriteLock();

    ReadSide(LogFile file) {
        this.file = file;
    }

    /** A question that holds a read transaction no longer than it takes to answer it. */
    @FunctionalInterface
    interface Question<T> {
        T ask(ReadSession session) throws SQLException;
    }

    /** Performs something while no connection of this side is open. */
    @FunctionalInterface
    interface Exchange {
        void perform() throws IOException;
    }

    <T> Uni<T> read(Question<T> question) {
        return workers.perform(() -> {
            use.readLock().lock();
            try {
                return answer(question);
            } finally {
                use.readLock().unlock();
            }
        });
    }

    void whileClosed(Exchange exchange) throws IOException {
        use.writeLock().lock();
        try {
            closeIdle();
            exchange.perform();
        } finally {
            use.writeLock().unlock();
        }
    }

    void close() {
        workers.end();
        closeIdle();
    }

    private <T> T answer(Question<T> question) throws IOException {
        ReadSession session = idle.poll();
        try {
            if (session == null) {
                session = new ReadSession(file.toRead());
            }
            T answer = question.ask(session);
            idle.add(session);
            return answer;
        } catch (SQLException failure) {
            giveUp(session);
            throw file.failure(failure);
        } catch (RuntimeException failure) {
            giveUp(session);
            throw failure;
        }
    }

    private static void giveUp(@Nullable ReadSession session) {
        if (session != null) {
            LogFile.close(session);
        }
    }

    private void closeIdle() {
        for (ReadSession session = idle.poll(); session != null; session = idle.poll()) {
            LogFile.close(session);
        }
    }
}
