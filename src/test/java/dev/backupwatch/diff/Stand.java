package dev.backupwatch.diff;

import dev.backupwatch.diff.Step.Poll;
import java.util.function.Consumer;

/** A cluster that is watched. What is true of it is in its script, also where it is a database that is read. */
interface Stand extends AutoCloseable {

    ScriptedCluster cluster();

    /** What happened in the script is to be seen from now on. */
    void changed();

    /**
     * One poll with all that befalls it.
     *
     * @param beforeRead called before each view is read, and never after this has returned
     */
    Heard poll(Poll poll, Consumer<Gap> beforeRead);

    /** The watch is stopped, and another goes on from what it noted last. */
    void restart();

    boolean isCatchingUp();

    @Override
    void close();
}
