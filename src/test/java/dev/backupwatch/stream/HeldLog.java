package dev.backupwatch.stream;

import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.story.ForwardingLog;
import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A log whose answers, read when they are asked for, come when the test says so; or never come because the read failed. */
final class HeldLog implements ForwardingLog {

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
    public EventLogReader log() {
        return log;
    }

    @Override
    public <T> Uni<T> ask(Supplier<Uni<T>> question) {
        return Uni.createFrom().emitter(asker -> {
            T answer = question.get().await().indefinitely();
            answers.add(() -> asker.complete(answer));
            failures.add(asker::fail);
        });
    }
}
