package dev.backupwatch.stream;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Reads for one subscriber, one thing at a time: what comes in meanwhile is looked at afterwards. Used on one thread. */
final class OneRead {

    private static final Logger LOG = Logger.getLogger(OneRead.class);

    private final Executor thread;
    private final Runnable afterwards;
    private final Runnable whenFailed;
    private boolean isRunning;

    /** @param afterwards also when that which took the answer has begun to read again */
    OneRead(Executor thread, Runnable afterwards, Runnable whenFailed) {
        this.thread = thread;
        this.afterwards = afterwards;
        this.whenFailed = whenFailed;
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
                            isRunning = false;
                            then.accept(answer);
                            afterwards.run();
                        }),
                        failure -> thread.execute(() -> {
                            LOG.warn("a stream ends because the log cannot be read", failure);
                            isRunning = false;
                            whenFailed.run();
                        }));
    }
}
