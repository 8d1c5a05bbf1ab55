package dev.backupwatch.stream;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** How many may be in: so many connections in all, and so many of one address, until the service stops. */
final class Places {

    private final StreamSettings.Limits limits;
    private final AtomicInteger taken = new AtomicInteger();
    private final Map<String, Integer> takenByAddress = new ConcurrentHashMap<>();
    private volatile boolean isClosed;

    Places(StreamSettings.Limits limits) {
        this.limits = limits;
    }

    /** Nobody comes in any more. */
    void close() {
        isClosed = true;
    }

    boolean isClosed() {
        return isClosed;
    }

    /** Why nobody of that address would be let in now. */
    Optional<Farewell.Reason> refusal(String address) {
        if (isClosed) {
            return Optional.of(Farewell.Reason.DRAINING);
        }
        boolean isFull =
                taken.get() >= limits.subscribers() || takenByAddress.getOrDefault(address, 0) >= limits.perAddress();
        return isFull ? Optional.of(Farewell.Reason.TOO_MANY_SUBSCRIBERS) : Optional.empty();
    }

    /** What gives the place back, once; empty where there is none. */
    Optional<Runnable> take(String address) {
        if (isClosed) {
            return Optional.empty();
        }
        int ofAddress = takenByAddress.merge(address, 1, Integer::sum);
        int inAll = taken.incrementAndGet();
        var isLeft = new AtomicBoolean();
        Runnable leave = () -> {
            if (isLeft.compareAndSet(false, true)) {
                giveBack(address);
            }
        };
        if (ofAddress > limits.perAddress() || inAll > limits.subscribers()) {
            leave.run();
            return Optional.empty();
        }
        return Optional.of(leave);
    }

    private void giveBack(String address) {
        taken.decrementAndGet();
        takenByAddress.computeIfPresent(address, (same, count) -> count == 1 ? null : count - 1);
    }
}
