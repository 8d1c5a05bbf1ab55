package dev.backupwatch.watch;

import dev.backupwatch.diff.PollOutcome;
import dev.backupwatch.event.ClusterName;
import dev.backupwatch.eventlog.EventLogWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The watch over a fleet: it decides, encodes and appends as a watcher does. */
public final class FleetWatch {

    public static final ClusterName CLUSTER = Fleet.CLUSTER;

    private final Fleet fleet;
    private final LogDesk desk;
    private final LogDesk.Opening opening;
    private WatchState state;
    private int polls;

    private FleetWatch(Fleet fleet, WatchState unseen, EventLogWriter writer) {
        this.fleet = fleet;
        this.state = unseen;
        this.desk = new LogDesk(writer);
        this.opening = desk.open().await().indefinitely();
    }

    /** Tells of each task that it has begun. With every poll all tasks move on. */
    public static FleetWatch begin(int tasks, EventLogWriter writer) {
        var watch = new FleetWatch(new Fleet(tasks / Fleet.TASKS_OF_A_TENANT), Fleet.unseen(), writer);
        watch.fleet.beginning().forEach(poll -> watch.bring(watch.decide(poll)));
        return watch;
    }

    /**
     * Tells the past of a fleet at rest, which was never looked at before, poll by poll.
     *
     * @return the events of each poll
     */
    public static List<Integer> backfill(int tenants, int days, EventLogWriter writer) {
        var past = new FleetPast(tenants, days);
        var watch = new FleetWatch(new Fleet(tenants), past.unseen(), writer);
        List<Integer> told = new ArrayList<>();
        do {
            Instant now = past.at(told.size());
            Decided decided = watch.decide(past.answer(watch.state.plan(now), now));
            told.add(decided.brought.events().size());
            decided.tell();
        } while (watch.state.lives().isCatchingUp());
        return told;
    }

    /** What one poll has led to, ready to be told. */
    public final class Decided {

        private final Brought brought;
        private final WatchState next;

        private Decided(Brought brought, WatchState next) {
            this.brought = brought;
            this.next = next;
        }

        /** Encodes and appends it, and returns when it is durable. */
        public void tell() {
            bring(this);
        }
    }

    /** One poll more, in which every task has moved on. */
    public Decided poll() {
        polls++;
        return decide(fleet.progressedTo(polls));
    }

    private Decided decide(PollOutcome poll) {
        WatchState.Step step = state.on(poll);
        Instant time = ((PollOutcome.Complete) poll).observation().at();
        return new Decided(LogForm.of(state, step, time), step.next());
    }

    private void bring(Decided decided) {
        desk.append(opening, decided.brought).await().indefinitely();
        state = decided.next;
    }
}
