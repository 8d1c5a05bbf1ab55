package dev.backupwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.EventType;
import dev.backupwatch.event.Identity;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.eventlog.StateEntry;
import dev.backupwatch.source.ClusterTarget;
import dev.backupwatch.story.Backup;
import dev.backupwatch.watch.FlakyEventLog.Fate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * However the clusters come, change and go, and whatever the log does meanwhile: what is told of a source stands between its
 * addition and its removal, each backup is told once as started while its cluster stays, and in the end exactly what is
 * configured is known, with exactly what runs there.
 */
class ReloadLawTest extends ReloadStory {

    private static final List<String> NAMES = List.of("a", "b", "c", "d");
    private static final int STEPS = 60;

    private final Map<String, Set<Backup>> running = new TreeMap<>();
    private final Map<String, ScriptedSource> kept = new HashMap<>();

    @RepeatedTest(200)
    void whatIsToldIsTheConfigurationAndWhatRuns(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        NAMES.forEach(name -> {
            running.put(name, new HashSet<>());
            shows(
                    name,
                    () -> Outcomes.running(
                            clock.instant(),
                            running.get(name).stream()
                                    .sorted((a, b) -> Long.compare(a.job(), b.job()))
                                    .toArray(Backup[]::new)));
        });
        begin(drawn(random).toArray(ClusterTarget[]::new));
        for (int step = 0; step < STEPS; step++) {
            step(random, step);
        }
        flaky.forget();
        settle();
        poll(scheduler.delays().size() * 6);

        assertThat(known(events())).isEqualTo(names(wanted()));
        assertThat(log.attested().sources().keySet()).isEqualTo(names(wanted()));
        assertThat(rows()).isEqualTo(expectedRows());
        assertThat(scheduler.delays()).hasSize(wanted().size());
    }

    private void step(Random random, int step) {
        switch (random.nextInt(5)) {
            case 0 -> running(NAMES.get(random.nextInt(NAMES.size()))).add(Backup.of(1002, step + 1));
            case 1 -> flaky.next(random.nextBoolean() ? Fate.IS_NOT_WRITTEN : Fate.IS_WRITTEN_BUT_FAILS);
            case 2 -> reload(random);
            default -> poll(scheduler.delays().isEmpty() ? 0 : 1);
        }
    }

    private void reload(Random random) {
        List<ClusterTarget> before = wanted();
        wanted.set(drawn(random));
        for (ClusterTarget target : wanted()) {
            String name = target.name().value();
            if (before.contains(target)
                    && !opened(name).isEmpty()
                    && !newest(name).isClosed()) {
                kept.put(name, newest(name));
            }
        }
        settle();
        kept.forEach((name, source) -> {
            assertThat(newest(name)).as("the loop of %s", name).isSameAs(source);
            assertThat(source.isClosed()).isFalse();
        });
        kept.clear();
    }

    /** As often as it takes, as whoever reloads does. */
    private void settle() {
        for (int attempt = 0; attempt < 100; attempt++) {
            if (clusters.follow(this::wanted)
                    .onFailure()
                    .recoverWithItem(false)
                    .await()
                    .indefinitely()) {
                return;
            }
        }
        throw new AssertionError("never done");
    }

    private static List<ClusterTarget> drawn(Random random) {
        List<ClusterTarget> targets = new ArrayList<>();
        for (String name : NAMES) {
            int fate = random.nextInt(4);
            if (fate > 0) {
                targets.add(fate == 1 ? elsewhere(name) : target(name));
            }
        }
        return targets;
    }

    /** What the events say; asserts on the way that each makes sense after those before it. */
    private static Set<ClusterName> known(List<LoggedEvent> events) {
        Set<ClusterName> known = new HashSet<>();
        Set<String> started = new HashSet<>();
        for (LoggedEvent event : events) {
            ClusterName cluster = event.facets().cluster();
            EventType type = event.facets().type();
            if (type == EventType.SOURCE_ADDED) {
                assertThat(known.add(cluster)).as("added twice: %s", event).isTrue();
            } else {
                assertThat(known).as("of a source that is not there: %s", event).contains(cluster);
            }
            if (type == EventType.SOURCE_REMOVED) {
                known.remove(cluster);
                started.removeIf(row -> row.startsWith(cluster + " "));
            } else if (type == EventType.JOB_STARTED) {
                String row = cluster + " "
                        + Objects.requireNonNull(event.facets().identity()).key();
                assertThat(started.add(row)).as("started twice: %s", row).isTrue();
            } else {
                assertThat(type).as("nothing else happened: %s", event).isEqualTo(EventType.SOURCE_ADDED);
            }
        }
        return known;
    }

    /** What is told of tenants besides is of the same clusters. */
    private Set<String> rows() {
        List<Identity> all = log.state().await().indefinitely().entries().stream()
                .map(StateEntry::identity)
                .toList();
        assertThat(names(wanted()))
                .containsAll(all.stream().map(Identity::cluster).collect(Collectors.toSet()));
        return all.stream()
                .filter(row -> row.key().kind() == RowKind.JOB)
                .map(row -> row.cluster() + " " + row.key())
                .collect(Collectors.toSet());
    }

    private Set<String> expectedRows() {
        return wanted().stream()
                .flatMap(target -> running(target.name().value()).stream()
                        .map(job -> target.name() + " " + job.identity().key()))
                .collect(Collectors.toSet());
    }

    private Set<Backup> running(String cluster) {
        return Objects.requireNonNull(running.get(cluster));
    }

    private static Set<ClusterName> names(List<ClusterTarget> targets) {
        return targets.stream().map(ClusterTarget::name).collect(Collectors.toSet());
    }
}
