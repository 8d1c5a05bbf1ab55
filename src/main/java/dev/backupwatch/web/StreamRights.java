package dev.backupwatch.web;

import dev.backupwatch.access.Access;
import dev.backupwatch.access.Grant;
import dev.backupwatch.access.RightsMemory;
import dev.backupwatch.event.Cursor;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.stream.Resume;
import dev.backupwatch.stream.Subscribers;
import dev.backupwatch.stream.Subscription;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Holds a cursor against the rights with which it was gained: what these let through is not all that others do. */
@Singleton
class StreamRights {

    private final Access access;
    private final RightsMemory memory;
    private final Subscribers subscribers;

    @Inject
    StreamRights(Access access, RightsMemory memory, Subscribers subscribers) {
        this.access = access;
        this.memory = memory;
        this.subscribers = subscribers;
    }

    /**
     * The subscription as somebody with that grant gets it. One whose cursor may be of a time with other rights begins anew.
     * Fails with {@link dev.backupwatch.stream.UnreadableException} where the log cannot be asked how far it is.
     */
    Uni<Subscription> of(Subscription asked, Grant grant) {
        Subscription seen = asked.within(grant.visibility());
        if (access.isOpen()) {
            return Uni.createFrom().item(seen);
        }
        Optional<Sequence> since = memory.since(grant);
        Optional<Sequence> cursor = asked.cursor().flatMap(Cursor::parse).map(Cursor::sequence);
        boolean isCovered = since.isPresent()
                && cursor.map(place -> place.isAfter(since.get())).orElse(true);
        return isCovered
                ? Uni.createFrom().item(seen)
                : note(grant).map(done -> cursor.isPresent() ? seen.distrusting(Resume.Reason.RIGHTS_CHANGED) : seen);
    }

    /** Takes down with what rights a stream goes on from now. Fails as {@link #of}. */
    Uni<Sequence> note(Grant grant) {
        return subscribers
                .head()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(head -> memory.note(grant, head));
    }
}
