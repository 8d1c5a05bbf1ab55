package dev.backupwatch.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a page of another origin opens a stream with: it may stand in a URL, for it opens one, soon. The stream itself then
 * hands out stamps, beside its cursors, by which it may be gone on with for some time after it broke, here or on any replica.
 * A ticket says who had the right; whether it still lasts is to be asked then.
 */
final class Tickets {

    /** In which a ticket opens its stream. */
    static final Duration TO_OPEN = Duration.ofSeconds(30);

    /** Within which a stream may be gone on with after it was last in use. */
    static final Duration TO_GO_ON = Duration.ofMinutes(10);

    private static final String PURPOSE = "ticket";
    private static final char SEPARATOR = '|';

    private final Seal seal;
    /** Those of the last half minute that have been used, oldest first. */
    private final Map<String, Instant> used = new LinkedHashMap<>();

    Tickets(Seal seal) {
        this.seal = seal;
    }

    /**
     * A ticket that was let in.
     *
     * @param number of the ticket, which its stamps bear too
     */
    record Admitted(Grant grant, String number) {}

    Access.Ticket issue(Grant grant, Instant now) {
        Instant until = now.plus(TO_OPEN);
        String content = UUID.randomUUID().toString() + SEPARATOR + until + SEPARATOR + GrantText.write(grant);
        return new Access.Ticket(seal.close(PURPOSE, content), until);
    }

    /** @param stamp the last that the ticket's stream gave; absent for one that begins */
    Optional<Admitted> admit(String ticket, Optional<String> stamp, Instant now) {
        Optional<String> content = seal.open(PURPOSE, ticket);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = content.get().split("\\|", 3);
        Instant until = Instant.parse(parts[1]);
        boolean isGood = stamp.isPresent() ? isFresh(stamp.get(), parts[0], now) : opens(parts[0], until, now);
        return isGood ? Optional.of(new Admitted(GrantText.read(parts[2]), parts[0])) : Optional.empty();
    }

    /** Says that the ticket's stream was in use at that moment. */
    String stamp(String number, Instant now) {
        return seal.close(stampOf(number), Long.toString(now.toEpochMilli()));
    }

    private boolean isFresh(String stamp, String number, Instant now) {
        return seal.open(stampOf(number), stamp)
                .map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)))
                .filter(lastUse -> now.isBefore(lastUse.plus(TO_GO_ON)))
                .isPresent();
    }

    private synchronized boolean opens(String number, Instant until, Instant now) {
        Iterator<Instant> oldestFirst = used.values().iterator();
        while (oldestFirst.hasNext() && !now.isBefore(oldestFirst.next())) {
            oldestFirst.remove();
        }
        return now.isBefore(until) && used.put(number, until) == null;
    }

    private static String stampOf(String number) {
        return "stamp:" + number;
    }
}
