package dev.backupwatch.nats;

import dev.backupwatch.story.FreePort;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** Three servers that elect their leaders. */
public final class NatsCluster implements AutoCloseable {

    private static final int SIZE = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<NatsServer> servers;

    private NatsCluster(List<NatsServer> servers) {
        this.servers = servers;
    }

    /** Returns when it is healthy. */
    public static NatsCluster start() {
        NatsServer.require();
        List<Integer> ports =
                IntStream.range(0, SIZE).mapToObj(each -> FreePort.next()).toList();
        String routes =
                ports.stream().map("\"nats://127.0.0.1:%d\""::formatted).collect(Collectors.joining(", ", "[", "]"));
        var cluster = new NatsCluster(IntStream.range(0, SIZE)
                .mapToObj(each -> NatsServer.prepare(setup(each, ports.get(each), routes)))
                .toList());
        cluster.servers.forEach(NatsServer::launch);
        cluster.awaitHealthy();
        return cluster;
    }

    /** Clients are not told of the other servers: whoever is cut off from those that it knows shall find no way around. */
    private static NatsSetup setup(int index, int port, String routes) {
        return NatsSetup.named("n" + index)
                .with("cluster { name: test, listen: \"127.0.0.1:%d\", no_advertise: true, routes: %s }"
                        .formatted(port, routes));
    }

    public List<NatsServer> servers() {
        return servers;
    }

    public String urls() {
        return servers.stream().map(NatsServer::url).collect(Collectors.joining(","));
    }

    /** All that run have caught up and agree on one leader. */
    public void awaitHealthy() {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .failFast(this::assertMostRun)
                .until(this::isHealthy);
    }

    /** By SIGKILL. */
    public void kill(int index) {
        servers.get(index).kill();
    }

    /** With what it stored. It has not caught up yet when this returns. */
    public void restart(int index) {
        servers.get(index).launch();
    }

    /** The server that leads this stream; waits where none does. */
    public int leaderOf(String stream) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> indexOfLeader(stream), index -> index >= 0);
    }

    @Override
    public void close() {
        servers.forEach(NatsServer::close);
    }

    private boolean isHealthy() {
        List<NatsServer> running = running();
        Set<String> leaders =
                running.stream().map(server -> server.monitoring().metaLeader()).collect(Collectors.toSet());
        Set<String> names = running.stream().map(NatsServer::name).collect(Collectors.toSet());
        return leaders.size() == 1
                && names.containsAll(leaders)
                && running.stream().allMatch(server -> server.monitoring().isHealthy());
    }

    /** Of one that was killed the others speak until they have elected another. */
    private int indexOfLeader(String stream) {
        for (NatsServer server : running()) {
            String leader = server.monitoring().leaderOf(stream);
            for (NatsServer each : running()) {
                if (each.name().equals(leader)) {
                    return servers.indexOf(each);
                }
            }
        }
        return -1;
    }

    private void assertMostRun() {
        if (running().size() <= SIZE / 2) {
            throw new AssertionError(servers.stream()
                    .map(server -> server.name() + ":\n" + server.printed())
                    .collect(Collectors.joining("\n", "most servers have ended\n", "")));
        }
    }

    private List<NatsServer> running() {
        return servers.stream().filter(NatsServer::isRunning).toList();
    }
}
