package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.demo.StandIn;
import dev.backupwatch.nats.NatsCluster;
import dev.backupwatch.nats.NatsServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three packaged services and three NATS servers, to which everything happens that can, and clients that are not ours and
 * that care as little as a load balancer which service they get.
 */
class ReplicasIT {

    private static final int ROUNDS_OF_CLIENTS = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** For which a stream may end on a replica that stops, or that is cut off from the log; its reader goes elsewhere. */
    private static final Set<String> FAREWELLS = Set.of("draining", "unreadable", "too-slow");

    private final HarmPlan plan = HarmPlan.drawn();
    private final Reading reading = new Reading();

    @TempDir
    Path folder;

    @BeforeAll
    static void everythingIsThere() {
        Curl.require();
        NatsServer.require();
    }

    @Test
    void oneLogIsToldByAllWhateverHappensToAnyOfThem() throws Exception {
        System.out.printf("harm is drawn with -Dreplicas.seed=%d%n", plan.seed());
        try (StandIn standIn = StandIn.start(
                        Path.of("target", "replicas"),
                        StandIn.Setup.of4301().keepingProgramsIn(Path.of("target", "mariadb")));
                Connection admin = standIn.connect();
                var cluster = BusyCluster.prepare(standIn, plan.seed());
                var nats = NatsCluster.start();
                var replicas = Replicas.prepare(standIn, nats, folder)) {
            Ledger before = Ledger.of(admin);
            var polls = new PollLog(admin);
            polls.begin();
            replicas.start();
            List<Service> services = replicas.all().stream().map(Replica::http).toList();
            services.get(0).awaitPoll();
            List<Follower> clients =
                    new RoamingClients(services, reading).start(ROUNDS_OF_CLIENTS, plan.randomOf("clients"));
            BusyCluster.Running backups = cluster.start();
            clients.forEach(client -> client.transcript().awaitType("backup.task.progressed"));
            List<Harm> harms = new Torment(plan).of(replicas, nats);
            replicas.awaitReady();
            nats.awaitHealthy();
            backups.stop();

            var verdict = new Verdict(services.get(0), Ledger.of(admin).since(before), clients, FAREWELLS);
            verdict.awaitEverythingTold(PATIENCE);
            int events = verdict.assertNothingIsLostOrRepeated();
            clients.forEach(Follower::close);
            for (Service other : services) {
                verdict.awaitSameLogAt(other, PATIENCE);
            }
            PollTurns turns = PollTurns.of(polls.polls(), Replica.LEASE);
            assertThat(turns.longestOverlap()).as("%s", turns.overlaps()).isLessThanOrEqualTo(Replica.LEASE);
            int epochs = EpochTable.assertEachIsOnePiece(verdict.log());
            report(harms, clients);
            System.out.printf(
                    "%d events in %d epochs, none lost, none repeated, one log at all replicas; %d turns to poll, of which %d"
                            + " overlapped with another's, at most for %d ms; in %d s%n",
                    events,
                    epochs,
                    turns.turns().size(),
                    turns.overlaps().size(),
                    turns.longestOverlap().toMillis(),
                    plan.elapsed().toSeconds());
        }
    }

    private static void report(List<Harm> harms, List<Follower> clients) {
        Map<String, Long> counts = harms.stream()
                .map(Harm::name)
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        int connections = clients.stream().mapToInt(Follower::connections).sum();
        System.out.printf(
                "harm done: %s; %d clients were connected %d times to one replica after the other%n",
                counts, clients.size(), connections);
    }
}
