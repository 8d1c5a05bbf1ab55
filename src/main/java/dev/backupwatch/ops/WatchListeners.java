package dev.backupwatch.ops;

import dev.backupwatch.diff.PollOutcome;
import dev.backupwatch.event.ChangeEvent;
import dev.backupwatch.event.ClusterName;
import dev.backupwatch.source.PollCost;
import dev.backupwatch.watch.WatchListener;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Several who listen to the loops, each told in turn. */
record WatchListeners(List<WatchListener> all) implements WatchListener {

    WatchListeners {
        all = List.copyOf(all);
    }

    @Override
    public Attempt polls(ClusterName cluster) {
        return new Attempts(all.stream().map(each -> each.polls(cluster)).toList());
    }

    @Override
    public Attempt configures() {
        return new Attempts(all.stream().map(WatchListener::configures).toList());
    }

    private record Attempts(List<Attempt> all) implements Attempt {

        @Override
        public void read(PollOutcome outcome, PollCost cost) {
            all.forEach(each -> each.read(outcome, cost));
        }

        @Override
        public Append appends(List<ChangeEvent> events) {
            return new Appends(all.stream().map(each -> each.appends(events)).toList());
        }

        @Override
        public void ends() {
            all.forEach(Attempt::ends);
        }
    }

    private record Appends(List<Append> all) implements Append {

        @Override
        public Optional<String> traceparent() {
            return all.stream().flatMap(each -> each.traceparent().stream()).findFirst();
        }

        @Override
        public void ends(@Nullable Throwable failure) {
            all.forEach(each -> each.ends(failure));
        }
    }
}
