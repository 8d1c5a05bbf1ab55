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
     * @param isDeliveryAlone whether what a server takes without readers is left out
     */
    record Kind(int together, Duration pause, boolean isDeliveryAlone) {}

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
            ours.add(measure(feed, load));
            if (nchan.isPresent()) {
                peers.add(measure(repeated(nchan.get(), feed, before), load));
            }
        }
        Optional<Outcome> peer = peers.isEmpty() ? Optional.empty() : Optional.of(Outcome.median(peers));
        around.findings().add(Outcome.median(ours));
        peer.ifPresent(around.findings()::add);
        return new Result(Outcome.median(ours), peer);
    }

    private Outcome measure(Feed feed, Load load) throws Exception {
        Outcome outcome = around.measurement().of(feed, load);
        return kind.isDeliveryAlone() ? outcome.less(around.measurement().of(feed, load.without())) : outcome;
    }

    /** What the service told in the run that began there. */
    private NchanFeed repeated(Nchan nchan, ServiceFeed feed, ServiceLog.Head before) throws Exception {
        ServiceLog log = feed.service().log();
        List<byte[]> events = log.events(before, log.head().sequence());
        var posting = new NchanFeed.Posting(events, before.sequence(), kind.together(), kind.pause());
        return new NchanFeed(nchan, posting, around.folder().resolve("posted.txt"));
    }
}
