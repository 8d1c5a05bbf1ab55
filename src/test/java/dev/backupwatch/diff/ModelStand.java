package dev.backupwatch.diff;

import dev.backupwatch.diff.Step.Mishap;
import dev.backupwatch.diff.Step.Poll;
import dev.backupwatch.diff.Step.Trouble;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The script itself is read, and every decision is taken at once. */
final class ModelStand implements Stand {

    private static final class BrokenOff extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private final Watching watching;

    ModelStand(Plan plan) {
        this.watching = new Watching(plan.policy());
    }

    @Override
    public ScriptedCluster cluster() {
        return watching.cluster;
    }

    @Override
    public void changed() {}

    @Override
    public Heard poll(Poll poll, Consumer<Gap> beforeRead) {
        Polled polled;
        try {
            polled = look(poll, beforeRead);
        } catch (BrokenOff incomplete) {
            return nothing();
        }
        Trouble trouble = poll.mishap().trouble();
        if (trouble == Trouble.IS_NOT_WRITTEN || trouble == Trouble.IS_KILLED) {
            return nothing();
        }
        return new Heard(true, watching.take(polled).events(), new TreeMap<>(watching.rows()));
    }

    private Polled look(Poll poll, Consumer<Gap> beforeRead) {
        Consumer<Gap> meanwhile = new Breaking(poll.mishap(), beforeRead)::before;
        List<List<Long>> groups = poll.groups().stream()
                .map(group -> group.stream()
                        .filter(tenant -> !cluster().isDropped(tenant))
                        .toList())
                .filter(group -> !group.isEmpty())
                .toList();
        return groups.isEmpty() ? watching.look(meanwhile) : watching.lookInParts(groups, meanwhile);
    }

    private Heard nothing() {
        return new Heard(false, List.of(), Map.of());
    }

    @Override
    public void restart() {
        watching.restart();
    }

    @Override
    public boolean isCatchingUp() {
        return watching.lives().isCatchingUp();
    }

    @Override
    public void close() {}

    private static final class Breaking {

        private final Mishap mishap;
        private final Consumer<Gap> beforeRead;
        private int reads;

        Breaking(Mishap mishap, Consumer<Gap> beforeRead) {
            this.mishap = mishap;
            this.beforeRead = beforeRead;
        }

        void before(Gap gap) {
            beforeRead.accept(gap);
            if (mishap.trouble() == Trouble.BREAKS && reads++ == mishap.read()) {
                throw new BrokenOff();
            }
        }
    }
}
