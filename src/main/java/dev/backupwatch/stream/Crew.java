package dev.backupwatch.stream;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/** The subscribers that live on one thread: they are woken by one task for all of them. */
final class Crew {

    private final Executor thread;
    private final Set<Subscriber> members = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean isCalled = new AtomicBoolean();

    Crew(Executor thread) {
        this.thread = thread;
    }

    void add(Subscriber member) {
        members.add(member);
        member.wake();
    }

    boolean remove(Subscriber member) {
        return members.remove(member);
    }

    Set<Subscriber> members() {
        return members;
    }

    /** The tail has grown. */
    void wake() {
        if (!members.isEmpty() && isCalled.compareAndSet(false, true)) {
            thread.execute(() -> {
                isCalled.set(false);
                members.forEach(Subscriber::pump);
            });
        }
    }

    /** When all that this crew was woken for is done, unless its thread is gone. */
    void after(Runnable task) {
        thread.execute(task);
    }

    void tick(Instant now) {
        if (!members.isEmpty()) {
            thread.execute(() -> members.forEach(member -> member.tick(now)));
        }
    }
}
