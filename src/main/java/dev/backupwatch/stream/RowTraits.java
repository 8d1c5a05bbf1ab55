package dev.backupwatch.stream;

import dev.backupwatch.event.Encoded;
import dev.backupwatch.event.RowVerb;
import dev.backupwatch.wire.RowGlance;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What is asked of rows themselves, beside whose they are. Values of one set are alternatives, and an empty set asks for
 * nothing in particular.
 *
 * @param backups values of BACKUP_TYPE, as FULL
 * @param results how the row left the state; only rows that have ended are meant then
 * @param since of rows that ended then or later; only they are meant then
 * @param until of rows that ended before; only they are meant then
 */
public record RowTraits(Set<String> backups, Set<RowVerb> results, Optional<Instant> since, Optional<Instant> until) {

    public static final RowTraits ANY = new RowTraits(Set.of(), Set.of(), Optional.empty(), Optional.empty());

    /** @throws BadRequestException if no time is both */
    public RowTraits {
        backups = Set.copyOf(backups);
        results = Set.copyOf(results);
        if (since.isPresent() && until.isPresent() && since.get().isAfter(until.get())) {
            throw BadRequestException.filter("since=%s is after until=%s".formatted(since.get(), until.get()));
        }
    }

    boolean areOfEnded() {
        return !results.isEmpty() || since.isPresent() || until.isPresent();
    }

    /** Looks into the row's bytes only where what stands beside them leaves it open. */
    boolean accept(Found row) {
        Found.Ending ending = row.ending();
        if (ending == null) {
            return !areOfEnded() && acceptBackup(row.json());
        }
        if (!results.isEmpty() && !results.contains(ending.verb())) {
            return false;
        }
        if (backups.isEmpty() && since.isEmpty() && until.isEmpty()) {
            return true;
        }
        RowGlance glance = RowGlance.at(row.json());
        return acceptBackup(glance) && acceptTime(ending.time(glance));
    }

    private boolean acceptBackup(Encoded row) {
        return backups.isEmpty() || acceptBackup(RowGlance.at(row));
    }

    private boolean acceptBackup(RowGlance row) {
        return backups.isEmpty() || (row.backupType() != null && backups.contains(row.backupType()));
    }

    private boolean acceptTime(Instant end) {
        return since.map(from -> !end.isBefore(from)).orElse(true)
                && until.map(to -> end.isBefore(to)).orElse(true);
    }
}
