package dev.backupwatch.source;

import dev.backupwatch.diff.ClusterFacts;
import dev.backupwatch.diff.Observation;
import dev.backupwatch.diff.PollOutcome;
import dev.backupwatch.diff.PollOutcome.Incomplete;
import dev.backupwatch.diff.PollOutcome.Unread;
import dev.backupwatch.diff.PollPlan;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.event.Trouble;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A poll that reads its tenants group by group, each over a session of its own: what one of them holds up is it alone. */
record ChunkedPoll(Sessions sessions, Diagnosis diagnosis, PollPlan plan) {

    /** Each may cost a time-out, and the groups that do answer are waited for. */
    private static final int MOST_FAILURES = 4;

    /** Opens a session, and closes it when the questions are answered or one of them has failed. */
    interface Sessions {

        <T> Uni<Reading<T>> reading(PollPlan plan, Function<Poll, Uni<T>> questions);
    }

    /** What came so far. */
    private record Gathered(
            List<Observation> parts, List<List<TenantId>> failed, List<List<TenantId>> skipped, Answers answers) {

        Gathered with(Observation part) {
            return new Gathered(plus(parts, part), failed, skipped, answers);
        }

        Gathered without(List<TenantId> group, Incomplete why) {
            return new Gathered(parts, plus(failed, group), skipped, answers.failing(why));
        }

        Gathered skipping(List<TenantId> group) {
            return new Gathered(parts, failed, plus(skipped, group), answers);
        }

        private static <T> List<T> plus(List<T> list, T more) {
            List<T> longer = new ArrayList<>(list);
            longer.add(more);
            return longer;
        }
    }

    /** @param failure the first; null while there is none */
    private record Answers(ClusterFacts facts, @Nullable Incomplete failure) {

        Answers failing(Incomplete why) {
            return failure == null ? new Answers(facts, why) : this;
        }
    }

    /** Fails where not even the tenants could be asked for. */
    Uni<PollOutcome> read() {
        return sessions.reading(plan, Poll::begin).chain(begun -> {
            Uni<Gathered> gathered = Uni.createFrom()
                    .item(new Gathered(List.of(), List.of(), List.of(), new Answers(begun.facts(), null)));
            for (List<TenantId> group : groups(begun.seen())) {
                gathered = gathered.chain(sofar -> read(group, begun.seen(), sofar));
            }
            return gathered.map(ChunkedPoll::outcome);
        });
    }

    private List<List<TenantId>> groups(Poll.Beginning beginning) {
        return plan.chunks()
                .map(chunks -> chunks.of(beginning.tenants().orElse(Map.of())))
                .orElse(List.of());
    }

    private Uni<Gathered> read(List<TenantId> group, Poll.Beginning beginning, Gathered sofar) {
        if (sofar.failed().size() >= MOST_FAILURES) {
            return Uni.createFrom().item(sofar.skipping(group));
        }
        return sessions.reading(plan, poll -> poll.read(group, beginning))
                .map(reading -> sofar.with(reading.seen()))
                .onFailure()
                .recoverWithItem(failure -> sofar.without(group, diagnosis.of(failure)));
    }

    private static PollOutcome outcome(Gathered gathered) {
        Incomplete failure = gathered.answers().failure();
        if (gathered.parts().isEmpty() && failure == null) {
            return nobody();
        }
        Optional<Trouble> trouble = Optional.ofNullable(failure).map(Incomplete::trouble);
        return new PollOutcome.Partial(
                gathered.parts(),
                gathered.answers().facts(),
                new Unread(gathered.failed(), gathered.skipped(), trouble));
    }

    private static Incomplete nobody() {
        return new Incomplete(new Trouble("no_tenants", "no tenant is known that could be read by itself"), false);
    }
}
