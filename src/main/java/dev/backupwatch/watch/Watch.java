package dev.backupwatch.watch;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.eventlog.EventLogWriter;
import dev.backupwatch.eventlog.LogState;
import dev.backupwatch.source.ClusterTarget;
import dev.backupwatch.source.MySqlSource;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
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
            Vertx vertx,
            InstantSource clock,
            EventLogReader reader,
            EventLogWriter writer,
            ScheduledExecutorService scheduler,
            WatchConfig config) {
        this.vertx = vertx;
        this.clock = clock;
        this.reader = reader;
        this.log = new LogDesk(writer);
        this.surroundings = new Watcher.Surroundings(
                log,
                clock,
                scheduler,
                new Watcher.Habits(
                        config.lostAfter(), () -> ThreadLocalRandom.current().nextDouble()));
    }

    /** Opens the log, tells which sources are new or gone, and begins to poll. Fails if the log cannot be written. */
    public Uni<Void> start(List<ClusterTarget> targets) {
        Set<ClusterName> configured = targets.stream().map(ClusterTarget::name).collect(Collectors.toSet());
        return log.open()
                .chain(reader::state)
                .chain(state -> log.append(
                        clock.instant(),
                        ConfiguredSources.changes(known(state), configured),
                        ConfiguredSources.removedRows(state, configured)))
                .chain(() -> Multi.createFrom()
                        .iterable(targets)
                        .onItem()
                        .transformToUniAndConcatenate(this::watch)
                        .collect()
                        .asList())
                .replaceWithVoid();
    }

    private static Set<ClusterName> known(LogState state) {
        Set<ClusterName> known = new HashSet<>(state.attested().sources().keySet());
        state.entries().forEach(row -> known.add(row.key().cluster()));
        return known;
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
