package dev.backupwatch.stream;

import java.time.Duration;

/**
 * How subscribers are served.
 *
 * @param tail bytes of the newest events that are held in memory
 * @param snapshots bytes of snapshots that are held while they are read
 * @param coalesce polls within this time of each other reach a subscriber in one write; zero turns that off
 * @param stallTimeout after which a subscriber is closed that takes nothing
 */
public record StreamSettings(long tail, long snapshots, Duration coalesce, Duration stallTimeout, Limits limits) {

    /**
     * Beyond them a connection is asked to come back later.
     *
     * @param perAddress of them from one address
     * @param filterValues that one subscriber's filter names; with more it is refused
     */
    public record Limits(int subscribers, int perAddress, int filterValues) {

        public Limits {
            if (subscribers < 1 || perAddress < 1 || filterValues < 1) {
                throw new IllegalArgumentException("each of backupwatch.stream.limits must be at least 1: "
                        + "subscribers=%d, per-address=%d, filter-values=%d"
                                .formatted(subscribers, perAddress, filterValues));
            }
        }

        static Limits of(StreamConfig.Limits config) {
            return new Limits(config.subscribers(), config.perAddress(), config.filterValues());
        }
    }

    private static final int SHARE_OF_TAIL = 4;
    private static final int SHARE_OF_SNAPSHOTS = 8;
    /** Readers are looked at with every tick: in less time than some of them, nobody is seen to take anything. */
    private static final Duration SHORTEST_STALL = Subscribers.TICK.multipliedBy(4);

    private static final Duration LONGEST_STALL = Duration.ofDays(1);

    public StreamSettings {
        if (stallTimeout.compareTo(SHORTEST_STALL) < 0 || stallTimeout.compareTo(LONGEST_STALL) > 0) {
            throw new IllegalArgumentException("backupwatch.stream.stall-timeout is between %s and %s, but is %s"
                    .formatted(SHORTEST_STALL, LONGEST_STALL, stallTimeout));
        }
        if (coalesce.isNegative()) {
            throw new IllegalArgumentException("backupwatch.stream.coalesce must not be negative, but is " + coalesce);
        }
    }

    /** @param heap bytes that the process may use: what is held in memory leaves room for the rest */
    static StreamSettings of(StreamConfig config, long heap) {
        return new StreamSettings(
                Math.min(config.tail().asLongValue(), heap / SHARE_OF_TAIL),
                Math.min(config.snapshots().asLongValue(), heap / SHARE_OF_SNAPSHOTS),
                config.coalesce(),
                config.stallTimeout(),
                Limits.of(config.limits()));
    }

    /** Of pages behind the tail, which are read by those who return. */
    long pages() {
        return tail / 8;
    }

    /** Of framed bytes, and of the events that they were made of. Those who keep up need the newest only. */
    long blocks() {
        return tail / 4;
    }
}
