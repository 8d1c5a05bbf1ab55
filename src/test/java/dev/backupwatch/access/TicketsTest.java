package dev.backupwatch.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.Visibility;
import dev.backupwatch.story.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TicketsTest {

    private static final Instant NOW = ManualClock.START;
    private static final Duration TICK = Duration.ofMillis(1);
    private static final String KEY = "a key that all replicas have, long enough";
    private static final Grant GRANT = new Grant(
            "shop", "c1", new Visibility(Set.of("prod"), Set.of("orders")), Optional.of(NOW.plusSeconds(3600)), false);

    private final Tickets tickets = new Tickets(new Seal(Optional.of(KEY)));
    private final Tickets replica = new Tickets(new Seal(Optional.of(KEY)));
    private final String ticket = tickets.issue(GRANT, NOW).text();

    @Test
    void aTicketOpensOneStream() {
        assertThat(begin(tickets, NOW))
                .hasValueSatisfying(admitted -> assertThat(admitted.grant()).isEqualTo(GRANT));
        assertThat(begin(tickets, NOW)).isEmpty();
    }

    @Test
    void itOpensItOnEveryReplica() {
        assertThat(begin(replica, NOW)).isPresent();
    }

    @Test
    void itOpensNoneAfterHalfAMinute() {
        assertThat(begin(tickets, NOW.plus(Tickets.TO_OPEN))).isEmpty();
        assertThat(begin(tickets, NOW.plus(Tickets.TO_OPEN).minus(TICK))).isPresent();
    }

    @Test
    void itsStreamIsGoneOnWithForTenMinutesAfterItsLastUseHereAndOnEveryReplica() {
        String number = begin(tickets, NOW).orElseThrow().number();
        Instant lastUse = NOW.plus(Duration.ofHours(5));
        String stamp = tickets.stamp(number, lastUse);

        Instant end = lastUse.plus(Tickets.TO_GO_ON);
        assertThat(replica.admit(ticket, Optional.of(stamp), end.minus(TICK))).isPresent();
        assertThat(tickets.admit(ticket, Optional.of(stamp), end.minus(TICK))).isPresent();
        assertThat(replica.admit(ticket, Optional.of(stamp), end)).isEmpty();
    }

    @Test
    void aStampIsWorthNothingWithAnotherTicket() {
        String number = begin(tickets, NOW).orElseThrow().number();
        String stamp = tickets.stamp(number, NOW);
        String other = tickets.issue(GRANT, NOW).text();
        assertThat(tickets.admit(other, Optional.of(stamp), NOW)).isEmpty();
    }

    @Test
    void neitherASessionNorNonsenseIsATicket() {
        Seal seal = new Seal(Optional.of(KEY));
        String session =
                new Sessions(seal, Duration.ofHours(1)).begin(GRANT, NOW).cookie();
        for (String text : new String[] {session, "", "x", ticket + "x", ticket.substring(1), ticket + ticket}) {
            assertThat(tickets.admit(text, Optional.empty(), NOW)).as(text).isEmpty();
        }
    }

    @Test
    void withoutACommonKeyAnotherReplicaDoesNotKnowIt() {
        var stranger = new Tickets(new Seal(Optional.empty()));
        assertThat(begin(stranger, NOW)).isEmpty();
    }

    @Test
    void whoSeesATicketSeesNothingOfItsRight() {
        assertThat(new String(
                        java.util.Base64.getUrlDecoder().decode(ticket), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("orders")
                .doesNotContain("shop");
    }

    private Optional<Tickets.Admitted> begin(Tickets at, Instant now) {
        return at.admit(ticket, Optional.empty(), now);
    }
}
