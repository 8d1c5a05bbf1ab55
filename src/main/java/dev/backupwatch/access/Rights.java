package dev.backupwatch.access;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Who has which right: the part in which the modes differ. */
interface Rights {

    /** What that bearer token gives just now; empty where it gives nothing. Fails where that cannot be found out just now. */
    Uni<Optional<Grant>> of(String bearer);

    /** What is left of a grant by now, which may be more, less, or nothing. */
    Optional<Grant> now(Grant earlier);
}
