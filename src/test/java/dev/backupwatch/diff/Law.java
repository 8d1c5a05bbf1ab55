package dev.backupwatch.diff;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Random histories, all of which must be told right.
 *
 * @param histories the system property that says how many, which then are drawn anew
 * @param mostPolls of one history
 * @param tries how often a history that fails is played again to make it short
 * @param stands gives a history the cluster it happens to
 */
record Law(String histories, int mostPolls, int tries, Function<Plan, Stand> stands) {

    private static final long SEED_OF_THE_BUILD = 20261123;
    private static final int LINES_SHOWN = 40;

    /** Without that property the build is repeatable, so that it fails for what changed and not for what was drawn. */
    void holdsFor(int usually) {
        int number = Integer.getInteger(histories, usually);
        long drawn = System.getProperty(histories) == null ? SEED_OF_THE_BUILD : new Random().nextLong();
        long seed = Long.getLong("seed", drawn);
        System.out.printf("-D%s=%d -Dseed=%d%n", histories, number, seed);
        for (int i = 0; i < number; i++) {
            Plan plan = RandomPlan.of(seed + i, mostPolls);
            if (new Attempt(plan).broken() != null) {
                throw new AssertionError(report(seed + i, i, plan));
            }
        }
    }

    private String report(long seed, int number, Plan plan) {
        Plan shortest = new Shrinking(shorter -> new Attempt(shorter).broken() != null, shrinkings()).shrunk(plan);
        var attempt = new Attempt(shortest);
        if (attempt.broken() == null) {
            attempt = new Attempt(plan);
        }
        List<String> lines = attempt.lines();
        return "history %d, again with -Dseed=%d -D%s=1%n%s, at most %d history rows a poll, backfill %s%n%s%n%s"
                .formatted(
                        number,
                        seed,
                        histories,
                        plan.namesTenants() ? "tenants are named" : "tenants may not be read",
                        plan.mostHistoryRows(),
                        plan.backfill(),
                        String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size())),
                        attempt.broken());
    }

    /** Where only the failure matters and not what it takes, {@code -Dtries=0} spares the time. */
    private int shrinkings() {
        return Integer.getInteger("tries", tries);
    }

    private final class Attempt {

        private final List<String> lines;
        private final @Nullable Throwable broken;

        Attempt(Plan plan) {
            try (Stand stand = stands.apply(plan)) {
                var story = new Story(plan, stand);
                broken = failure(story);
                lines = story.lines();
            }
        }

        private static @Nullable Throwable failure(Story story) {
            try {
                story.play();
                return null;
            } catch (AssertionError | RuntimeException broken) {
                return broken;
            }
        }

        @Nullable
        Throwable broken() {
            return broken;
        }

        List<String> lines() {
            return lines;
        }
    }
}
