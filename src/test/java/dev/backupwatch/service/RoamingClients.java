package dev.backupwatch.service;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Foreign clients of all kinds that hold on to no replica, but to their cursor. */
record RoamingClients(List<Service> replicas, Reading reading) {

    private static final String EVENTS = "/api/v1/events?bookmarks=1s";
    private static final String SOCKET = "/api/v1/events/ws?bookmarks=1s";

    /** @param rounds four clients each */
    List<Follower> start(int rounds, Random random) {
        List<Follower> clients = new ArrayList<>();
        for (int i = 1; i <= rounds; i++) {
            clients.add(resuming(
                    "curl " + i, at(EVENTS + "&cursor=oldest").map(Curl::new).toList(), random));
            clients.add(resuming(
                    "HttpClient, NDJSON " + i, at(EVENTS).map(JdkLines::new).toList(), random));
            clients.add(resuming(
                    "WebSocket " + i, at(SOCKET).map(RoamingClients::socket).toList(), random));
            clients.add(EventSourceClient.start(
                    new RoamingEventSource(at(EVENTS + "&cursor=oldest").toList(), new Random(random.nextLong())),
                    reading));
        }
        return clients;
    }

    private Follower resuming(String name, List<? extends ResumingClient.Connection> ways, Random random) {
        return ResumingClient.start(name, new Roaming(ways, new Random(random.nextLong())), reading);
    }

    private Stream<URI> at(String pathAndQuery) {
        return replicas.stream().map(replica -> replica.uri(pathAndQuery));
    }

    private static JdkSocket socket(URI uri) {
        return new JdkSocket(URI.create(uri.toString().replaceFirst("^http", "ws")));
    }
}
