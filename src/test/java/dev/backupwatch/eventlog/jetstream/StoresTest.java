package dev.backupwatch.eventlog.jetstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backupwatch.nats.NatsServer;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.api.StreamConfiguration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made at the first start, and what somebody else made. */
class StoresTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static NatsServer server;

    @TempDir
    private Path folder;

    private final String name = "log-" + UUID.randomUUID();

    @BeforeAll
    static void startTheServer() {
        server = NatsServer.start();
    }

    @AfterAll
    static void stopTheServer() {
        server.close();
    }

    @Test
    @SuppressWarnings("try") // NATS connections may be interrupted while they close
    void whatIsMissingIsMadeAndKeepsEverythingUntilTheWriterRemovesIt() throws Exception {
        try (Replica replica = Replica.open(server.url(), name, folder.resolve("copy.db"));
                Connection other = Nats.connect(server.url())) {
            Awaitility.await().atMost(PATIENCE).until(() -> isMade(other));
            StreamConfiguration made =
                    other.jetStreamManagement().getStreamInfo(name).getConfiguration();
            assertThat(made.getMaxAge()).isEqualTo(Duration.ZERO);
            assertThat(made.getMaxBytes()).isEqualTo(-1);
            assertThat(made.getSubjects()).containsExactly(name + ".log");
        }
    }

    @Test
    void aStreamThatForgetsByItselfIsRefusedWithAReason() throws Exception {
        assertRefused(made -> made.maxAge(Duration.ofDays(1)), "limit of its own");
    }

    @Test
    void aStreamOfOtherSubjectsIsRefusedWithAReason() throws Exception {
        assertRefused(made -> made.subjects("something.else." + name), "subjects");
    }

    @Test
    void settingsThatCannotBeMeantAreRefused() {
        assertThatThrownBy(() -> settings(List.of(), "a", 1, Duration.ofSeconds(2)))
                .hasMessageContaining("backupwatch.log.jetstream.servers");
        assertThatThrownBy(() -> settings(List.of("nats://a"), "a.b", 1, Duration.ofSeconds(2)))
                .hasMessageContaining("name");
        assertThatThrownBy(() -> settings(List.of("nats://a"), "a", 2, Duration.ofSeconds(2)))
                .hasMessageContaining("1, 3 or 5");
        assertThatThrownBy(() -> settings(List.of("nats://a"), "a", 1, Duration.ofMillis(499)))
                .hasMessageContaining("lease");
    }

    @Test
    void aPasswordIsInNoText() {
        var login = new JetStreamSettings.Login(Optional.empty(), Optional.of("me"), Optional.of("hidden"), false);
        assertThat(new JetStreamSettings(List.of("nats://a"), "a", 1, Duration.ofSeconds(2), login).toString())
                .doesNotContain("hidden");
    }

    @SuppressWarnings("try") // NATS connections may be interrupted while they close
    private void assertRefused(UnaryOperator<StreamConfiguration.Builder> how, String reason) throws Exception {
        try (Connection other = Nats.connect(server.url())) {
            var usual = StreamConfiguration.builder().name(name).subjects(name + ".log");
            other.jetStreamManagement().addStream(how.apply(usual).build());
        }
        try (Replica replica = Replica.open(server.url(), name, folder.resolve("copy.db"))) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(replica.log().condition().trouble())
                            .hasValueSatisfying(trouble ->
                                    assertThat(trouble).contains(name).contains(reason)));
        }
    }

    private boolean isMade(Connection other) throws Exception {
        return other.jetStreamManagement().getStreamNames().contains(name);
    }

    private static JetStreamSettings settings(List<String> servers, String name, int replicas, Duration lease) {
        return new JetStreamSettings(servers, name, replicas, lease, JetStreamSettings.Login.NONE);
    }
}
