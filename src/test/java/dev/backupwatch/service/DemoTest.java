package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
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
}
