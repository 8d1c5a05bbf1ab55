package dev.backupwatch.stream;

import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/**
 * One stream's part of a thread that it shares with others: where it fails, which is a bug, it is ended, and they go on. In the
 * loop over all of them its failure would keep those from theirs who come after it, each time anew.
 *
 * @param end ends the stream
 */
record Shelter(Executor thread, Runnable end) implements Executor {

    private static final Logger LOG = Logger.getLogger(Shelter.class);

    @Override
    public void execute(Runnable task) {
        thread.execute(() -> run(task));
    }

    /** On the thread. */
    void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException bug) {
            LOG.error("a stream has failed; its reader is told to come back", bug);
            endAnyway();
        }
    }

    private void endAnyway() {
        try {
            end.run();
        } catch (RuntimeException again) {
            LOG.debug("nor could its reader be told", again);
        }
    }
}
