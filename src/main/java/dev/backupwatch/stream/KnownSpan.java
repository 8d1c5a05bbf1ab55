package dev.backupwatch.stream;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.Attested;
import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.eventlog.LogBounds;
import dev.backupwatch.eventlog.SourceAttestation;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Of what time the log can say that nothing has ended but what it holds: what ended was told, and is not removed yet.
 *
 * @param since empty where it can say so of none
 * @param until when all that is spoken of was last looked at completely; empty where since is
 */
record KnownSpan(Optional<Instant> since, Optional<Instant> until) {

    static final KnownSpan NONE = new KnownSpan(Optional.empty(), Optional.empty());

    /** What is vouched for of those clusters together: the shortest of their spans. */
    static KnownSpan told(Attested attested, Set<ClusterName> clusters) {
        List<SourceAttestation> sources = attested.sources().values().stream()
                .filter(source -> clusters.contains(source.cluster()))
                .filter(source -> source.toldSince() != null && source.asOf() != null)
                .toList();
        if (sources.size() < clusters.size()) {
            return NONE;
        }
        return new KnownSpan(
                sources.stream().map(SourceAttestation::toldSince).max(Comparator.naturalOrder()),
                sources.stream().map(SourceAttestation::asOf).min(Comparator.naturalOrder()));
    }

    /**
     * What retention has left of it. An ending is told after it happened, so what ended after the oldest event that is there
     * was told after it too, and is there; but one of the two times is by the cluster's clock, and the other by ours.
     */
    Uni<KnownSpan> kept(EventLogReader log) {
        return since.isEmpty() ? Uni.createFrom().item(this) : log.bounds().chain(bounds -> kept(log, bounds));
    }

    private Uni<KnownSpan> kept(EventLogReader log, LogBounds bounds) {
        return bounds.compacted().equals(Sequence.NONE)
                ? Uni.createFrom().item(this)
                : log.readAfter(bounds.compacted(), 1)
                        .map(oldest -> oldest.stream()
                                .map(event -> event.time().plus(Removals.MOST_DISAGREEMENT))
                                .map(this::from)
                                .findFirst()
                                .orElse(NONE));
    }

    private KnownSpan from(Instant oldest) {
        return new KnownSpan(since.filter(told -> told.isAfter(oldest)).or(() -> Optional.of(oldest)), until);
    }
}
