package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.story.FreePort;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tokens of an OpenID Connect provider say themselves what may be seen. */
class ProviderIT {

    private static final String ALL_TENANTS = "\"backupwatch_tenants\":[\"*\"]";
    private static final String CLUSTERS = "/api/v1/clusters";

    private static PackagedService process;
    private static Service service;
    private static Provider provider;

    @BeforeAll
    static void theServiceStartsBeforeTheProvider() throws IOException {
        int port = FreePort.next();
        Map<String, String> settings = new TreeMap<>(Map.of(
                "backupwatch.access.mode", "oidc",
                "quarkus.oidc.auth-server-url", "http://127.0.0.1:" + port,
                "backupwatch.log.type", "memory"));
        process = QuietService.start(settings);
        service = process.awaitListening();
        assertNobodyCanBeLetIn();
        provider = Provider.start(port);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> ask(provider.token(soon(), ALL_TENANTS)).statusCode() == 200);
    }

    private static void assertNobodyCanBeLetIn() {
        HttpResponse<String> undecided = ask("a.b.c");
        assertThat(undecided.statusCode()).isEqualTo(503);
        assertThat(undecided.body()).contains("/problems/undecided");
        assertThat(undecided.headers().firstValue("Retry-After")).isPresent();
        assertThat(service.get("/q/health/ready").statusCode()).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        process.close();
        if (provider != null) {
            provider.close();
        }
    }

    @Test
    void itsClaimsSayWhatIsSeen() {
        assertThat(ask(provider.token(soon(), ALL_TENANTS)).body()).contains("\"prod\"");
        String ofProd = ALL_TENANTS + ",\"backupwatch_clusters\":[\"prod\"]";
        assertThat(ask(provider.token(soon(), ofProd)).body()).contains("\"prod\"");
        String ofAnother = ALL_TENANTS + ",\"backupwatch_clusters\":\"stage\"";
        assertThat(ask(provider.token(soon(), ofAnother)).body()).contains("\"clusters\":[]");
        HttpResponse<String> session = service.get(
                "/api/v1/session",
                "Authorization",
                "Bearer " + provider.token(soon(), "\"backupwatch_tenants\":\"orders 1004\""));
        assertThat(session.body()).contains("\"tenants\":[\"1004\",\"orders\"]").contains("\"name\":\"ann\"");
    }

    @Test
    void whatIsNoGoodTokenOfTheProviderLetsNobodyIn() {
        assertThat(ask(provider.token(soon(), "")).statusCode())
                .as("without tenants")
                .isEqualTo(401);
        Instant past = Instant.now().minusSeconds(60);
        assertThat(ask(provider.token(past, ALL_TENANTS)).statusCode())
                .as("over")
                .isEqualTo(401);
        String ofAnotherKey = provider.token(Provider.newKey(), provider.issuer(), soon(), ALL_TENANTS);
        assertThat(ask(ofAnotherKey).statusCode()).as("signed by another").isEqualTo(401);
        String ofAnother = provider.token(provider.key(), "https://elsewhere.example.com", soon(), ALL_TENANTS);
        assertThat(ask(ofAnother).statusCode()).as("of another issuer").isEqualTo(401);
        assertThat(service.get(CLUSTERS).statusCode()).isEqualTo(401);
    }

    @Test
    void aStreamEndsWithItsToken() throws Exception {
        String token = provider.token(Instant.now().plusSeconds(4), ALL_TENANTS);
        var request = Credential.bearer(token)
                .on(service.uri("/api/v1/events?bookmarks=1s"))
                .header("Accept", "application/x-ndjson")
                .build();
        Overheard heard = Overheard.of(request, text -> false);
        assertThat(heard.text()).contains("\"snapshotComplete\":true").contains("\"reason\":\"expired\"");
        assertThat(ask(token).statusCode()).isEqualTo(401);
        String metrics = service.get("/q/metrics", "Authorization", "Bearer " + provider.token(soon(), ALL_TENANTS))
                .body();
        assertThat(metrics)
                .as("it was counted as one that its reader left")
                .contains("backupwatch_streams_closed_total{reason=\"expired\"} 1.0");
    }

    private static HttpResponse<String> ask(String token) {
        return service.get(CLUSTERS, "Authorization", "Bearer " + token);
    }

    private static Instant soon() {
        return Instant.now().plusSeconds(300);
    }
}
