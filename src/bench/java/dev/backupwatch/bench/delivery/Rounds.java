package dev.backupwatch.bench.delivery;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The same load again and again, in turns at the service and at its peer: whatever else the machine does meets both. */
final class Rounds implements AutoCloseable {

    private final Surroundings around;
    private final Kind kind;
    private final Optional<Nchan> nchan;
    private final List<Outcome> ours = new ArrayList<>();
    private final List<Outcome> peers = new ArrayList<>();
    /** Nearly nothing, and always the same. */
    private Optional<Outcome> peerWithoutReaders = Optional.empty();

    /**
     * How events are posted to the peer, and what counts.
     *
     * @param together how many at once
     * @param pause from one post to the next
     * @param isBurst whether it is delivery alone that counts, without what a server takes when nobody reads, and time from
     *     the first of those that were posted together, as it is from the poll at the service; or from an event's own post
     */
    record Kind(int together, Duration pause, boolean isBurst) {}

    private Rounds(Surroundings around, Kind kind, Optional<Nchan> nchan) {
        this.around = around;
        this.kind = kind;
        this.nchan = nchan;
    }

    static Rounds begin(Surroundings around, Kind kind) throws IOException, InterruptedException {
        Optional<String> workers = around.settings().peer();
        return new Rounds(
                around,
                kind,
                workers.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Nchan.start(around.folder().resolve("nchan"), workers.get())));
    }

    /** Once at each. */
    void run(Load load, ServiceFeed feed) throws Exception {
        Measurement measurement = around.measurement();
        ServiceLog log = feed.service().log();
        ServiceLog.Head before = log.head();
        Outcome outcome = measurement.of(feed, load);
        long last = log.head().sequence();
        ours.add(
                kind.isBurst()
                        ? outcome.less(measurement.of(feed.changing(feed.changing() / 2), load.without()))
                        : outcome);
        if (nchan.isPresent()) {
            runAtPeer(load, new NchanFeed.Posting(log.events(before, last), before.sequence(), kind));
        }
    }

    Outcome ours() {
        return Outcome.median(ours);
    }

    Optional<Outcome> peer() {
        return peers.isEmpty() ? Optional.empty() : Optional.of(Outcome.median(peers));
    }

    @Override
    public void close() {
        nchan.ifPresent(Nchan::close);
    }

    private void runAtPeer(Load load, NchanFeed.Posting posting) throws Exception {
        var feed = new NchanFeed(nchan.orElseThrow(), posting, around.folder().resolve("posted.txt"));
        Outcome outcome = around.measurement().of(feed, load);
        if (kind.isBurst() && peerWithoutReaders.isEmpty()) {
            peerWithoutReaders = Optional.of(around.measurement().of(feed, load.without()));
        }
        peers.add(peerWithoutReaders.map(outcome::less).orElseGet(outcome::sinceOwnPost));
    }
}
