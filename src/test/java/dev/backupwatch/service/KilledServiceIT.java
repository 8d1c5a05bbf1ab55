package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.demo.StandIn;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service, killed at any moment and started again, while clients that are not ours hold on to it. */
class KilledServiceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration DRAIN = Duration.ofMillis(300);

    private final KillPlan plan = KillPlan.drawn();
    private final Reading reading = new Reading();
    private int kills;
    private int stops;

    @TempDir
    Path folder;

    @Test
    void noClientLosesOrRepeatsAnythingHoweverOftenTheServiceIsKilled() throws Exception {
        Curl.require();
        System.out.printf("kills are drawn with -Dkills.seed=%d%n", plan.seed());
        try (StandIn standIn = StandIn.start(
                        Path.of("target", "killed"),
                        StandIn.Setup.of4301().keepingProgramsIn(Path.of("target", "mariadb")));
                Connection admin = standIn.connect();
                var cluster = BusyCluster.prepare(standIn, plan.seed());
                var service = new MortalService(standIn, log(), DRAIN)) {
            Ledger before = Ledger.of(admin);
            service.start(Duration.ZERO).awaitListening();
            service.http().awaitPoll();
            List<Follower> clients = follow(service.http());
            BusyCluster.Running backups = cluster.start();
            killAndStartAgain(service, clients);
            backups.stop();

            var verdict = new Verdict(service.http(), Ledger.of(admin).since(before), clients);
            verdict.awaitEverythingTold(PATIENCE);
            int events = verdict.assertNothingIsLostOrRepeated();
            clients.forEach(Follower::close);
            service.kill();
            EpochTable.assertOneForEachStartThatWrote(log(), verdict.log(), service.starts());
            report(service, clients, events);
        }
    }

    /** The last start is not killed. */
    private void killAndStartAgain(MortalService service, List<Follower> clients) throws InterruptedException {
        PackagedService process = null;
        while (!plan.isOver(kills)) {
            if (process == null) {
                awaitNews(clients);
            } else if (plan.isDuringTheStart()) {
                assertThat(process.endsWithin(plan.whileItStarts()))
                        .as(process.printed())
                        .isFalse();
            } else {
                process.awaitListening();
                assertThat(process.endsWithin(plan.whileItWorks()))
                        .as(process.printed())
                        .isFalse();
            }
            end(service);
            process = service.start(plan.offset());
        }
        if (process != null) {
            process.awaitListening();
        }
    }

    private void end(MortalService service) throws InterruptedException {
        if (plan.isPolite()) {
            service.stop();
            stops++;
        } else {
            service.kill();
            kills++;
        }
    }

    /** Before the first kill each client has got something, so that each has something to lose. */
    private static void awaitNews(List<Follower> clients) {
        for (Follower client : clients) {
            client.transcript().awaitType("backup.task.progressed");
        }
    }

    private List<Follower> follow(Service service) {
        URI sse = service.uri("/api/v1/events?cursor=oldest&bookmarks=1s");
        URI lines = service.uri("/api/v1/events?bookmarks=1s");
        URI socket = URI.create(
                service.uri("/api/v1/events/ws?bookmarks=1s").toString().replaceFirst("^http", "ws"));
        return List.of(
                ResumingClient.start("curl", new Curl(sse), reading),
                EventSourceClient.start(sse, reading),
                ResumingClient.start("HttpClient, NDJSON", new JdkLines(lines), reading),
                ResumingClient.start("WebSocket", new JdkSocket(socket), reading));
    }

    private Path log() {
        return folder.resolve("backupwatch.db");
    }

    private void report(MortalService service, List<Follower> clients, int events) {
        String connections = clients.stream()
                .map(client -> "%s %d times".formatted(client.name(), client.connections()))
                .collect(Collectors.joining(", "));
        System.out.printf(
                "%d kills, %d orderly stops, %d starts, %d clients (connected: %s), %d events, none lost, none repeated, in %d s%n",
                kills,
                stops,
                service.starts(),
                clients.size(),
                connections,
                events,
                plan.elapsed().toSeconds());
    }
}
