package dev.backupwatch.watch;

import dev.backupwatch.diff.ClusterFacts;
import dev.backupwatch.diff.Lives;
import dev.backupwatch.diff.Observation;
import dev.backupwatch.diff.PollOutcome;
import dev.backupwatch.diff.PollPlan;
import dev.backupwatch.diff.RecentRuns;
import dev.backupwatch.diff.Scope;
import dev.backupwatch.event.ChangeEvent;
import dev.backupwatch.event.EventType;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.SourceEvent;
import dev.backupwatch.event.SourceState;
import dev.backupwatch.event.Tenant;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.event.Trouble;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the watch remembers of one cluster between polls. Decides; performs no I/O.
 *
 * @param picture what is known of its backups
 * @param failures how many polls in a row were incomplete
 * @param source as last told
 * @param asOf when the last complete poll completed; absent before the first
 * @param facts as the last poll that read anything learned them
 * @param chunking how the tenants are grouped; absent while they are read at once
 */
record WatchState(
        Picture picture,
        int failures,
        SourceState source,
        @Nullable Instant asOf,
        ClusterFacts facts,
        @Nullable Chunking chunking) {

    /** A connection that the server had closed costs one poll; it is worth telling when the next one fails too. */
    private static final int FAILURES_OF_NOTE = 2;

    /** From so many on the tenants are read in groups, if that may help. */
    private static final int FAILURES_TO_CHUNK = 3;

    /** Troubles that one tenant may cause for all. */
    private static final Set<String> CAUSED_BY_SOME = Set.of("timeout", "connection_lost", "refused");

    /**
     * @param toAppend changes that the log must accept before the watch may adopt {@code next}
     * @param touched what is shown differently in {@code next}
     * @param next the state to adopt once {@code toAppend} is committed, and not a moment earlier
     */
    record Step(List<ChangeEvent> toAppend, Set<RowKey> touched, WatchState next) {}

    static WatchState initial(Picture picture) {
        return new WatchState(picture, 0, SourceState.STARTING, null, ClusterFacts.UNKNOWN, null);
    }

    /**
     * As the log says that the world was told, whatever was thought here.
     *
     * @param isDegraded whether the source was last told as degraded
     */
    WatchState recalled(Picture noted, boolean isDegraded) {
        Instant known = noted.lives().isUnseen() ? null : asOf;
        SourceState well = known == null ? SourceState.STARTING : SourceState.OK;
        return new WatchState(noted, failures, isDegraded ? SourceState.DEGRADED : well, known, facts, chunking);
    }

    Lives lives() {
        return picture.lives();
    }

    /** What a poll that starts now shall ask. */
    PollPlan plan(Instant now) {
        PollPlan plan = lives().plan(now);
        return chunking == null || chunking.isWholeDue()
                ? plan
                : new ChunkedPlan(plan, tenants -> chunking.groups(readable(tenants)));
    }

    /** Rows of a meta tenant are shown as its user tenant's. */
    private Set<TenantId> readable(Map<TenantId, Tenant> listed) {
        Map<TenantId, Tenant> tenants = listed.isEmpty() ? lives().tenants() : listed;
        Set<TenantId> readable = new TreeSet<>(lives().tenantsSeen());
        tenants.values().stream()
                .filter(tenant -> !tenant.isMeta())
                .map(Tenant::id)
                .forEach(readable::add);
        return readable;
    }

    Step on(PollOutcome outcome) {
        if (outcome instanceof PollOutcome.Complete complete) {
            return onComplete(complete);
        }
        return outcome instanceof PollOutcome.Partial partial
                ? onPartial(partial)
                : onIncomplete((PollOutcome.Incomplete) outcome);
    }

    private Step onComplete(PollOutcome.Complete poll) {
        Picture.Change step = picture.on(poll.observation());
        List<ChangeEvent> events = new ArrayList<>();
        if (source == SourceState.DEGRADED) {
            events.add(new SourceEvent(lives().cluster(), EventType.SOURCE_RECOVERED, null));
        }
        events.addAll(step.events());
        return new Step(
                List.copyOf(events),
                step.touched(),
                new WatchState(
                        step.next(), 0, SourceState.OK, poll.observation().at(), poll.facts(), null));
    }

    /** The last complete poll stays what it was: about the tenants that did not answer nothing was learned since. */
    private Step onPartial(PollOutcome.Partial poll) {
        Chunking before = chunking == null ? Chunking.BEGUN : chunking;
        Chunking after = before.after(
                answered(poll), poll.unread().failed(), poll.unread().skipped());
        Picture.Change step = picture.on(poll.parts());
        List<ChangeEvent> events = new ArrayList<>();
        boolean areOthers = !after.unread().equals(before.unread());
        if (!after.unread().isEmpty() && (source != SourceState.DEGRADED || areOthers)) {
            String why = poll.unread().trouble().map(Trouble::message).orElse("");
            Trouble trouble = new UnreadTenants(step.next().lives(), after.unread()).trouble(why);
            events.add(new SourceEvent(lives().cluster(), EventType.SOURCE_DEGRADED, trouble));
        }
        events.addAll(step.events());
        int failed = poll.parts().isEmpty() ? failures + 1 : 0;
        var next = new WatchState(step.next(), failed, SourceState.DEGRADED, asOf, poll.facts(), after);
        return new Step(List.copyOf(events), step.touched(), next);
    }

    private static Set<TenantId> answered(PollOutcome.Partial poll) {
        Set<TenantId> answered = new TreeSet<>();
        for (Observation part : poll.parts()) {
            if (part.live().scope() instanceof Scope.Only only) {
                answered.addAll(only.tenants());
            }
        }
        return answered;
    }

    /** We know nothing about the rows that we failed to read, so they keep their last known values. */
    private Step onIncomplete(PollOutcome.Incomplete poll) {
        int failed = failures + 1;
        boolean isOfNote = !poll.isFleeting() || failed >= FAILURES_OF_NOTE;
        Chunking next = chunking(failed, poll.trouble());
        if (source == SourceState.DEGRADED || !isOfNote) {
            return new Step(List.of(), Set.of(), new WatchState(picture.blind(), failed, source, asOf, facts, next));
        }
        var degraded = new SourceEvent(lives().cluster(), EventType.SOURCE_DEGRADED, poll.trouble());
        var state = new WatchState(picture.blind(), failed, SourceState.DEGRADED, asOf, facts, next);
        return new Step(List.of(degraded), Set.of(), state);
    }

    private @Nullable Chunking chunking(int failed, Trouble trouble) {
        if (!CAUSED_BY_SOME.contains(trouble.code())) {
            return null;
        }
        if (chunking != null) {
            return chunking.again();
        }
        return failed >= FAILURES_TO_CHUNK ? Chunking.BEGUN : null;
    }

    /** Of whom it is worth reading what they had done before they were watched; those who wait for it first. */
    List<TenantId> withoutPast() {
        return lives().isUnseen() ? List.of() : picture.insights().unread(lives());
    }

    /** Once that was read. */
    Step recollecting(List<RecentRuns> past, Instant now) {
        Picture.Change change = picture.recollecting(past, now);
        return new Step(
                change.events(),
                change.touched(),
                new WatchState(change.next(), failures, source, asOf, facts, chunking));
    }

    /** Whether a backup runs, as far as we know, or much is still to be told. */
    boolean isActive() {
        return !lives().told().isEmpty() || lives().isCatchingUp();
    }
}
