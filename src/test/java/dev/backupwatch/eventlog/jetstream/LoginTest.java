package dev.backupwatch.eventlog.jetstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.eventlog.jetstream.JetStreamSettings.Login;
import dev.backupwatch.nats.NatsServer;
import dev.backupwatch.nats.NatsSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that asks who comes. */
class LoginTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final NatsSetup GUARDED =
            NatsSetup.named("guarded").with("authorization { user: \"watch\", password: \"right\" }");

    @TempDir
    private Path folder;

    @Test
    void whoIsKnownIsLetInAndWhoIsNotIsToldWhyWithoutTheSecret() {
        try (NatsServer server = NatsServer.start(GUARDED);
                Replica known = Replica.open(server.url(), "log", folder.resolve("known.db"), login("right"));
                Replica unknown = Replica.open(server.url(), "log", folder.resolve("unknown.db"), login("wrong"))) {
            assertThat(known.writer().open().await().atMost(PATIENCE).head().value())
                    .isZero();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(unknown.log().condition().trouble())
                            .hasValueSatisfying(trouble -> assertThat(trouble)
                                    .containsIgnoringCase("auth")
                                    .doesNotContain("wrong")));
            assertThat(unknown.log().condition().notReadable()).isPresent();
        }
    }

    private static Login login(String password) {
        return new Login(Optional.empty(), Optional.of("watch"), Optional.of(password), false);
    }
}
