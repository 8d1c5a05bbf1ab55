package dev.backupwatch.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Backs the stand-in's tenants up again and again, as a 4.3.0.1 does unless told otherwise: cluster backups with a
 * pause between them, some incremental, some in some trouble, and now and then a tenant's own.
 *
 * <p>Whoever holds it drives it: {@link #advance} by hand, or {@link #runOn} an executor; not both, and from one thread
 * at a time. {@link #close} may come from any thread.
 */
public final class BackupSimulator implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(BackupSimulator.class);

    /**
     * How fast, and what.
     *
     * @param seed the same seed, clock and courses give the same rows
     * @param courses of the first cluster backups in turn; the ones after them are drawn
     */
    public record Settings(Rhythm rhythm, long seed, List<Course> courses, Set<Trait> traits) {

        public Settings {
            courses = List.copyOf(courses);
            traits = Set.copyOf(traits);
        }

        public Settings(Duration pace, Duration pause, long seed, List<Course> courses) {
            this(new Rhythm(pace, pause), seed, courses, Set.of());
        }

        public static Settings drawn(Duration pace, Duration pause, long seed) {
            return new Settings(pace, pause, seed, List.of());
        }

        public Settings with(Trait... others) {
            return new Settings(rhythm, seed, courses, Set.of(others));
        }

        private Release release() {
            return traits.contains(Trait.IS_4_2_0) ? Release.V4_2_0 : Release.V4_3_0_1;
        }

        private List<PastDay> past() {
            return traits.contains(Trait.HAS_A_LONG_PAST) ? PastDay.FORTNIGHT : PastDay.THREE_DAYS;
        }

        private List<ViewChange> tenants() {
            List<Tenant> tenants = new ArrayList<>(Tenant.ALL);
            if (traits.contains(Trait.FORGETS_A_TENANT)) {
                tenants.add(Tenant.FORGOTTEN);
            }
            return Tenant.inserted(tenants, release());
        }
    }

    /**
     * How fast.
     *
     * @param pace about how long a tenant's backup takes that has no trouble
     * @param pause between two cluster backups
     */
    public record Rhythm(Duration pace, Duration pause) {
        public Rhythm {
            if (pace.isNegative() || pace.isZero() || pause.isNegative()) {
                throw new IllegalArgumentException("a backup takes time: " + pace + ", and so may a pause: " + pause);
            }
        }
    }

    /** What is true of some clusters. */
    public enum Trait {
        /** There is one that never had a backup, and is named in none. */
        FORGETS_A_TENANT,

        /** Two weeks of backups instead of three days, and not all went well. */
        HAS_A_LONG_PAST,

        /** Needs a stand-in with that version's columns. */
        IS_4_2_0
    }

    private final Connection connection;
    private final BackupViews views;
    private final InstantSource clock;
    private final Duration pause;
    private final RoundPlanner planner;
    private final Deque<Course> courses;
    private final Deque<PlannedStep> pending = new ArrayDeque<>();

    private BackupSimulator(Connection connection, InstantSource clock, Settings settings) {
        this.connection = connection;
        this.views = new BackupViews(connection);
        this.clock = clock;
        this.pause = settings.rhythm().pause();
        this.planner = new RoundPlanner(settings.seed(), settings.rhythm().pace(), settings.release());
        this.courses = new ArrayDeque<>(settings.courses());
    }

    /**
     * Gives the cluster its tenants and the backups of the last days, so that a first look has something to
     * compare with. The next backup is due at once.
     *
     * @throws SQLException when the stand-in has another version's columns, or tenants already
     */
    public static BackupSimulator begin(StandIn standIn, InstantSource clock, Settings settings) throws SQLException {
        Connection connection = standIn.connect();
        try {
            BackupSimulator simulator = new BackupSimulator(connection, clock, settings);
            simulator.layPast(settings);
            simulator.planRound(clock.instant());
            return simulator;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * Does what is due.
     *
     * @return how long until there is more to do; empty when the database is gone, and with it the cluster
     * @throws IllegalStateException when the database is there and yet refuses a step, which is a bug
     */
    public Optional<Duration> advance() {
        Instant now = clock.instant();
        try {
            while (!pending.getFirst().at().isAfter(now)) {
                PlannedStep step = pending.removeFirst();
                step.change().performOn(views);
                if (pending.isEmpty()) {
                    planRound(later(now, step.at().plus(pause)));
                }
            }
            return Optional.of(Duration.between(now, pending.getFirst().at()));
        } catch (SQLException e) {
            if (views.isReachable()) {
                throw new IllegalStateException("the stand-in refused a step of the simulator", e);
            }
            LOG.debugf("simulator ends with its database: %s", e.getMessage());
            return Optional.empty();
        }
    }

    /** Until the executor is shut down, or the database is gone. */
    public void runOn(ScheduledExecutorService executor) {
        proceed(executor, Duration.ZERO);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private void proceed(ScheduledExecutorService executor, Duration delay) {
        try {
            var unused = executor.schedule(() -> advanceOn(executor), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException shutDown) {
            LOG.debug("simulator ends with its executor");
        }
    }

    private void advanceOn(ScheduledExecutorService executor) {
        try {
            advance().ifPresent(delay -> proceed(executor, delay));
        } catch (RuntimeException e) {
            LOG.error("the backup simulator has stopped", e);
        }
    }

    private void layPast(Settings settings) throws SQLException {
        for (ViewChange tenant : settings.tenants()) {
            tenant.performOn(views);
        }
        for (PastDay day : settings.past()) {
            Instant start = clock.instant().minus(Duration.ofDays(day.daysAgo()));
            for (ViewChange change : Aftermath.of(planner.past(start, day))) {
                change.performOn(views);
            }
        }
    }

    private void planRound(Instant start) {
        Course given = courses.pollFirst();
        pending.addAll(given == null ? planner.next(start) : planner.next(start, given));
    }

    /** A clock that stood still for hours, as a laptop's does, must not be made up for in one go. */
    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
