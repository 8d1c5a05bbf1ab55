package dev.backupwatch.service;

import dev.backupwatch.demo.StandIn;
import dev.backupwatch.nats.NatsCluster;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Three that share a log. */
record Replicas(List<Replica> all) implements AutoCloseable {

    static final String LOGIN = "replica";

    private static final int COUNT = 3;

    /** They do not run yet. */
    static Replicas prepare(StandIn standIn, NatsCluster nats, Path folder) throws SQLException {
        List<Replica> all = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            String login = LOGIN + i;
            createLogin(login, standIn);
            all.add(Replica.prepare(login, standIn, nats, folder));
        }
        return new Replicas(List.copyOf(all));
    }

    void start() {
        all.forEach(Replica::start);
        awaitReady();
    }

    void awaitReady() {
        all.forEach(Replica::awaitReady);
    }

    Replica of(String login) {
        return all.stream()
                .filter(replica -> replica.login().equals(login))
                .findFirst()
                .orElseThrow();
    }

    List<Replica> allBut(Replica other) {
        return all.stream().filter(replica -> !replica.equals(other)).toList();
    }

    @Override
    public void close() {
        all.forEach(Replica::close);
    }

    /** With the monitor's password and what it may do. */
    private static void createLogin(String login, StandIn standIn) throws SQLException {
        try (Connection admin = standIn.connect();
                Statement statement = admin.createStatement()) {
            statement.execute("CREATE USER %s IDENTIFIED BY '%s'".formatted(login, standIn.monitorPassword()));
            statement.execute("GRANT SELECT ON oceanbase.* TO " + login);
            statement.execute("GRANT EXECUTE ON FUNCTION oceanbase.OB_VERSION TO " + login);
        }
    }
}
