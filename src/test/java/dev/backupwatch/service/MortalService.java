package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.demo.StandIn;
import dev.backupwatch.story.FreePort;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The packaged service with one log and one port, killed and started again. */
final class MortalService implements AutoCloseable {

    private final Map<String, String> settings;
    private final int port;
    private int starts;
    private @Nullable PackagedService process;

    /** @param drain over which time an orderly stop ends the streams */
    MortalService(StandIn standIn, Path log, Duration drain) {
        port = FreePort.next();
        settings = new HashMap<>(StandInCluster.settings(standIn));
        settings.put("backupwatch.log.path", log.toString());
        settings.put("backupwatch.stream.drain", drain.toString());
        settings.put("quarkus.http.port", Integer.toString(port));
    }

    /** From its next start on. */
    MortalService set(String key, String value) {
        settings.put(key, value);
        return this;
    }

    Service http() {
        return new Service(URI.create("http://127.0.0.1:" + port));
    }

    int starts() {
        return starts;
    }

    PackagedService start(Duration clockOffset) {
        assertThat(process).as("a service that runs already").isNull();
        Map<String, String> all = new HashMap<>(settings);
        all.put("backupwatch.clock.offset", clockOffset.toString());
        starts++;
        PackagedService started = PackagedService.start(all);
        process = started;
        return started;
    }

    /** By SIGTERM; and it ends by itself. */
    void stop() throws InterruptedException {
        PackagedService running = process;
        process = null;
        if (running != null) {
            running.stop();
        }
    }

    void kill() {
        PackagedService running = process;
        process = null;
        if (running != null) {
            running.close();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
