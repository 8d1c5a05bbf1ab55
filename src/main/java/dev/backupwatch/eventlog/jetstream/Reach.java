package dev.backupwatch.eventlog.jetstream;

import dev.backupwatch.eventlog.LogPlace;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** How far this replica has read the stream, told by the one thread that reads it to those who wait for that. */
final class Reach {

    private final Lock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private volatile State state = new State(0, LogPlace.BEGIN);

    /**
     * @param position up to where all was seen, also what counts for nothing: what is sent next must follow it
     * @param place of the newest record that counts, which the copy holds
     */
    record State(long position, LogPlace place) {}

    State state() {
        return state;
    }

    void set(State reached) {
        lock.lock();
        try {
            state = reached;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** @throws IOException if it is not there after that time */
    void await(long position, Duration patience) throws IOException, InterruptedException {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (state.position() < position) {
                if (left <= 0) {
                    throw new IOException("the log was not read up to %d within %s, but up to %d"
                            .formatted(position, patience, state.position()));
                }
                left = moved.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
