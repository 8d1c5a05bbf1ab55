package dev.backupwatch.stream;

import dev.backupwatch.eventlog.LogBounds;
import dev.backupwatch.eventlog.LoggedEvent;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Optional;

/** What of the log's batches one stream is told: the same bytes as all who are told the same, unless it is spared some. */
final class Rendering {

    private final Cut cut;
    private final Blocks blocks;
    private final Traffic traffic;
    private final Optional<Conflation> conflation;

    Rendering(Subscription asked, Framing framing, SharedLog shared) {
        this.cut = new Cut(asked.filter(), framing);
        this.blocks = shared.blocks();
        this.traffic = shared.traffic();
        this.conflation =
                asked.conflates() ? Optional.of(new Conflation(asked.filter(), shared.tail())) : Optional.empty();
    }

    /** Of the next batch, to be called once for each; unreadable where nothing of it is told. The caller releases it. */
    ByteBuf of(Batch batch) {
        Optional<List<LoggedEvent>> spared = conflation.flatMap(one -> one.pass(batch));
        spared.ifPresent(told -> traffic.conflate(batch.events().size() - told.size()));
        return spared.map(cut::of).orElseGet(() -> blocks.of(cut, batch));
    }

    /** Whether what was told folds to the state: a bookmark says that it does. */
    boolean isWhole() {
        return conflation.map(Conflation::isWhole).orElse(true);
    }

    /** Why what is still to be told cannot be told any more, the log having been opened anew; empty if it can. */
    Optional<Resume.Reason> doubt(LogBounds bounds) {
        return conflation.flatMap(one -> one.doubt(bounds));
    }

    /** The stream begins anew. */
    void forget() {
        conflation.ifPresent(Conflation::forget);
    }
}
