package dev.backupwatch.insight;

import dev.backupwatch.diff.Lives;
import dev.backupwatch.diff.Observation;
import java.time.Instant;
import java.util.List;

/**
 * What a poll could see, without what it saw.
 *
 * @param at the database's clock before the first view was read
 * @param isWhole whether all tenants were read: where one was not, nothing is said to stand still or to be missing
 * @param readsHistory whether all that has ended is known now
 */
public record Sight(Instant at, boolean isWhole, boolean readsHistory) {

    /** @param next as they are after that poll */
    public static Sight of(Observation whole, Lives next) {
        return new Sight(whole.live().databaseTime(), true, whole.history().isPresent() && next.isHistoryRead());
    }

    /** @param parts at least one */
    public static Sight of(List<Observation> parts) {
        return new Sight(parts.get(0).live().databaseTime(), false, false);
    }
}
