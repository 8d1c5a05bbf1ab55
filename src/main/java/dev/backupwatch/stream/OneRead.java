package dev.backupwatch.stream;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Reads for one subscriber, one thing at a time: what comes in meanwhile is looked at afterwards. Used on one thread. */
final class OneRead {

    private final Executor thread;
    private final Runnable afterwards;
    private final Runnable whenFailed;
    private final ReadTrouble trouble;
    private boolean isRunning;

    /** @param afterwards also when that which took the answer has begun to read again */
    OneRead(Executor thread, Runnable afterwards, Runnable whenFailed, ReadTrouble trouble) {
        this.thread = thread;
        this.afterwards = afterwards;
        this.whenFailed = whenFailed;
        this.trouble = trouble;
    }

    boolean isRunning() {
        return isRunning;
    }

    /** The answer is taken on the thread, never within this call. */
    <T> void begin(Uni<T> question, Consumer<T> then) {
        isRunning = true;
        question.subscribe()
                .with(
                        answer -> thread.execute(() -> {
                            trouble.isOver();
                            isRunning = false;
                            then.accept(answer);
                            afterwards.run();
                        }),
                        failure -> thread.execute(() -> {
                            trouble.begins(failure);
                            isRunning = false;
                            whenFailed.run();
                        }));
    }
}
