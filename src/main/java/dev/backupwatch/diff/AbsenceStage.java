package dev.backupwatch.diff;

import dev.backupwatch.event.LostReason;
import dev.backupwatch.event.Tenant;
import dev.backupwatch.event.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks after the rows that are in neither view: pending, and after long or for a good reason lost. */
final class AbsenceStage {

    private final Transition transition;
    private final boolean isCatchingUp;
    /** The history of these holds rows that were not dealt with: any row of theirs that is missing may be among them. */
    private final Set<TenantId> unread;

    AbsenceStage(Transition transition, HistoryProgress history) {
        this.transition = transition;
        this.isCatchingUp = transition.before.history().isCatchingUp() || history.isCatchingUp();
        this.unread = transition.seen.history().map(history::unread).orElse(Set.of());
    }

    void takeIn() {
        Observation seen = transition.seen;
        for (Told row : List.copyOf(transition.told().values())) {
            if (seen.live().lacks(row.life().key())) {
                pend(row, seen.at());
            }
        }
    }

    private void pend(Told row, Instant now) {
        Told.Absence absence = row.absence() == null
                ? new Told.Absence(now, now)
                : row.absence().noLaterThan(now);
        if (isDropped(row.life().key().tenant())) {
            transition.lose(row, LostReason.TENANT_DROPPED);
        } else if (ListedTenants.isHidden(transition.tenants(), row.life().key().tenant())) {
            transition.miss(row, new Told.Absence(absence.since(), now));
        } else if (isLost(row.life().key().tenant(), absence, now)) {
            transition.lose(row, LostReason.VANISHED);
        } else {
            transition.miss(row, absence);
        }
    }

    /**
     * Only after the history and the tenants were asked in this very poll: the one's answer would be the ending, and what
     * was read of the other minutes ago may no longer hold. And not while much of the history is still unread.
     */
    private boolean isLost(TenantId tenant, Told.Absence absence, Instant now) {
        return transition.seen.history().isPresent()
                && !isCatchingUp
                && !unread.contains(tenant)
                && transition.seen.asksTenants()
                && Duration.between(absence.counted(), now)
                                .compareTo(transition.before.policy().lostAfter())
                        >= 0;
    }

    private boolean isDropped(TenantId tenant) {
        Optional<Map<TenantId, Tenant>> tenants = transition.seen.tenants();
        return transition.seen.history().isPresent()
                && !isCatchingUp
                && tenants.isPresent()
                && ListedTenants.isGone(tenants.get(), tenant);
    }
}
