package dev.backupwatch.watch;

import dev.backupwatch.diff.LifePolicy;
import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Overdue;
import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.eventlog.EventLogWriter;
import dev.backupwatch.insight.InsightPolicy;
import dev.backupwatch.source.ClusterTarget;
import dev.backupwatch.source.MySqlSource;
import dev.backupwatch.source.Polling;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All clusters' loops, and the one right to write that they share. */
@Singleton
public class Watch {

    private final Vertx vertx;
    private final InstantSource clock;
    private final EventLogReader reader;
    private final LogDesk log;
    private final Watcher.Surroundings surroundings;
    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();

    @Inject
    Watch(
            @Polling Vertx vertx,
            InstantSource clock,
            EventLogReader reader,
            EventLogWriter writer,
            ScheduledExecutorService scheduler,
            WatchConfig config,
            WatchListener listener) {
        this.vertx = vertx;
        this.clock = clock;
        this.reader = reader;
        this.log = new LogDesk(writer, listener);
        this.surroundings = new Watcher.Surroundings(
                log,
                clock,
                scheduler,
                new Watcher.Habits(
                        new LifePolicy(LifePolicy.DEFAULT.history(), config.lostAfter()).backfilling(config.backfill()),
                        expectations(config),
                        () -> ThreadLocalRandom.current().nextDouble()));
    }

    private static InsightPolicy expectations(WatchConfig config) {
        return new InsightPolicy(config.stall(), Map.of())
                .expecting(Overdue.Kind.FULL, config.overdueFull())
                .expecting(Overdue.Kind.ANY, config.overdueAny());
    }

    /**
     * Opens the log, tells which sources are new or gone, and begins to poll. Where others share the log that may take until
     * they are gone. Fails with {@link LogUnavailableException} where the log cannot be written, and may be called again then.
     */
    public Uni<Void> start(List<ClusterTarget> targets) {
        Set<ClusterName> configured = targets.stream().map(ClusterTarget::name).collect(Collectors.toSet());
        return log.open()
                .chain(opening -> log.notedClusters()
                        .map(known -> new ConfiguredSources(known, configured))
                        .chain(sources -> configure(opening, sources)))
                .chain(() -> each(targets, this::watch))
                .replaceWithVoid()
                .onFailure()
                .invoke(this::stop);
    }

    /** Completes when the right to write is lost and nothing is polled any more: then it may be started again. */
    public Uni<Void> stoodDown() {
        return log.lost().invoke(this::stop);
    }

    private Uni<Void> configure(LogDesk.Opening opening, ConfiguredSources sources) {
        return reader.state()
                .chain(state -> each(sources.removed(), log::notes)
                        .map(notes -> notes.stream().flatMap(List::stream).toList())
                        .map(notes -> sources.step(clock.instant(), state, notes)))
                .chain(step -> log.append(opening, step, log.listener().configures()));
    }

    private static <T, R> Uni<List<R>> each(Iterable<T> items, Function<T, Uni<R>> work) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(work::apply)
                .collect()
                .asList();
    }

    /** Why nothing can be told at present; empty while the log takes what is brought. */
    public Optional<String> trouble() {
        return log.trouble();
    }

    public void stop() {
        watchers.forEach(Watcher::close);
        watchers.clear();
    }

    private Uni<Void> watch(ClusterTarget target) {
        var watcher = new Watcher(target, new MySqlSource(vertx, target, clock), surroundings);
        watchers.add(watcher);
        return watcher.start();
    }
}
