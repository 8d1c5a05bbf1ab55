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

    private static final int FAILOVERS = Integer.getInteger("failovers", 5);
    /** Each takes longer, and says more of NATS than of us. */
    private static final int ELECTIONS = (FAILOVERS + 1) / 2;

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
        var polls = new PollLog(admin);
        List<Duration> untilPoll = new ArrayList<>();
        List<Duration> untilTold = new ArrayList<>();
        for (int i = 0; i < FAILOVERS; i++) {
            Replica poller = replicas.of(polls.awaitPoller());
            try (var listeners = Listeners.to(replicas.allBut(poller))) {
                listeners.awaitSomethingOf(Instant.now());
                Instant killed = Instant.now();
                poller.kill();
                untilPoll.add(Duration.between(
                        killed, polls.awaitFirst(poller.login()).at()));
                untilTold.add(Duration.between(killed, listeners.awaitSomethingOf(killed)));
            }
            poller.start();
            replicas.awaitReady();
        }
        System.out.printf(
                "%d kills of the polling replica: the next poll after %s, its news at a reader after %s%n",
                FAILOVERS, Spread.of(untilPoll), Spread.of(untilTold));
        assertThat(untilTold).allMatch(time -> time.compareTo(LONGEST) < 0);
    }

    @Test
    void theReplicasGoOnWhenTheLogsOwnLeaderIsKilled() throws Exception {
        List<Duration> untilTold = new ArrayList<>();
        try (var listeners = Listeners.to(replicas.all())) {
            for (int i = 0; i < ELECTIONS; i++) {
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
                ELECTIONS, Spread.of(untilTold));
        assertThat(untilTold).allMatch(time -> time.compareTo(LONGEST) < 0);
    }
}
