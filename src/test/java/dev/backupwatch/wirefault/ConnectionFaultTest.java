package dev.backupwatch.wirefault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.diff.PollOutcome;
import dev.backupwatch.diff.PollOutcome.Incomplete;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What may become of a connection before a poll, between two, and in its middle. */
class ConnectionFaultTest extends WireTest {

    @BeforeEach
    void aBackupRuns() throws SQLException {
        new BackupRows(views).written();
    }

    @Test
    void aConnectionThatTheServerClosedInThePoolIsNotUsedAgain() {
        List<Object> known = rows(pollWell());
        proxy.closeConnections();
        awaitConnections(0);

        assertThat(rows(pollWell())).isEqualTo(known);
        awaitConnections(1);
    }

    @Test
    void aConnectionThatWentSilentInThePoolCostsOnePoll() {
        List<Object> known = rows(pollWell());
        proxy.silenceConnections();

        pollBadly("timeout");
        assertThat(rows(pollWell())).isEqualTo(known);
        awaitConnections(1);
    }

    @Test
    void aServerThatAcceptsAndNeverGreetsIsGivenUpInTime() {
        proxy.acceptWithoutGreeting();

        Incomplete incomplete = pollBadly("timeout");
        assertThat(incomplete.trouble().message()).contains("log in");
        awaitConnections(0);

        proxy.calm();
        pollWell();
        awaitConnections(1);
    }

    @Test
    void aSessionThatCannotBeSetUpIsGivenUpInTime() {
        proxy.next(statement -> statement.startsWith("SET"), Fault.NEVER_ANSWER);

        pollBadly("timeout");
        pollWell();
        awaitConnections(1);
    }

    @Test
    void aTrickleIsCutOffWhenItsPollIsOver() {
        pollWell();
        proxy.next(statement -> statement.contains("CDB_OB_BACKUP_JOBS"), Fault.TRICKLE);

        pollBadly("timeout");

        awaitConnections(0);
    }

    @Test
    void aSourceThatIsClosedInAPollLeavesNothingBehind() throws InterruptedException {
        pollWell();
        proxy.next(Fault.NEVER_ANSWER);
        var arrived = new CountDownLatch(1);
        proxy.beforeEachStatement(statement -> arrived.countDown());
        var outcome = new CompletableFuture<PollOutcome>();
        source.poll(new ReadsAll()).subscribe().with(outcome::complete);
        arrived.await();

        source.close();

        assertThat(outcome.join()).isInstanceOf(Incomplete.class);
        awaitConnections(0);
        assertThat(poll()).isInstanceOf(Incomplete.class);
        assertThat(proxy.connections()).isZero();
    }

    @Test
    void aVersionThatWasNotToldInTimeIsAskedForAgain() {
        proxy.next(statement -> statement.contains("OB_VERSION"), Fault.delay(Duration.ofMillis(1_100)));

        pollBadly("timeout");
        assertThat(poll())
                .isInstanceOfSatisfying(
                        PollOutcome.Complete.class,
                        complete -> assertThat(complete.facts().version()).isEqualTo("4.2.1.10"));
    }

    @Test
    void aServerWithoutTheVersionFunctionIsReadWithoutAVersion() {
        proxy.next(statement -> statement.contains("OB_VERSION"), Fault.error(1305, "FUNCTION does not exist"));

        assertThat(poll())
                .isInstanceOfSatisfying(
                        PollOutcome.Complete.class,
                        complete -> assertThat(complete.facts().version()).isEmpty());
    }

    @Test
    void aBrokenConnectionIsToldByThePollAndPrintsNoStackTrace() {
        var printed = new ByteArrayOutputStream();
        PrintStream terminal = System.err;
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            pollWell();
            proxy.next(Fault.RESET);
            pollBadly("connection_lost");
            proxy.next(Fault.WRONG_PACKET);
            pollBadly("connection_lost");
            proxy.next(statement -> statement.startsWith("SET"), Fault.RESET);
            poll();
        } finally {
            System.setErr(terminal);
        }

        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
