package dev.backupwatch.diff;

import dev.backupwatch.diff.Step.Deed;
import dev.backupwatch.diff.Step.Kind;
import dev.backupwatch.diff.Step.Meanwhile;
import dev.backupwatch.diff.Step.Mishap;
import dev.backupwatch.diff.Step.Pass;
import dev.backupwatch.diff.Step.Poll;
import dev.backupwatch.diff.Step.Restart;
import dev.backupwatch.diff.Step.Trouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Draws what happens to a cluster and to its watch, within what its kernel does; the same for the same seed. */
final class RandomPlan {

    private static final int READS = 8;

    /** None, into the middle of what happened before the first look, and all of that. */
    private static final List<Duration> BACKFILLS =
            List.of(Duration.ZERO, Duration.ZERO, Duration.ofMillis(60), Duration.ofDays(1));

    /** How often each happens, of {@link #OFTEN}. */
    private record Chance(Kind kind, int weight) {}

    private static final List<Chance> OFTEN = List.of(
            new Chance(Kind.START_JOB, 24),
            new Chance(Kind.START_SYS_JOB, 12),
            new Chance(Kind.START_TASK, 24),
            new Chance(Kind.DOING, 20),
            new Chance(Kind.STAGE, 10),
            new Chance(Kind.COUNT, 24),
            new Chance(Kind.COMMENT, 4),
            new Chance(Kind.COMPLETE_TASK, 5),
            new Chance(Kind.CANCEL, 4),
            new Chance(Kind.END, 20),
            new Chance(Kind.LEAVE, 24),
            new Chance(Kind.COME_AND_GO, 12),
            new Chance(Kind.LEAVE_BOTH_VIEWS, 4),
            new Chance(Kind.REACH_HISTORY_LATE, 4),
            new Chance(Kind.HIDE_OR_SHOW, 12),
            new Chance(Kind.DEGRADE_OR_RECOVER, 3),
            new Chance(Kind.DROP, 1),
            new Chance(Kind.REBUILD, 1));

    private static final int ALL = OFTEN.stream().mapToInt(Chance::weight).sum();

    private final Random random;
    private final int mostPolls;
    private final List<Step> steps = new ArrayList<>();
    private int stuckFor;

    private RandomPlan(long seed, int mostPolls) {
        this.random = new Random(seed);
        this.mostPolls = mostPolls;
    }

    /** In half of the histories a poll may read so little that every few rows need catching up with. */
    static Plan of(long seed, int mostPolls) {
        var drawn = new RandomPlan(seed, mostPolls);
        boolean namesTenants = drawn.random.nextInt(8) > 0;
        int most = drawn.random.nextBoolean() ? LifePolicy.DEFAULT.mostHistoryRows() : 1 + drawn.random.nextInt(3);
        List<Step> steps = drawn.steps();
        return new Plan(namesTenants, most, BACKFILLS.get(drawn.random.nextInt(BACKFILLS.size())), steps);
    }

    private List<Step> steps() {
        deeds(random.nextInt(25));
        int polls = 5 + random.nextInt(mostPolls - 4);
        for (int poll = 0; poll < polls; poll++) {
            steps.add(poll());
            steps.add(random.nextInt(20) == 0 ? new Restart(pause()) : new Pass(pause()));
            deeds(random.nextInt(4));
        }
        return steps;
    }

    private void deeds(int number) {
        for (int i = 0; i < number; i++) {
            steps.add(deed());
        }
    }

    private Deed deedThatAConnectionSurvives() {
        Deed deed = deed();
        return deed.kind() == Kind.REBUILD ? new Deed(Kind.DOING, deed.tenant(), deed.pick()) : deed;
    }

    private Deed deed() {
        int at = random.nextInt(ALL);
        Kind kind = Kind.START_JOB;
        for (Chance chance : OFTEN) {
            kind = chance.kind();
            at -= chance.weight();
            if (at < 0) {
                break;
            }
        }
        boolean isOfSys = kind == Kind.HIDE_OR_SHOW && random.nextInt(6) == 0;
        long tenant = isOfSys ? 1 : Plan.TENANTS.get(random.nextInt(Plan.TENANTS.size()));
        return new Deed(kind, tenant, random.nextInt(1000));
    }

    private Duration pause() {
        return switch (random.nextInt(24)) {
            case 0, 1 -> Duration.ofSeconds(31);
            case 2, 3 -> Duration.ofSeconds(random.nextInt(900));
            case 4 -> Duration.ofSeconds(random.nextInt(3_700));
            default -> Duration.ofMillis(900 + random.nextInt(400));
        };
    }

    private Poll poll() {
        List<Meanwhile> meanwhile = new ArrayList<>();
        for (int read = 0; read < READS; read++) {
            int deeds = random.nextInt(5) == 0 ? 1 + random.nextInt(2) : 0;
            for (int i = 0; i < deeds; i++) {
                meanwhile.add(new Meanwhile(read, deedThatAConnectionSurvives()));
            }
        }
        return new Poll(meanwhile, mishap(), isStuck() ? groups() : List.of());
    }

    private Mishap mishap() {
        if (random.nextInt(5) > 0) {
            return Mishap.NONE;
        }
        Trouble[] all = Trouble.values();
        Trouble trouble = random.nextBoolean() ? Trouble.BREAKS : all[random.nextInt(all.length)];
        return new Mishap(trouble, random.nextInt(READS), random.nextInt(1000));
    }

    /** A cluster that cannot be read at once, for that long. */
    private boolean isStuck() {
        stuckFor = stuckFor > 0 ? stuckFor - 1 : random.nextInt(40) == 0 ? 1 + random.nextInt(6) : 0;
        return stuckFor > 0;
    }

    /** Of each group it is left to chance whether it answers, but one does: else it is no poll. */
    private List<List<Long>> groups() {
        List<Long> all = new ArrayList<>(Plan.TENANTS);
        all.add(1L);
        Collections.shuffle(all, random);
        List<List<Long>> groups = new ArrayList<>();
        for (int from = 0; from < all.size(); ) {
            int to = Math.min(all.size(), from + 1 + random.nextInt(3));
            if (random.nextInt(3) > 0 || (to == all.size() && groups.isEmpty())) {
                groups.add(List.copyOf(all.subList(from, to)));
            }
            from = to;
        }
        return groups;
    }
}
