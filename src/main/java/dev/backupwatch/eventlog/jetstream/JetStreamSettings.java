package dev.backupwatch.eventlog.jetstream;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where a replicated log is.
 *
 * @param servers addresses of NATS servers, any of which leads to all
 * @param name of the stream; the buckets and subjects begin with it
 * @param replicas on how many servers each record is kept: 1, 3 or 5
 * @param lease how long nobody else writes after the writer was last heard of
 */
public record JetStreamSettings(List<String> servers, String name, int replicas, Duration lease, Login login) {

    private static final Duration SHORTEST_LEASE = Duration.ofMillis(500);

    /** @param credentials a file with a user's JWT and key */
    public record Login(Optional<Path> credentials, Optional<String> username, Optional<String> password, boolean tls) {

        public static final Login NONE = new Login(Optional.empty(), Optional.empty(), Optional.empty(), false);

        @Override
        public String toString() {
            return "Login[username=%s]".formatted(username);
        }
    }

    public JetStreamSettings {
        servers = List.copyOf(servers);
        if (servers.isEmpty()) {
            throw new IllegalArgumentException(
                    "no NATS server is named: set backupwatch.log.jetstream.servers=nats://host:4222");
        }
        if (name.isEmpty() || !name.chars().allMatch(JetStreamSettings::isAllowed)) {
            throw new IllegalArgumentException(
                    "backupwatch.log.jetstream.name is made of A-Z, a-z, 0-9, '_' and '-', but is: " + name);
        }
        if (replicas != 1 && replicas != 3 && replicas != 5) {
            throw new IllegalArgumentException("backupwatch.log.jetstream.replicas is 1, 3 or 5, not " + replicas);
        }
        if (lease.compareTo(SHORTEST_LEASE) < 0) {
            throw new IllegalArgumentException(
                    "backupwatch.log.jetstream.lease must be at least %s, but is %s".formatted(SHORTEST_LEASE, lease));
        }
    }

    private static boolean isAllowed(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    }

    String subject() {
        return name + ".log";
    }

    String attestations() {
        return name + ".attest";
    }

    String leases() {
        return name + "-lease";
    }

    String checkpoints() {
        return name + "-checkpoints";
    }
}
