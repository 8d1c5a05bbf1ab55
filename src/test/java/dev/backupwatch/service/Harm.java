package dev.backupwatch.service;

import dev.backupwatch.nats.CuttableLink;
import dev.backupwatch.nats.NatsCluster;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Something bad, and how it is made good again.
 *
 * @param longest time between the two, at least a quarter of it
 */
record Harm(String name, Act beginning, Act end, Duration longest) {

    private static final Duration LONGEST_BREAK = Duration.ofSeconds(8);
    private static final Duration LONGEST_DEATH = Duration.ofSeconds(3);
    /** A quarter of it is longer than the lease too. */
    private static final Duration LONGEST_SLEEP = Replica.LEASE.plusMillis(200).multipliedBy(4);

    /** What is done. */
    @FunctionalInterface
    interface Act {
        void run() throws InterruptedException;
    }

    /** What can happen to one replica. */
    static List<Harm> to(Replica replica) {
        return List.of(
                new Harm("killed", replica::kill, replica::start, LONGEST_DEATH),
                new Harm("stopped", replica::stop, replica::start, LONGEST_DEATH),
                new Harm("paused", replica::pause, replica::resume, LONGEST_SLEEP),
                cut("cut off", replica, CuttableLink.State.REFUSING),
                cut("cut off in silence", replica, CuttableLink.State.SILENT),
                cut("held up on its way to NATS", replica, CuttableLink.State.LATE));
    }

    /** One server at a time, and the next one only when all are well. */
    static List<Harm> to(NatsCluster nats) {
        return IntStream.range(0, nats.servers().size())
                .mapToObj(index -> new Harm(
                        "NATS server killed",
                        () -> nats.kill(index),
                        () -> {
                            nats.restart(index);
                            nats.awaitHealthy();
                        },
                        LONGEST_BREAK))
                .toList();
    }

    private static Harm cut(String name, Replica replica, CuttableLink.State how) {
        return new Harm(name, () -> replica.cut(how), replica::mend, LONGEST_BREAK);
    }
}
