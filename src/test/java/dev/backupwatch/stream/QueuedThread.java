package dev.backupwatch.stream;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** A thread whose every step is taken by hand. */
final class QueuedThread implements Executor {

    private final Queue<Runnable> steps = new ArrayDeque<>();

    @Override
    public void execute(Runnable step) {
        steps.add(step);
    }

    boolean hasStep() {
        return !steps.isEmpty();
    }

    void step() {
        Runnable step = steps.poll();
        if (step != null) {
            step.run();
        }
    }

    void run() {
        while (hasStep()) {
            step();
        }
    }
}
