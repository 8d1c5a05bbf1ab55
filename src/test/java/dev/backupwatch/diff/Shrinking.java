package dev.backupwatch.diff;

import dev.backupwatch.diff.Step.Mishap;
import dev.backupwatch.diff.Step.Poll;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Leaves out of a plan that fails whatever it fails without, in ever smaller pieces. */
final class Shrinking {

    private final Predicate<Plan> fails;
    private int triesLeft;

    Shrinking(Predicate<Plan> fails, int tries) {
        this.fails = fails;
        this.triesLeft = tries;
    }

    Plan shrunk(Plan failing) {
        Plan smallest = failing;
        int before;
        do {
            before = size(smallest);
            smallest = withFewerSteps(smallest);
            smallest = withCalmerPolls(smallest);
        } while (size(smallest) < before && triesLeft > 0);
        return smallest;
    }

    private Plan withFewerSteps(Plan plan) {
        Plan smallest = plan;
        for (int piece = Math.max(1, plan.steps().size() / 2); piece > 0; piece /= 2) {
            for (int from = 0; from < smallest.steps().size(); ) {
                Plan without = smallest.with(without(smallest.steps(), from, piece));
                if (stillFails(without)) {
                    smallest = without;
                } else {
                    from += piece;
                }
            }
        }
        return smallest;
    }

    private Plan withCalmerPolls(Plan plan) {
        Plan smallest = plan;
        for (int i = 0; i < smallest.steps().size(); i++) {
            if (smallest.steps().get(i) instanceof Poll poll) {
                smallest = withCalmer(smallest, i, poll);
            }
        }
        return smallest;
    }

    private Plan withCalmer(Plan plan, int at, Poll poll) {
        List<Step> calmer = new ArrayList<>();
        calmer.add(Poll.CALM);
        calmer.add(new Poll(poll.meanwhile(), Mishap.NONE, poll.groups()));
        calmer.add(new Poll(poll.meanwhile(), poll.mishap(), List.of()));
        for (int i = 0; i < poll.meanwhile().size(); i++) {
            calmer.add(new Poll(without(poll.meanwhile(), i, 1), poll.mishap(), poll.groups()));
        }
        for (Step candidate : calmer) {
            Plan other = plan.with(replaced(plan.steps(), at, candidate));
            if (size(other) < size(plan) && stillFails(other)) {
                return candidate instanceof Poll left && !left.equals(Poll.CALM) ? withCalmer(other, at, left) : other;
            }
        }
        return plan;
    }

    private boolean stillFails(Plan plan) {
        return triesLeft-- > 0 && fails.test(plan);
    }

    private static int size(Plan plan) {
        int size = 0;
        for (Step step : plan.steps()) {
            size += step instanceof Poll poll
                    ? 1
                            + poll.meanwhile().size()
                            + poll.groups().size()
                            + (poll.mishap().equals(Mishap.NONE) ? 0 : 1)
                    : 1;
        }
        return size;
    }

    private static <T> List<T> without(List<T> all, int from, int piece) {
        List<T> rest = new ArrayList<>(all.subList(0, from));
        rest.addAll(all.subList(Math.min(all.size(), from + piece), all.size()));
        return rest;
    }

    private static List<Step> replaced(List<Step> steps, int at, Step step) {
        List<Step> others = new ArrayList<>(steps);
        others.set(at, step);
        return others;
    }
}
