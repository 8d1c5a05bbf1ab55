package dev.backupwatch.stream;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.JobKey;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.Attested;
import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.eventlog.LogBounds;
import dev.backupwatch.eventlog.LogState;
import dev.backupwatch.eventlog.LoggedEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

/** A log whose answers, read when they are asked for, come when the test says so; or never come because the read failed. */
final class HeldLog implements EventLogReader {

    private final EventLogReader log;
    private final Queue<Runnable> answers = new ArrayDeque<>();
    private final Queue<Consumer<? super Throwable>> failures = new ArrayDeque<>();

    HeldLog(EventLogReader log) {
        this.log = log;
    }

    /** How many questions are not answered yet. */
    int asked() {
        return answers.size();
    }

    /** Answers the question that was asked first. */
    void answer() {
        failures.remove();
        answers.remove().run();
    }

    void answerAll() {
        while (asked() > 0) {
            answer();
        }
    }

    void fail() {
        answers.remove();
        failures.remove().accept(new IllegalStateException("the disk is away, as the test asked"));
    }

    @Override
    public Uni<LogBounds> bounds() {
        return held(log.bounds());
    }

    @Override
    public Uni<List<LoggedEvent>> readAfter(Sequence after, int limit) {
        return held(log.readAfter(after, limit));
    }

    @Override
    public Uni<List<LoggedEvent>> removalsBefore(Sequence before, int limit) {
        return held(log.removalsBefore(before, limit));
    }

    @Override
    public Uni<List<LoggedEvent>> removalsOf(ClusterName cluster, JobKey job) {
        return held(log.removalsOf(cluster, job));
    }

    @Override
    public Uni<LogState> state() {
        return held(log.state());
    }

    @Override
    public Attested attested() {
        return log.attested();
    }

    @Override
    public Cancellable onAdvance(Runnable listener) {
        return log.onAdvance(listener);
    }

    private <T> Uni<T> held(Uni<T> question) {
        return Uni.createFrom().emitter(asker -> {
            T answer = question.await().indefinitely();
            answers.add(() -> asker.complete(answer));
            failures.add(asker::fail);
        });
    }
}
