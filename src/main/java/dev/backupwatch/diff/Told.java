package dev.backupwatch.diff;

import dev.backupwatch.event.Identity;
import dev.backupwatch.event.Life;
import dev.backupwatch.event.Row;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row as the world was last told of it.
 *
 * @param since when its present STATUS was told
 * @param absence present while the row is in neither view
 */
public record Told(
        Identity identity,
        Life life,
        Row row,
        Instant since,
        @Nullable Absence absence) {

    /**
     * @param since when the row was first missed
     * @param counted from when on the time until it is told as lost counts: its tenant was NORMAL from then on
     */
    public record Absence(Instant since, Instant counted) {

        /** Where the clock was set back meanwhile, the time counts anew. */
        Absence noLaterThan(Instant now) {
            return counted.isAfter(now) ? new Absence(since.isAfter(now) ? now : since, now) : this;
        }
    }

    Told absent(@Nullable Absence absence) {
        return new Told(identity, life, row, since, absence);
    }

    Told named(@Nullable String tenantName) {
        return new Told(identity.named(tenantName), life, row, since, absence);
    }

    Told now(Row row, Instant since) {
        return new Told(identity, life, row, since, null);
    }
}
