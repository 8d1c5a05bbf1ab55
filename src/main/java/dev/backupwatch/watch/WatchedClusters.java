package dev.backupwatch.watch;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.source.ClusterTarget;
import dev.backupwatch.source.Source;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The loops over the clusters, and how they become those that are wanted. Whatever went wrong on the way, the next time goes
 * on from the loops that there are and from what the log says, so that each source is told once as added or removed, and a
 * loop whose cluster stays as it is goes on untouched.
 */
final class WatchedClusters {

    private final EventLogReader reader;
    private final Watcher.Surroundings surroundings;
    private final Function<ClusterTarget, Source> sources;
    private final OneAtATime turns = new OneAtATime();
    private final Map<ClusterName, Loop> loops = new ConcurrentSkipListMap<>();
    private final AtomicBoolean areWatched = new AtomicBoolean();

    private record Loop(ClusterTarget target, Watcher watcher) {}

    /** @param sources reads a cluster; closed when it is not watched any more */
    WatchedClusters(EventLogReader reader, Watcher.Surroundings surroundings, Function<ClusterTarget, Source> sources) {
        this.reader = reader;
        this.surroundings = surroundings;
        this.sources = sources;
    }

    /**
     * Opens the log, which may take until it is this process's turn to write, and watches what is wanted then. Fails with
     * {@link LogUnavailableException}, and may be called again.
     */
    Uni<Void> begin(Supplier<List<ClusterTarget>> wanted) {
        return turns.take(() -> become(wanted).invoke(() -> areWatched.set(true)));
    }

    /**
     * Watches what is wanted now.
     *
     * @return false, and nothing is done, where nothing is watched: whoever begins finds what is wanted
     */
    Uni<Boolean> follow(Supplier<List<ClusterTarget>> wanted) {
        return turns.take(() -> areWatched.get()
                ? become(wanted).replaceWith(true)
                : Uni.createFrom().item(false));
    }

    void stop() {
        areWatched.set(false);
        loops.values().forEach(loop -> loop.watcher().close());
        loops.clear();
    }

    private Uni<Void> become(Supplier<List<ClusterTarget>> wanted) {
        return surroundings.log().open().chain(opening -> become(opening, wanted.get()));
    }

    /** A loop is left before anything is told of its source: nothing that it found may come after a removal. */
    private Uni<Void> become(LogDesk.Opening opening, List<ClusterTarget> targets) {
        var change =
                ClusterChange.between(loops.values().stream().map(Loop::target).toList(), targets);
        List<ClusterName> leaving = Stream.concat(change.removed().stream(), change.changed().stream())
                .toList();
        return each(leaving, this::leave)
                .chain(() -> tell(opening, targets))
                .chain(() -> each(
                        targets.stream()
                                .filter(target -> !change.unchanged().contains(target.name()))
                                .toList(),
                        this::watch))
                .replaceWithVoid();
    }

    private Uni<Void> tell(LogDesk.Opening opening, List<ClusterTarget> targets) {
        Set<ClusterName> configured = targets.stream().map(ClusterTarget::name).collect(Collectors.toSet());
        return log().notedClusters()
                .map(known -> new ConfiguredSources(known, configured))
                .chain(sources -> reader.state()
                        .chain(state -> each(sources.removed(), log()::notes)
                                .map(notes ->
                                        notes.stream().flatMap(List::stream).toList())
                                .map(notes -> sources.step(surroundings.clock().instant(), state, notes))))
                .chain(step -> log().append(opening, step, log().listener().configures()));
    }

    private Uni<Void> leave(ClusterName name) {
        Loop loop = loops.get(name);
        return loop == null
                ? Uni.createFrom().voidItem()
                : loop.watcher().leave().invoke(() -> loops.remove(name, loop));
    }

    /** One that could not begin is not there, so that the next time makes it anew. */
    private Uni<Void> watch(ClusterTarget target) {
        var loop = new Loop(target, new Watcher(target, sources.apply(target), surroundings));
        loops.put(target.name(), loop);
        return loop.watcher().start().onFailure().invoke(() -> {
            loops.remove(target.name(), loop);
            loop.watcher().close();
        });
    }

    private LogDesk log() {
        return surroundings.log();
    }

    private static <T, R> Uni<List<R>> each(Iterable<T> items, Function<T, Uni<R>> work) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(work::apply)
                .collect()
                .asList();
    }
}
