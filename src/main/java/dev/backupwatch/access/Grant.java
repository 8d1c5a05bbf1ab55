package dev.backupwatch.access;

import dev.backupwatch.event.Visibility;
import java.time.Instant;
import java.util.Optional;

/**
 * What somebody may do, and until when.
 *
 * @param subject who it is
 * @param credential which of the subject's credentials gave it, as far as it may be told: another one is another right
 * @param expires the right has ended by then; absent where it does not
 * @param isAdmin whether the configuration may be reloaded
 */
public record Grant(
        String subject, String credential, Visibility visibility, Optional<Instant> expires, boolean isAdmin) {

    /** Where nobody is asked. */
    public static final Grant ANONYMOUS = new Grant("anonymous", "", Visibility.ALL, Optional.empty(), false);

    /** It ends at that moment, not after it. */
    public boolean isOver(Instant now) {
        return expires.isPresent() && !now.isBefore(expires.get());
    }

    Grant until(Instant end) {
        return new Grant(subject, credential, visibility, Optional.of(end), isAdmin);
    }

    /** The same right, for no longer than that one lasts. */
    Grant endingWith(Grant earlier) {
        return earlier.expires()
                .filter(end -> expires.map(end::isBefore).orElse(true))
                .map(this::until)
                .orElse(this);
    }
}
