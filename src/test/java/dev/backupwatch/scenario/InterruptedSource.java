package dev.backupwatch.scenario;

import dev.backupwatch.diff.PollOutcome;
import dev.backupwatch.diff.PollPlan;
import dev.backupwatch.diff.RecentRuns;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.source.PollCost;
import dev.backupwatch.source.Source;
import io.smallrye.mutiny.Uni;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A source during whose next poll something happens between two readings. A plan is asked what to read as the answers
 * come in, so its questions are the moments. Closing it leaves the source, which other scenarios use too.
 */
final class InterruptedSource implements Source {

    private final Supplier<? extends Source> source;
    private final Map<Between, Runnable> coming = new EnumMap<>(Between.class);

    InterruptedSource(Supplier<? extends Source> source) {
        this.source = source;
    }

    void during(Between moment, Runnable happens) {
        coming.merge(moment, happens, (first, second) -> () -> {
            first.run();
            second.run();
        });
    }

    /** What has not happened although the poll is over; forgotten by asking. */
    Map<Between, Runnable> missed() {
        Map<Between, Runnable> missed = new EnumMap<>(coming);
        coming.clear();
        return missed;
    }

    @Override
    public Uni<PollOutcome> poll(PollPlan plan) {
        InvocationHandler ask = (proxy, question, arguments) -> {
            happen(question.getName());
            try {
                return question.invoke(plan, arguments);
            } catch (InvocationTargetException failed) {
                throw failed.getCause();
            }
        };
        Class<?>[] questions = {PollPlan.class};
        return source.get().poll((PollPlan) Proxy.newProxyInstance(PollPlan.class.getClassLoader(), questions, ask));
    }

    @Override
    public Uni<List<RecentRuns>> recentRuns(List<TenantId> tenants) {
        return source.get().recentRuns(tenants);
    }

    @Override
    public PollCost cost() {
        return source.get().cost();
    }

    @Override
    public void close() {}

    private void happen(String question) {
        for (Between moment : Between.values()) {
            if (moment.question().equals(question)) {
                Runnable happens = coming.remove(moment);
                if (happens != null) {
                    happens.run();
                }
            }
        }
    }
}
