package dev.backupwatch.watch;

import dev.backupwatch.diff.PollOutcome;
import dev.backupwatch.event.ClusterName;
import dev.backupwatch.eventlog.EventLogWriter;
import java.time.Instant;

/** The watch over a fleet whose tasks all move on with every poll: it decides, encodes and appends as a watcher does. */
public final class FleetWatch {

    public static final ClusterName CLUSTER = Fleet.CLUSTER;

    private final Fleet fleet;
    private final LogDesk desk;
    private final LogDesk.Opening opening;
    private WatchState state = Fleet.unseen();
    private int polls;

    private FleetWatch(Fleet fleet, EventLogWriter writer) {
        this.fleet = fleet;
        this.desk = new LogDesk(writer);
        this.opening = desk.open().await().indefinitely();
    }

    /** Tells of each task that it has begun. */
    public static FleetWatch begin(int tasks, EventLogWriter writer) {
        var watch = new FleetWatch(new Fleet(tasks / Fleet.TASKS_OF_A_TENANT), writer);
        watch.fleet.beginning().forEach(poll -> watch.bring(watch.decide(poll)));
        return watch;
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
