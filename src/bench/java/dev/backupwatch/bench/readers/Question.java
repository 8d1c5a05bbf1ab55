package dev.backupwatch.bench.readers;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** What the process was asked and cannot say yet. */
record Question(Readers readers, BooleanSupplier isFulfilled, Duration patience) {

    private static final int NANOS_A_MICRO = 1_000;
    private static final int PATIENCE_SECONDS = 60;

    static Question arrived(Readers readers, Orders orders) {
        return new Question(readers, readers::haveArrived, patience(orders, 0));
    }

    static Question reached(Readers readers, Orders orders) {
        long sequence = orders.number("sequence", 0);
        return new Question(
                readers,
                () -> readers.haveReached(sequence),
                patience(orders, readers.clock().now()));
    }

    /** A line once there is something to say: what was hoped for, or why it has not come to pass. */
    Optional<String> answer() {
        Optional<String> fault = readers.fault();
        if (fault.isPresent()) {
            return Optional.of("failed " + fault.get());
        }
        if (isFulfilled.getAsBoolean()) {
            return Optional.of("ok micros=" + readers.clock().now());
        }
        if (readers.clock().now() > patience.toNanos() / NANOS_A_MICRO) {
            return Optional.of("failed %d of %d readers have arrived, the slowest has got %d events"
                    .formatted(
                            readers.count(Reader::hasArrived),
                            readers.group().readers(),
                            readers.all().stream()
                                    .filter(reader -> !reader.isStalled())
                                    .mapToLong(Reader::received)
                                    .min()
                                    .orElse(0)));
        }
        return Optional.empty();
    }

    /** From the clock's beginning on. */
    private static Duration patience(Orders orders, int passed) {
        return Duration.ofSeconds(orders.number("patience", PATIENCE_SECONDS)).plusNanos((long) passed * NANOS_A_MICRO);
    }
}
