package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a newcomer sees first, at a faster pace: dev mode without a configured cluster. */
@QuarkusTest
@TestProfile(DemoTest.DevMode.class)
class DemoTest {

    public static class DevMode implements QuarkusTestProfile {

        @Override
        public String getConfigProfile() {
            return "dev";
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            // Longer than the pause between two polls while nothing runs: shorter ones may all come and go in between.
            return Map.of(
                    "backupwatch.demo.pace", "8s",
                    "backupwatch.demo.pause", "1s",
                    "backupwatch.demo.folder", "target/demo-test",
                    "backupwatch.log.path", StandInCluster.ownLog());
        }
    }

    @TestHTTPResource
    URI base;

    @Test
    void backupsRunAndEndInTheStandInCluster() throws Exception {
        try (SseClient client = SseClient.open(new Service(base).uri("/api/v1/events?cursor=oldest"))) {
            Transcript told = client.transcript();
            told.await(message -> message.is("backup.task.progressed"));
            Received ending = told.await(message -> message.isChange()
                    && message.shortType().startsWith("backup.job.")
                    && message.data().path("observed").asText().equals("history"));
            assertThat(ending.data().get("cluster").asText()).isEqualTo("demo");
            assertThat(ending.data().get("tenantName").asText()).isNotEmpty();
            told.assertGuarantees();
        }
    }

    @Test
    void aFortnightIsThereToLookBackOn() {
        var service = new Service(base);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> service.json("/api/v1/tenants/days?days=16").has("knownSince"));

        JsonNode answer = service.json("/api/v1/tenants/days?days=16");
        assertThat(Instant.parse(answer.path("knownSince").asText()))
                .isBefore(Instant.parse(answer.path("knownUntil").asText()).minus(Duration.ofDays(14)));
        Instant before = Instant.parse(answer.path("knownUntil").asText()).minus(Duration.ofHours(12));
        assertThat(ended(service, "tenant=orders&backup=full,inc", before)).hasSize(14);
        assertThat(ended(service, "tenant=crm", before)).hasSize(13);
        assertThat(ended(service, "tenant=billing&result=failed", before)).hasSize(1);
        assertThat(ended(service, "tenant=sys&backup=inc", before)).hasSize(3);
        assertThat(ended(service, "tenant=reports", before)).isEmpty();
    }

    private static JsonNode ended(Service service, String filter, Instant before) {
        return service.json("/api/v1/jobs?%s&until=%s".formatted(filter, before))
                .path("jobs");
    }
}
