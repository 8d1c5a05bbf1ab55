package dev.backupwatch.watch;

import dev.backupwatch.diff.TenantGroups;
import dev.backupwatch.event.TenantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How the tenants are grouped while the cluster cannot be read at once. A group that does not answer is halved, so that in
 * the end only the tenants that hold up the others go unread.
 *
 * @param stuck groups that are still to answer, those that have waited longest first
 * @param polls how many were made in chunks since all was last asked for at once
 * @param isTooMuchAtOnce whether each group answered, but not all of them in one statement
 */
record Chunking(List<List<TenantId>> stuck, int polls, boolean isTooMuchAtOnce) {

    /** Each costs a time-out: more of them would hold up the tenants that do answer. */
    static final int MOST_STUCK = 3;

    /** After so many polls in chunks all is asked for at once again. */
    static final int POLLS = 10;

    static final Chunking BEGUN = new Chunking(List.of(), 0, false);

    Chunking {
        stuck = stuck.stream().map(List::copyOf).toList();
    }

    /** The groups to ask now: those that answered, and a few of those that did not. */
    List<List<TenantId>> groups(Collection<TenantId> tenants) {
        TreeSet<TenantId> healthy = new TreeSet<>(tenants);
        healthy.removeAll(unread());
        List<List<TenantId>> groups = TenantGroups.of(List.copyOf(healthy));
        groups.addAll(stuck.subList(0, Math.min(stuck.size(), MOST_STUCK)));
        return groups;
    }

    /**
     * @param failed groups that were asked and did not answer
     * @param skipped groups that were not asked any more, because too many had failed
     */
    Chunking after(Set<TenantId> answered, List<List<TenantId>> failed, List<List<TenantId>> skipped) {
        Set<TenantId> asked = new TreeSet<>(answered);
        failed.forEach(asked::addAll);
        skipped.forEach(asked::addAll);
        List<List<TenantId>> next = new ArrayList<>();
        stuck.stream().filter(group -> !asked.containsAll(group)).forEach(next::add);
        next.addAll(skipped);
        failed.forEach(group -> next.addAll(halves(group)));
        boolean isWholeWorthATry = next.isEmpty() && !isTooMuchAtOnce;
        return new Chunking(next, isWholeWorthATry ? POLLS : polls + 1, isTooMuchAtOnce && next.isEmpty());
    }

    /** All was asked for at once, in vain. */
    Chunking again() {
        return new Chunking(stuck, 0, stuck.isEmpty() && polls > 0);
    }

    boolean isWholeDue() {
        return polls >= POLLS;
    }

    /** The tenants of which nothing is known at present. */
    Set<TenantId> unread() {
        Set<TenantId> unread = new TreeSet<>();
        stuck.forEach(unread::addAll);
        return unread;
    }

    private static List<List<TenantId>> halves(List<TenantId> group) {
        int middle = (group.size() + 1) / 2;
        return group.size() == 1
                ? List.of(group)
                : List.of(group.subList(0, middle), group.subList(middle, group.size()));
    }
}
