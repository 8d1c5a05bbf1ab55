package dev.backupwatch.stream;

import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.LoggedEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Tells a listener which polls the streams are woken for, and when they have been written. */
final class Deliveries {

    private final DeliveryListener listener;
    private final Tail tail;
    /** The sequence up to which it was told; it is told by one thread at a time. */
    private final AtomicLong told = new AtomicLong();

    Deliveries(DeliveryListener listener, Tail tail) {
        this.listener = listener;
        this.tail = tail;
    }

    /** Wakes the crews. Those of one thread do what they are woken for before what comes after. */
    void wake(Collection<Crew> crews) {
        List<Runnable> ends = listener.isListening() ? begin(crews) : List.of();
        crews.forEach(Crew::wake);
        if (ends.isEmpty()) {
            return;
        }
        var left = new AtomicInteger(1);
        Runnable done = () -> {
            if (left.decrementAndGet() == 0) {
                ends.forEach(Runnable::run);
            }
        };
        for (Crew crew : crews) {
            left.incrementAndGet();
            crew.after(done);
        }
        done.run();
    }

    private List<Runnable> begin(Collection<Crew> crews) {
        int streams = crews.stream().mapToInt(crew -> crew.members().size()).sum();
        List<Runnable> ends = new ArrayList<>();
        Optional<Batch> next = tail.after(new Sequence(told.get()));
        while (next.isPresent()) {
            for (LoggedEvent event : next.get().events()) {
                if (event.isPollEnd()) {
                    ends.add(listener.delivers(event, streams));
                }
            }
            next = tail.after(next.get().end().sequence());
        }
        told.set(tail.head().value());
        return ends;
    }
}
