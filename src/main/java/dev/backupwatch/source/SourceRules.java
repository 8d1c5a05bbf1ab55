package dev.backupwatch.source;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.settings.Findings;
import dev.backupwatch.settings.Rules;
import dev.backupwatch.source.ClusterTarget.Address;
import dev.backupwatch.source.SourceConfig.Cluster;
import dev.backupwatch.source.SourceConfig.Poll;
import dev.backupwatch.source.SourceConfig.Tls;
import java.time.Duration;
import java.util.function.Supplier;

/** Of each cluster by itself. */
final class SourceRules implements Rules<SourceConfig> {

    @Override
    public void check(SourceConfig settings, Findings findings) {
        settings.clusters().forEach((name, cluster) -> {
            Findings own = findings.below("clusters", name);
            own.accepts("", () -> new ClusterName(name));
            own.accepts("url", () -> Address.of(cluster.url()));
            checkPace(cluster, cluster.poll(), own);
            checkEncryption(cluster, own);
        });
    }

    private static void checkPace(Cluster cluster, Poll poll, Findings own) {
        expectsTime("timeout", cluster::timeout, own);
        expectsTime("poll.active", poll::active, own);
        expectsTime("poll.idle", poll::idle, own);
        expectsTime("poll.history", poll::history, own);
    }

    private static void expectsTime(String key, Supplier<Duration> duration, Findings own) {
        own.expects(
                key,
                "must be longer than 0",
                () -> !duration.get().isZero() && !duration.get().isNegative());
    }

    private static void checkEncryption(Cluster cluster, Findings own) {
        own.expectsFile("tls-trust", cluster::tlsTrust);
        own.expects(
                "tls-trust",
                "is needed, a PEM file of the certificates to trust, because tls is verify-ca or verify-identity",
                () -> cluster.tlsTrust().isPresent() || !cluster.tls().name().startsWith("VERIFY"));
        // Whoever names certificates believes the connection to be encrypted.
        own.expects(
                "tls-trust",
                "has no effect, because tls is disabled: set tls to verify-ca or verify-identity",
                () -> cluster.tlsTrust().isEmpty() || cluster.tls() != Tls.DISABLED);
    }
}
