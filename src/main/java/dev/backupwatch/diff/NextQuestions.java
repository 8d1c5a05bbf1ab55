package dev.backupwatch.diff;

import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The questions that follow from what is known, at one moment. */
record NextQuestions(Lives lives, Instant now) implements PollPlan {

    @Override
    public boolean readsTasks(List<Row> jobs) {
        return !jobs.isEmpty() || !lives.told().isEmpty();
    }

    @Override
    public boolean probesHistory(LiveRows live) {
        Looks looks = lives.looks();
        return lives.isUnseen()
                || isDue(looks.probed(), lives.policy().history())
                || isFresh(looks.unread())
                || lives.history().isCatchingUp()
                || asksForAnAbsentRow(live)
                || live.rows().entrySet().stream().anyMatch(row -> jumpedOverAJob(row.getKey()));
    }

    @Override
    public Optional<Instant> tellsHistorySince(Instant databaseTime) {
        return lives.isUnseen() && lives.isBackfilled()
                ? Optional.of(lives.baselineAt(databaseTime))
                : Optional.empty();
    }

    @Override
    public List<HistoryQuery> historyQueries(LiveRows live, HistoryReading probe) {
        return new HistoryQuestions(lives, live).afterTheProbe(probe);
    }

    @Override
    public List<HistoryQuery> historyQueriesAgain(LiveRows live, HistoryReading read) {
        return new HistoryQuestions(lives, live).afterTheFirstPages(read);
    }

    @Override
    public boolean readsTenants(LiveRows live) {
        return isDue(lives.looks().tenants(), LifePolicy.TENANTS) || asksForAnAbsentRow(live) || hasANewTenant(live);
    }

    /** While the views settle such a fall is not told, so that it needs no second look. */
    @Override
    public boolean doubts(LiveRows live) {
        return !lives.shape().isSettling(now) && ZeroDoubt.arisesFrom(lives.told(), live);
    }

    /** Its name is worth a statement, but not one in every poll if it is not to be found. */
    private boolean hasANewTenant(LiveRows live) {
        return !lives.tenants().isEmpty()
                && isDue(lives.looks().tenants(), LifePolicy.EAGER)
                && live.rows().keySet().stream()
                        .anyMatch(key -> !lives.tenants().containsKey(key.tenant()));
    }

    /** History and tenants are asked together, or a tenant that was dropped while hidden is not known to be. */
    private boolean asksForAnAbsentRow(LiveRows live) {
        boolean areTenantsDue = isDue(lives.looks().tenants(), LifePolicy.TENANTS);
        for (Told told : lives.told().values()) {
            if (live.lacks(told.life().key())) {
                Told.Absence absence = told.absence();
                if (absence == null || areTenantsDue || isFresh(absence.since()) || isOverdue(absence)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Asked for in every poll for a while, then only by the regular probe, which may be the one that decides. */
    private boolean isFresh(@Nullable Instant since) {
        return since != null && Duration.between(since, now).compareTo(LifePolicy.EAGER) < 0;
    }

    private boolean isOverdue(Told.Absence absence) {
        return Duration.between(absence.counted(), now).compareTo(lives.policy().lostAfter()) >= 0;
    }

    /** Also where the clock was set back since, or nothing would be asked until it has caught up. */
    private boolean isDue(@Nullable Instant last, Duration interval) {
        return last == null || now.isBefore(last) || Duration.between(last, now).compareTo(interval) >= 0;
    }

    private boolean jumpedOverAJob(RowKey key) {
        if (key.kind() != RowKind.JOB || lives.told().containsKey(key)) {
            return false;
        }
        long known = Math.max(
                lives.highestJobs().getOrDefault(key.tenant(), 0L),
                lives.mark(RowKind.JOB, key.tenant()).highest());
        return key.id() > known + 1;
    }
}
