package dev.backupwatch.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.diff.Step.Deed;
import dev.backupwatch.diff.Step.Meanwhile;
import dev.backupwatch.diff.Step.Mishap;
import dev.backupwatch.diff.Step.Pass;
import dev.backupwatch.diff.Step.Poll;
import dev.backupwatch.diff.Step.Restart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Lets a plan happen, keeps the record of it, and holds what is told to that record. */
final class Story {

    /** A poll may be broken off by no plan, but by a machine that is busy. */
    private static final int ATTEMPTS = 20;

    private final Plan plan;
    private final Stand stand;
    private final ScriptedCluster cluster;
    private final LifeLedger ledger;
    private final Kernel kernel;
    private final List<String> lines = new ArrayList<>();
    private int reads;

    Story(Plan plan, Stand stand) {
        this.plan = plan;
        this.stand = stand;
        this.cluster = stand.cluster();
        this.ledger = new LifeLedger(cluster, plan.backfill());
        this.kernel = new Kernel(cluster, ledger);
    }

    /** What happened, newest last. */
    List<String> lines() {
        return lines;
    }

    /** @throws AssertionError if something else was told than what happened */
    void play() {
        Plan.TENANTS.forEach(tenant -> cluster.tenant(tenant, "t" + tenant));
        if (!plan.namesTenants()) {
            cluster.forgetTenants();
        }
        stand.changed();
        plan.steps().forEach(this::play);
        settle();
        ledger.checkSettled();
    }

    private void play(Step step) {
        if (step instanceof Deed deed) {
            happens("", deed);
        } else if (step instanceof Poll poll) {
            poll(poll);
        } else if (step instanceof Pass pass) {
            cluster.pass(pass.time());
        } else if (step instanceof Restart restart) {
            lines.add("restart after " + restart.down());
            stand.restart();
            cluster.pass(restart.down());
        }
    }

    private void happens(String where, Deed deed) {
        kernel.does(deed).ifPresent(what -> {
            lines.add("  " + where + what);
            stand.changed();
        });
    }

    private boolean poll(Poll poll) {
        int begun = lines.size();
        lines.add("poll at " + cluster.clock() + befalling(poll));
        reads = 0;
        ledger.beginPoll();
        Heard heard = stand.poll(poll, gap -> beforeRead(poll, gap));
        if (heard.isTakenIn() || !heard.events().isEmpty()) {
            lines.add("  told: " + heard.told());
        }
        if (poll.equals(Poll.CALM)
                && lines.size() == begun + 2
                && heard.events().isEmpty()) {
            lines.subList(begun, lines.size()).clear();
        }
        ledger.on(heard);
        return heard.isTakenIn();
    }

    private static String befalling(Poll poll) {
        String mishap = poll.mishap().equals(Mishap.NONE)
                ? ""
                : ", it %s (read %d, %d)"
                        .formatted(
                                poll.mishap().trouble(),
                                poll.mishap().read(),
                                poll.mishap().pick());
        return poll.groups().isEmpty() ? mishap : mishap + ", in parts " + poll.groups();
    }

    private void beforeRead(Poll poll, Gap gap) {
        for (Meanwhile meanwhile : poll.meanwhile()) {
            if (meanwhile.read() == reads) {
                happens("before read %d (%s): ".formatted(reads, gap), meanwhile.deed());
            }
        }
        reads++;
        ledger.look(gap);
    }

    private void settle() {
        lines.add("settle");
        kernel.showAll();
        stand.changed();
        pollCalmly(1, Duration.ofSeconds(1));
        kernel.endAll();
        stand.changed();
        pollCalmly(2, Duration.ofSeconds(1));
        pollCalmly(2, LifePolicy.TENANTS);
        catchUp();
    }

    private void pollCalmly(int polls, Duration interval) {
        for (int poll = 0; poll < polls; poll++) {
            pollCalmly();
            cluster.pass(interval);
        }
    }

    private void pollCalmly() {
        int attempts = 0;
        while (!poll(Poll.CALM)) {
            assertThat(attempts++).as("polls that failed in a row").isLessThan(ATTEMPTS);
            cluster.pass(Duration.ofSeconds(1));
        }
    }

    /** A walk that found its count wrong begins anew with the next probe. */
    private void catchUp() {
        int quiet = 0;
        for (int poll = 0; quiet < 3; poll++) {
            assertThat(poll).as("polls to catch up").isLessThan(1000);
            pollCalmly();
            quiet = stand.isCatchingUp() || ledger.awaitsTheFirstLook() ? 0 : quiet + 1;
            cluster.pass(LifePolicy.DEFAULT.history());
        }
    }
}
