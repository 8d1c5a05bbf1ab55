package dev.backupwatch.eventlog.jetstream;

import dev.backupwatch.eventlog.EventLogContract;
import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.eventlog.EventLogWriter;
import dev.backupwatch.nats.NatsServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class JetStreamEventLogTest extends EventLogContract {

    private static NatsServer server;

    @TempDir
    private Path folder;

    private final List<Replica> replicas = new ArrayList<>();

    @BeforeAll
    static void startTheServer() {
        server = NatsServer.start();
    }

    @AfterAll
    static void stopTheServer() {
        server.close();
    }

    @Override
    protected EventLogReader newLog() {
        Replica replica =
                Replica.open(server.url(), "log-" + UUID.randomUUID(), folder.resolve(replicas.size() + ".db"));
        replicas.add(replica);
        return replica.log();
    }

    @Override
    protected EventLogWriter newWriter() {
        return replicas.get(replicas.size() - 1).writer();
    }

    @AfterEach
    void closeAll() {
        replicas.forEach(Replica::close);
    }
}
