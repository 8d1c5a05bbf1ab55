package dev.backupwatch.bench.delivery;

import dev.backupwatch.bench.Samples;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What came of a run.
 *
 * @param ownPost latency from an event's own post, where it was posted: the other is from the first of its burst
 */
record Outcome(String server, Load load, Traffic traffic, Cost cost, Latency latency, Optional<Latency> ownPost) {

    /**
     * @param events how many there were
     * @param seconds in which they happened
     * @param bytes of one, on average
     * @param delivered at all readers together
     * @param isComplete whether each reader got each event once and in order
     */
    record Traffic(double events, double seconds, double bytes, double delivered, boolean isComplete) {}

    /** Of each figure the median. */
    static Outcome median(List<Outcome> rounds) {
        Outcome first = rounds.get(0);
        return new Outcome(
                first.server(),
                first.load(),
                new Traffic(
                        middle(rounds, round -> round.traffic().events()),
                        middle(rounds, round -> round.traffic().seconds()),
                        middle(rounds, round -> round.traffic().bytes()),
                        middle(rounds, round -> round.traffic().delivered()),
                        rounds.stream().allMatch(round -> round.traffic().isComplete())),
                new Cost(
                        middle(rounds, round -> round.cost().cpu()),
                        middle(rounds, round -> round.cost().readersCpu()),
                        middle(rounds, round -> round.cost().peakKilobytes())),
                latency(rounds, Outcome::latency),
                first.ownPost()
                        .map(posted -> latency(rounds, round -> round.ownPost().orElse(posted))));
    }

    /** The same, without what the server takes in the same time for other work than delivering. */
    Outcome less(Outcome withoutReaders) {
        double rest = cost.cpu()
                - withoutReaders.cost().cpu() / withoutReaders.traffic().seconds() * traffic.seconds();
        return new Outcome(
                server, load, traffic, new Cost(rest, cost.readersCpu(), cost.peakKilobytes()), latency, ownPost);
    }

    /** The same, but with the latency from an event's own post, where it was posted. */
    Outcome sinceOwnPost() {
        return new Outcome(server, load, traffic, cost, ownPost.orElse(latency), ownPost);
    }

    /** Seconds of the server for a million events that reached a reader. */
    double cpuOfAMillion() {
        return cost.cpu() / traffic.delivered() * 1e6;
    }

    private static Latency latency(List<Outcome> rounds, Function<Outcome, Latency> which) {
        return new Latency(
                middle(rounds, round -> which.apply(round).median()),
                middle(rounds, round -> which.apply(round).nearlyAll()),
                middle(rounds, round -> which.apply(round).worst()));
    }

    private static double middle(List<Outcome> rounds, ToDoubleFunction<Outcome> figure) {
        var samples = new Samples();
        rounds.forEach(round -> samples.add(figure.applyAsDouble(round)));
        return samples.median();
    }
}
