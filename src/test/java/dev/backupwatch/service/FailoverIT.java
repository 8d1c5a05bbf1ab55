package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.demo.StandIn;
import dev.backupwatch.nats.NatsCluster;
import dev.backupwatch.nats.NatsServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How soon another replica goes on. Printed: machines are shared. {@code -Dfailovers=20} for more of them. */
class FailoverIT {

    private static final int FAILOVERS = Integer.getInteger("failovers", 1);
    /** An orderly stop is not much of a failure, and an election of NATS' says more of NATS than of us. */
    private static final int OTHERS = (FAILOVERS + 1) / 2;

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final String STREAM = "backupwatch";

    @TempDir
    Path folder;

    private StandIn standIn;
    private Connection admin;
    private BusyCluster cluster;
    private NatsCluster nats;
    private Replicas replicas;

    @BeforeAll
    static void natsIsThere() {
        NatsServer.require();
    }

    @BeforeEach
    void start() throws Exception {
        standIn = StandIn.start(
                Path.of("target", "failover"), StandIn.Setup.of4301().keepingProgramsIn(Path.of("target", "mariadb")));
        admin = standIn.connect();
        cluster = BusyCluster.prepare(standIn, new Random().nextLong());
        nats = NatsCluster.start();
        replicas = Replicas.prepare(standIn, nats, folder);
        replicas.start();
        cluster.start();
    }

    @AfterEach
    void end() throws Exception {
        replicas.close();
        nats.close();
        cluster.close();
        admin.close();
        standIn.close();
    }

    @Test
    void aStandbyGoesOnWhenTheReplicaThatPollsIsKilled() throws Exception {
        Times times = endThePollerAgainAndAgain(FAILOVERS, Replica::kill);
        System.out.printf(
                "%d kills of the polling replica: the next poll after %s, its news at a reader after %s%n",
                FAILOVERS, times.untilPoll(), times.untilTold());
    }

    @Test
    void aStandbyGoesOnWhenTheReplicaThatPollsIsStoppedInOrder() throws Exception {
        Times times = endThePollerAgainAndAgain(OTHERS, Replica::stop);
        // It polls on while it drains, so there is always news.
        System.out.printf(
                "%d orderly stops of the polling replica: another polls after %s%n", OTHERS, times.untilPoll());
    }

    @Test
    void theReplicasGoOnWhenTheLogsOwnLeaderIsKilled() throws Exception {
        List<Duration> untilTold = new ArrayList<>();
        try (var listeners = Listeners.to(replicas.all())) {
            for (int i = 0; i < OTHERS; i++) {
                listeners.awaitSomethingOf(Instant.now());
                int leader = nats.leaderOf(STREAM);
                Instant killed = Instant.now();
                nats.kill(leader);
                untilTold.add(Duration.between(killed, listeners.awaitSomethingOf(killed)));
                nats.restart(leader);
                nats.awaitHealthy();
            }
        }
        System.out.printf(
                "%d kills of the NATS server that leads the log: news at a reader after %s%n",
                OTHERS, Spread.of(untilTold));
        assertThat(untilTold).allMatch(time -> time.compareTo(LONGEST) < 0);
    }

    private interface End {
        void of(Replica replica) throws InterruptedException;
    }

    private record Times(Spread untilPoll, Spread untilTold) {}

    private Times endThePollerAgainAndAgain(int count, End end) throws Exception {
        var polls = new PollLog(admin);
        List<Duration> untilPoll = new ArrayList<>();
        List<Duration> untilTold = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Replica poller = replicas.of(polls.awaitPoller());
            try (var listeners = Listeners.to(replicas.allBut(poller))) {
                listeners.awaitSomethingOf(Instant.now());
                Instant began = Instant.now();
                end.of(poller);
                untilPoll.add(
                        Duration.between(began, polls.awaitFirst(poller.login()).at()));
                untilTold.add(Duration.between(began, listeners.awaitSomethingOf(began)));
            }
            poller.start();
            replicas.awaitReady();
        }
        assertThat(untilTold).allMatch(time -> time.compareTo(LONGEST) < 0);
        return new Times(Spread.of(untilPoll), Spread.of(untilTold));
    }
}
