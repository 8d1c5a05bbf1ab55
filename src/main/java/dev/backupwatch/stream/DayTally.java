package dev.backupwatch.stream;

import dev.backupwatch.wire.DaysEncoder;
import dev.backupwatch.wire.RowGlance;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts jobs by the day on which they ended. Used by one thread at a time. */
final class DayTally {

    private final DaysQuestion.Stretch stretch;
    private final Map<TenantPlace, SortedMap<LocalDate, DaysEncoder.Day>> days = new HashMap<>();

    DayTally(DaysQuestion.Stretch stretch) {
        this.stretch = stretch;
    }

    void add(Found job) {
        Found.Ending ending = Objects.requireNonNull(job.ending(), "it has ended");
        RowGlance row = RowGlance.at(job.json());
        LocalDate date = stretch.dayOf(ending.time(row));
        if (stretch.has(date)) {
            days.computeIfAbsent(TenantPlace.of(job.identity()), tenant -> new TreeMap<>())
                    .computeIfAbsent(date, day -> new DaysEncoder.Day())
                    .add(job.key().id(), ending.verb(), row.backupType());
        }
    }

    /** Only days on which any ended. */
    SortedMap<LocalDate, DaysEncoder.Day> of(TenantPlace tenant) {
        return days.getOrDefault(tenant, new TreeMap<>());
    }
}
