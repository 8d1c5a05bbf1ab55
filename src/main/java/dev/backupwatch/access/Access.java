package dev.backupwatch.access;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Who asks, and what that allows. */
public final class Access {

    private static final Logger LOG = Logger.getLogger(Access.class);

    private final boolean isOpen;
    private final InstantSource clock;
    private final Sessions sessions;
    private final Tickets tickets;
    private final Ration ration = new Ration();
    private final AtomicReference<Rights> rights;
    private final Followed followed;

    Access(AccessConfig config, Rights rights, Followed.Time time) {
        var seal = new Seal(config.key());
        this.isOpen = config.mode() == AccessConfig.Mode.NONE;
        this.clock = time.clock();
        this.sessions = new Sessions(seal, config.session());
        this.tickets = new Tickets(seal);
        this.rights = new AtomicReference<>(rights);
        this.followed = new Followed(this::now, time);
    }

    /** Whether everybody may see everything. */
    public boolean isOpen() {
        return isOpen;
    }

    public Uni<Verdict> judge(Shown shown) {
        if (isOpen) {
            return Uni.createFrom().item(granted(Grant.ANONYMOUS, admitted(shown)));
        }
        if (shown.bearer().isPresent()) {
            return judge(shown.bearer().get(), shown.address());
        }
        Verdict verdict = shown.session().isPresent()
                ? sessions.read(shown.session().get(), clock.instant())
                        .flatMap(this::now)
                        .map(grant -> granted(grant, Optional.empty()))
                        .orElse(Verdict.Refused.AT_ONCE)
                : ticket(shown);
        return Uni.createFrom().item(verdict);
    }

    private Uni<Verdict> judge(String bearer, String address) {
        if (!ration.permits(address)) {
            return Uni.createFrom().item(new Verdict.Exhausted());
        }
        return rights().of(bearer)
                .map(found -> found.map(grant -> granted(grant, Optional.empty()))
                        .orElseGet(() -> new Verdict.Refused(ration.failed(address, clock.instant()))))
                .onFailure()
                .recoverWithItem(Access::unknown);
    }

    private static Verdict unknown(Throwable failure) {
        LOG.warnf("nobody with a token of the provider can be let in just now: %s", failure.toString());
        return new Verdict.Unknown();
    }

    private Verdict ticket(Shown shown) {
        Optional<Tickets.Admitted> admitted = admitted(shown);
        return admitted.map(Tickets.Admitted::grant)
                .flatMap(this::now)
                .map(grant -> granted(grant, admitted))
                .orElse(Verdict.Refused.AT_ONCE);
    }

    private Optional<Tickets.Admitted> admitted(Shown shown) {
        return shown.ticket().flatMap(ticket -> tickets.admit(ticket, shown.stamp(), clock.instant()));
    }

    private Verdict granted(Grant grant, Optional<Tickets.Admitted> ticket) {
        return new Verdict.Granted(new Caller(
                grant, ticket.map(admitted -> () -> tickets.stamp(admitted.number(), clock.instant()))));
    }

    /** By the clock that rights end by. */
    public Instant now() {
        return clock.instant();
    }

    /** Who waited for a refusal has been told it. */
    public void refused(String address) {
        ration.answered(address);
    }

    /** A session's cookie for somebody who was let in. */
    public Session session(Grant grant) {
        return sessions.begin(grant, clock.instant());
    }

    /** One stream's ticket for somebody who was let in. */
    public Ticket ticket(Grant grant) {
        return tickets.issue(grant, clock.instant());
    }

    /**
     * Tells when a grant becomes another one, or ends: then with nothing, once.
     *
     * @param changed called on any thread
     * @return ends that
     */
    public Runnable follow(Grant grant, Consumer<Optional<Grant>> changed) {
        return followed.follow(grant, changed);
    }

    /**
     * Takes the tokens of another configuration for its own, once it is run; those whose rights are followed are told. Where
     * none are asked for, nothing.
     *
     * @throws IllegalArgumentException with the key of a digest that is none
     */
    public Runnable exchanging(AccessConfig other) {
        if (!(rights() instanceof Tokens)) {
            return () -> {};
        }
        Tokens tokens = new Tokens(other.tokens(), clock);
        return () -> grant(tokens);
    }

    /** From now on others have these rights. */
    void grant(Rights others) {
        rights.set(others);
        followed.look();
    }

    private Rights rights() {
        return Objects.requireNonNull(rights.get());
    }

    /** What is left of a grant, which does not outlast the session that it was found in. */
    private Optional<Grant> now(Grant earlier) {
        return rights().now(earlier)
                .map(grant -> grant.endingWith(earlier))
                .filter(grant -> !grant.isOver(clock.instant()));
    }

    /** @param end when it is over */
    public record Session(String cookie, Instant end) {

        @Override
        public String toString() {
            return "Session[until %s]".formatted(end);
        }
    }

    /** @param until it opens a stream */
    public record Ticket(String text, Instant until) {

        @Override
        public String toString() {
            return "Ticket[until %s]".formatted(until);
        }
    }
}
