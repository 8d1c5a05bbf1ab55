package dev.backupwatch.eventlog;

import dev.backupwatch.eventlog.LogConfig.JetStream;
import dev.backupwatch.eventlog.jetstream.JetStreamSettings;
import dev.backupwatch.eventlog.jetstream.JetStreamSettings.Login;
import dev.backupwatch.eventlog.sqlite.Retention;
import dev.backupwatch.settings.Findings;
import dev.backupwatch.settings.Rules;
import java.time.Duration;
import java.util.List;

final class LogRules implements Rules<LogConfig> {

    private static final List<String> ANY_SERVER = List.of("nats://host:4222");
    private static final String ANY_NAME = "any";
    private static final Duration ANY_LEASE = Duration.ofSeconds(2);

    @Override
    public void check(LogConfig settings, Findings findings) {
        LogConfig.Retention retention = settings.retention();
        findings.accepts("retention.age", () -> new Retention(retention.age(), Long.MAX_VALUE));
        findings.accepts(
                "retention.size",
                () -> new Retention(Duration.ofDays(1), retention.size().asLongValue()));
        checkServers(settings, findings);
        checkStream(settings.jetstream(), findings);
        checkLogin(settings.jetstream(), findings);
    }

    private static void checkServers(LogConfig settings, Findings findings) {
        findings.expects(
                "jetstream.servers",
                "is needed, as nats://host:4222, because backupwatch.log.type is jetstream",
                () -> settings.type() != LogConfig.Type.JETSTREAM
                        || settings.jetstream().servers().isPresent());
        // Whoever names servers believes the log to be shared and kept there.
        findings.expects(
                "jetstream.servers",
                "has no effect: set backupwatch.log.type to jetstream",
                () -> settings.type() == LogConfig.Type.JETSTREAM
                        || settings.jetstream().servers().isEmpty());
    }

    private static void checkStream(JetStream keys, Findings findings) {
        findings.accepts(
                "jetstream.name", () -> new JetStreamSettings(ANY_SERVER, keys.name(), 1, ANY_LEASE, Login.NONE));
        findings.accepts(
                "jetstream.replicas",
                () -> new JetStreamSettings(ANY_SERVER, ANY_NAME, keys.replicas(), ANY_LEASE, Login.NONE));
        findings.accepts(
                "jetstream.lease", () -> new JetStreamSettings(ANY_SERVER, ANY_NAME, 1, keys.lease(), Login.NONE));
    }

    private static void checkLogin(JetStream keys, Findings findings) {
        findings.expectsFile("jetstream.credentials", keys::credentials);
        findings.expects(
                "jetstream.credentials",
                "and a username are set: only one of them may be",
                () -> keys.credentials().isEmpty() || keys.username().isEmpty());
        findings.expects(
                "jetstream.username",
                "is needed, because a password is set",
                () -> keys.password().isEmpty() || keys.username().isPresent());
    }
}
