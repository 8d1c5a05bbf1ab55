package dev.backupwatch.insight;

import dev.backupwatch.diff.Told;
import dev.backupwatch.event.EventType;
import dev.backupwatch.event.JobEvent;
import dev.backupwatch.event.Progress;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.Standstill;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells jobs that stand still, and that they move again. Of a row that is in neither view nothing is known, so nothing is
 * said of its job.
 */
final class StallStage {

    /** A rest is unusual when it is so many times the longest that earlier runs had in the same phase. */
    private static final int UNUSUAL = 5;

    /** One that stood still and went on may rest this many times as long until it is told again. */
    private static final int MORE_PATIENT = 2;

    /** Of two that moved at once, the one of which it is known what moved says more. */
    private static final Comparator<Rest> LATEST =
            Comparator.comparing(Rest::moved).thenComparing(rest -> rest.what() != null);

    private final Appraisal appraisal;
    /** Cluster jobs beneath which a tenant's job runs: whether that one stands still is told of it. */
    private final Set<RowKey> waiting = new HashSet<>();

    StallStage(Appraisal appraisal) {
        this.appraisal = appraisal;
    }

    void takeIn() {
        appraisal.lives.told().values().forEach(told -> {
            if (told.life().key().kind() == RowKind.JOB && told.identity().parent() != null) {
                waiting.add(told.identity().parent().rowKey());
            }
        });
        List.copyOf(appraisal.jobs.now().keySet()).forEach(this::judge);
    }

    private void judge(RowKey key) {
        Told job = appraisal.told(key);
        JobMemory memory = appraisal.jobs.get(key);
        List<Told> tasks = appraisal.tasksOf(key).stream()
                .flatMap(task -> Optional.ofNullable(appraisal.told(task)).stream())
                .toList();
        if (job == null
                || memory == null
                || job.absence() != null
                || tasks.stream().anyMatch(StallStage::isMissing)) {
            return;
        }
        Rest rest = Stream.concat(
                        Stream.of(memory.rest()),
                        tasks.stream()
                                .flatMap(task -> Optional.ofNullable(
                                        appraisal.tasks.get(task.life().key()))
                                        .stream())
                                .map(TaskMemory::rest))
                .max(LATEST)
                .orElseThrow();
        String phase = tasks.isEmpty()
                ? job.row().status()
                : tasks.get(tasks.size() - 1).row().status();
        judge(job, memory, new Rest(rest.moved(), rest.what(), phase, Map.of()));
    }

    private void judge(Told job, JobMemory memory, Rest rest) {
        Standstill known = memory.standstill();
        if (known != null && rest.moved().isAfter(known.lastMoved())) {
            resume(job, memory, known, rest);
        } else if (known == null && !waiting.contains(job.life().key())) {
            Optional<Duration> usual =
                    appraisal.tenant(job.life().key().tenant()).usualPause(rest.phase());
            Duration patience = longest(List.of(
                    appraisal.policy.stall(),
                    usual.orElse(Duration.ZERO).multipliedBy(UNUSUAL),
                    memory.longestStall().multipliedBy(MORE_PATIENT)));
            if (appraisal.since(rest.moved()).compareTo(patience) >= 0) {
                stall(
                        job,
                        memory,
                        new Standstill(rest.moved(), rest.what(), rest.phase(), patience, usual.orElse(null), null));
            }
        }
    }

    private void stall(Told job, JobMemory memory, Standstill evidence) {
        Progress shown = memory.shown();
        Progress atRest = shown == null ? null : shown.atRest();
        appraisal.jobs.put(job.life().key(), memory.showing(atRest).stalled(evidence));
        tell(EventType.JOB_STALLED, job, atRest, evidence);
    }

    private void resume(Told job, JobMemory memory, Standstill known, Rest rest) {
        var evidence = new Standstill(
                known.lastMoved(), rest.what(), known.phase(), known.patience(), known.usual(), rest.moved());
        Duration stall = Duration.between(known.lastMoved(), rest.moved());
        appraisal.jobs.put(job.life().key(), memory.resumed(stall));
        tell(EventType.JOB_RESUMED, job, memory.shown(), evidence);
    }

    private void tell(EventType type, Told job, @Nullable Progress progress, Standstill evidence) {
        appraisal.tell(new JobEvent(type, job.identity(), job.row(), progress, evidence));
    }

    private static boolean isMissing(Told task) {
        return task.absence() != null;
    }

    private static Duration longest(List<Duration> durations) {
        return durations.stream().max(Comparator.naturalOrder()).orElseThrow();
    }
}
