package dev.backupwatch.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a browser is given for a token, so that it need not keep the token: a sealed cookie, good until a certain moment. */
final class Sessions {

    private static final String PURPOSE = "session";

    private final Seal seal;
    private final Duration length;

    Sessions(Seal seal, Duration length) {
        this.seal = seal;
        this.length = length;
    }

    /** It ends with the right that it stands for, if that is sooner. */
    Access.Session begin(Grant grant, Instant now) {
        Instant longest = now.plus(length);
        Instant end = grant.expires().filter(longest::isAfter).orElse(longest);
        return new Access.Session(seal.close(PURPOSE, GrantText.write(grant.until(end))), end);
    }

    /** The grant that it was begun with, ending with the session; empty where it is none, or is over. */
    Optional<Grant> read(String cookie, Instant now) {
        return seal.open(PURPOSE, cookie).map(GrantText::read).filter(grant -> !grant.isOver(now));
    }
}
