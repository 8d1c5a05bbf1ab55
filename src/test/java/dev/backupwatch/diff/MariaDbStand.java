package dev.backupwatch.diff;

import dev.backupwatch.diff.KnowingSource.Next;
import dev.backupwatch.diff.Step.Mishap;
import dev.backupwatch.diff.Step.Poll;
import dev.backupwatch.diff.Step.Trouble;
import dev.backupwatch.source.MySqlSource;
import dev.backupwatch.story.ManualClock;
import dev.backupwatch.watch.FaultyWatch;
import dev.backupwatch.wirefault.Fault;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** The script is mirrored into a real database, and the whole chain watches that through a proxy. */
final class MariaDbStand implements Stand {

    /** One more, and the watch would read group by group, of which the model has its own faults. */
    private static final int MOST_FAILURES = 2;

    private static final String CLOCK = "@@time_zone";

    private final MariaDb database;
    private final ScriptedCluster cluster = new ScriptedCluster();
    private final ManualClock clock = new ManualClock();
    private final Duration clocksDiffer = Duration.between(clock.instant(), cluster.clock());
    private final Mirror mirror;
    private final HeardLog heard = new HeardLog();
    private final FaultyWatch watch;
    private KnowingSource source;

    /** Guarded by this: a statement may come late, when its poll has been given up. */
    private boolean isPolling;

    private int reads;
    private int failures;

    MariaDbStand(MariaDb database, Plan plan) {
        this.database = database;
        try {
            this.mirror = new Mirror(database.admin, cluster);
        } catch (SQLException failure) {
            throw new IllegalStateException("cannot empty the views", failure);
        }
        database.proxy.calm();
        Lives unseen = Lives.unseen(database.target().name(), plan.policy());
        source = newSource(unseen);
        watch = new FaultyWatch(database.target(), clock, plan.policy(), source);
    }

    private KnowingSource newSource(Lives adopted) {
        return new KnowingSource(new MySqlSource(database.vertx, database.target(), clock), adopted);
    }

    @Override
    public ScriptedCluster cluster() {
        return cluster;
    }

    @Override
    public void changed() {
        try {
            mirror.write();
        } catch (SQLException failure) {
            throw new IllegalStateException("cannot be mirrored", failure);
        }
    }

    @Override
    public Heard poll(Poll poll, Consumer<Gap> beforeRead) {
        if (failures == MOST_FAILURES) {
            restart();
        }
        waitUntilItIsDue();
        prepare(poll.mishap());
        boolean isKilled = poll.mishap().trouble() == Trouble.IS_KILLED;
        source.next(isKilled ? Next.IS_READ_AND_NOT_HEARD : Next.IS_HEARD);
        open(poll.mishap(), beforeRead);
        watch.beginPoll();
        if (isKilled) {
            source.awaitOver();
        } else {
            watch.awaitPoll();
        }
        boolean isWrittenUnheard = watch.hasWrittenUnheard();
        closePoll();
        PollOutcome outcome = source.outcome();
        if (isKilled) {
            goOn();
        }
        Heard told = heard.after(watch, outcome, isWrittenUnheard);
        failures = told.isTakenIn() || isKilled ? 0 : failures + 1;
        return told;
    }

    private void waitUntilItIsDue() {
        followTheClock();
        Duration rest = watch.rest();
        if (!rest.isNegative()) {
            cluster.pass(rest);
            followTheClock();
        }
    }

    private void followTheClock() {
        Instant ours = cluster.clock().minus(clocksDiffer);
        if (ours.isAfter(clock.instant())) {
            clock.advance(Duration.between(clock.instant(), ours));
        }
    }

    private void prepare(Mishap mishap) {
        if (mishap.trouble() == Trouble.FINDS_CONNECTION_CLOSED) {
            database.proxy.closeConnections();
        } else if (mishap.trouble() == Trouble.IS_NOT_WRITTEN) {
            watch.nextAppendFails(false);
        } else if (mishap.trouble() == Trouble.IS_WRITTEN_BUT_FAILS) {
            watch.nextAppendFails(true);
        }
    }

    private synchronized void open(Mishap mishap, Consumer<Gap> beforeRead) {
        isPolling = true;
        reads = 0;
        database.proxy.always(statement -> statement.contains(CLOCK), Fault.clockAt(cluster.clock()));
        database.proxy.beforeEachStatement(statement -> gap(statement).ifPresent(gap -> read(gap, mishap, beforeRead)));
    }

    private synchronized void closePoll() {
        isPolling = false;
        database.proxy.calm();
        watch.isWellAgain();
    }

    private synchronized void read(Gap gap, Mishap mishap, Consumer<Gap> beforeRead) {
        if (!isPolling) {
            return;
        }
        beforeRead.accept(gap);
        followTheClock();
        if (mishap.trouble() == Trouble.BREAKS && reads == mishap.read()) {
            database.proxy.next(WireTrouble.of(mishap.pick()));
        }
        reads++;
    }

    private static Optional<Gap> gap(String statement) {
        if (statement.contains("FROM oceanbase.CDB_OB_BACKUP_JOBS")) {
            return Optional.of(Gap.AFTER_THE_CLOCK);
        }
        if (statement.contains("FROM oceanbase.CDB_OB_BACKUP_TASKS")) {
            return Optional.of(Gap.AFTER_JOBS);
        }
        return statement.contains("FROM oceanbase.") ? Optional.of(Gap.BETWEEN_PAGES) : Optional.empty();
    }

    @Override
    public void restart() {
        waitUntilItIsDue();
        source.next(Next.IS_NOT_EVEN_READ);
        watch.beginPoll();
        goOn();
    }

    private void goOn() {
        Lives adopted = source.adopted();
        source = newSource(adopted);
        watch.goOn(source);
        failures = 0;
    }

    @Override
    public boolean isCatchingUp() {
        return source.adopted().isCatchingUp();
    }

    @Override
    public void close() {
        watch.close();
    }
}
