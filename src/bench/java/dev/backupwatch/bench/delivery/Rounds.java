package dev.backupwatch.bench.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The same load again and again, in turns at the service and at its peer: whatever else the machine does meets both. */
final class Rounds {

    private final Surroundings around;
    private final Kind kind;
    private final List<Outcome> ours = new ArrayList<>();
    private final List<Outcome> peers = new ArrayList<>();

    /**
     * How events are posted to the peer, and what counts.
     *
     * @param together how many at once
     * @param pause from one post to the next
     * @param isBurst whether it is delivery alone that counts, without what a server takes when nobody reads, and time from
     *     the first of those that were posted together, as it is from the poll at the service; or from an event's own post
     */
    record Kind(int together, Duration pause, boolean isBurst) {}

    /** Of each round the median. */
    record Result(Outcome ours, Optional<Outcome> peer) {}

    Rounds(Surroundings around, Kind kind) {
        this.around = around;
        this.kind = kind;
    }

    Result run(Load load, ServiceFeed feed) throws Exception {
        if (around.settings().peer().isEmpty()) {
            return run(load, feed, Optional.empty());
        }
        try (Nchan nchan = Nchan.start(
                around.folder().resolve("nchan"), around.settings().peer().get())) {
            return run(load, feed, Optional.of(nchan));
        }
    }

    private Result run(Load load, ServiceFeed feed, Optional<Nchan> nchan) throws Exception {
        for (int round = 0; round < around.settings().rounds(); round++) {
            ServiceLog.Head before = feed.service().log().head();
            Outcome outcome = around.measurement().of(feed, load);
            ServiceLog.Head after = feed.service().log().head();
            ours.add(counted(outcome, feed));
            if (nchan.isPresent()) {
                Feed repeated = repeated(nchan.get(), feed.service().log().events(before, after.sequence()), before);
                peers.add(counted(around.measurement().of(repeated, load), repeated));
            }
        }
        Optional<Outcome> peer = peers.isEmpty() ? Optional.empty() : Optional.of(Outcome.median(peers));
        around.findings().add(Outcome.median(ours));
        peer.ifPresent(around.findings()::add);
        return new Result(Outcome.median(ours), peer);
    }

    private Outcome counted(Outcome outcome, Feed feed) throws Exception {
        return kind.isBurst()
                ? outcome.less(around.measurement().of(feed, outcome.load().without()))
                : outcome.sinceOwnPost();
    }

    /** What the service told after that. */
    private Feed repeated(Nchan nchan, List<byte[]> events, ServiceLog.Head before) {
        var posting = new NchanFeed.Posting(events, before.sequence(), kind.together(), kind.pause());
        return new NchanFeed(nchan, posting, around.folder().resolve("posted.txt"));
    }
}
