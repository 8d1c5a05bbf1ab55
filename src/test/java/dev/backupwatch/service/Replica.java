package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.demo.StandIn;
import dev.backupwatch.nats.CuttableLink;
import dev.backupwatch.nats.NatsCluster;
import dev.backupwatch.nats.NatsServer;
import dev.backupwatch.story.FreePort;
import dev.backupwatch.story.Signal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * One of several packaged services that share a log in NATS, with a port, a copy of the log and ways to NATS of its own. It
 * reads the cluster under a login of its own too, so that the database server can say who polled when.
 */
final class Replica implements AutoCloseable {

    static final Duration LEASE = Duration.ofSeconds(2);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String login;
    private final int port = FreePort.next();
    private final List<CuttableLink> links;
    private final Map<String, String> settings;
    private int starts;
    private @Nullable PackagedService process;

    private Replica(String login, List<CuttableLink> links, Map<String, String> settings) {
        this.login = login;
        this.links = links;
        this.settings = settings;
    }

    /** It does not run yet. */
    static Replica prepare(String login, StandIn standIn, NatsCluster nats, Path folder) {
        List<CuttableLink> links = nats.servers().stream()
                .map(NatsServer::port)
                .map(CuttableLink::to)
                .toList();
        String servers = links.stream().map(CuttableLink::url).collect(Collectors.joining(","));
        Map<String, String> settings = new HashMap<>(StandInCluster.settings(standIn));
        settings.put("backupwatch.clusters.\"prod\".username", login);
        settings.put("backupwatch.log.type", "jetstream");
        settings.put("backupwatch.log.jetstream.servers", servers);
        settings.put("backupwatch.log.jetstream.replicas", Integer.toString(links.size()));
        settings.put("backupwatch.log.jetstream.lease", LEASE.toString());
        settings.put(
                "backupwatch.log.jetstream.copy", folder.resolve(login + ".db").toString());
        settings.put("backupwatch.stream.drain", "300ms");
        var replica = new Replica(login, links, settings);
        settings.put("quarkus.http.port", Integer.toString(replica.port));
        return replica;
    }

    /** Also what the database server knows it by. */
    String login() {
        return login;
    }

    Service http() {
        return new Service(URI.create("http://127.0.0.1:" + port));
    }

    int starts() {
        return starts;
    }

    void start() {
        assertThat(process).as("%s runs already", login).isNull();
        starts++;
        process = PackagedService.start(settings);
    }

    /** It has read the log to its end. */
    void awaitReady() {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .failFast(this::assertRuns)
                .ignoreExceptions()
                .until(() -> http().get("/q/health/ready").statusCode() == 200);
    }

    /** That it did not end by itself. */
    void assertRuns() {
        PackagedService running = running();
        assertThat(running.isAlive())
                .as(() -> login + ":\n" + running.printed())
                .isTrue();
    }

    /** By SIGTERM; and it ends by itself. */
    void stop() throws InterruptedException {
        PackagedService running = running();
        process = null;
        running.stop();
    }

    void kill() {
        PackagedService running = running();
        process = null;
        running.close();
    }

    /** In the midst of what it does; its connections stay, and it learns nothing of the time that passes. */
    void pause() {
        Signal.STOP.to(running().pid());
    }

    void resume() {
        Signal.CONT.to(running().pid());
    }

    /** From NATS alone: readers and the database still reach it, and it reaches them. */
    void cut(CuttableLink.State how) {
        links.forEach(link -> link.cut(how));
    }

    void mend() {
        links.forEach(CuttableLink::mend);
    }

    @Override
    public void close() {
        if (process != null) {
            kill();
        }
        links.forEach(CuttableLink::close);
    }

    private PackagedService running() {
        PackagedService running = process;
        if (running == null) {
            throw new AssertionError(login + " does not run");
        }
        return running;
    }
}
