package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.fuzz.Fuzz;
import dev.backupwatch.fuzz.Guests;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Guests who may see one tenant, and strangers who show nearly what those show, say whatever they like. */
@EnabledOnOs(OS.LINUX)
class DoorFuzzIT {

    private static final int PLAIN_BUILD = 1_500;
    private static final String STREAM = "/api/v1/events?bookmarks=500ms";

    @Test
    void whateverIsShownAtTheDoorNobodySeesMoreAndNothingIsLeftOfIt() throws Exception {
        try (GuardedCluster cluster = GuardedCluster.start(
                "guarded-fuzz",
                Map.of(
                        "backupwatch.stream.stall-timeout", "3s",
                        "backupwatch.stream.tail", "1M",
                        "quarkus.http.idle-timeout", "4s"))) {
            cluster.backUp();
            Service service = cluster.service();
            Credential all = Credential.bearer(GuardedCluster.OF_ALL);
            try (SseClient listener = SseClient.open(all.on(service.uri(STREAM)))) {
                listener.transcript().awaitType("stream.bookmark");
                Endurance.prove(cluster.pid(), service, new Fuzz(PLAIN_BUILD, guests(service)));
                cluster.backups().begin(1004, 500, Map.of());
                listener.transcript().await(message -> message.subject().equals("backup/1004/500"));
                listener.transcript().assertGuarantees();
            }
            assertThat(cluster.printed())
                    .doesNotContain(" ERROR ", "Exception", "LEAK", "\tat ", GuardedCluster.OF_ORDERS);
        }
    }

    private static Guests guests(Service service) throws Exception {
        Credential orders = Credential.bearer(GuardedCluster.OF_ORDERS);
        return new Guests(
                List.of(
                        "Authorization: Bearer " + GuardedCluster.OF_ORDERS,
                        "Cookie: "
                                + Credential.session(service, GuardedCluster.OF_ORDERS)
                                        .header()
                                        .get("Cookie"),
                        "Authorization: Bearer " + GuardedCluster.ENDED),
                List.of("ticket=" + orders.ticket(service).parameter()),
                Set.of("IO error of billing", "backup/1004/", "/clusters/stage"));
    }
}
