package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the contract says of the WebSocket, asked of the running service. */
@QuarkusTest
@WithTestResource(StandInCluster.class)
class SocketContractTest extends WatchedClusterTest {

    private static final int TOO_BIG = 1009;

    @Test
    void itBeginsWithoutAWordFromTheClient() throws Exception {
        try (SocketClient client = SocketClient.open(service.uri("/api/v1/events/ws"))) {
            client.transcript().awaitType("stream.bookmark");
            assertThat(client.transcript().messages().get(0).shortType()).isEqualTo("stream.snapshot");
            long job = startJob();
            client.transcript().await(message -> message.subject().equals("backup/1002/" + job));
            client.transcript().assertGuarantees();
        }
    }

    @Test
    void aNewSubscriptionIsAnsweredByItsIdAndNothingOfTheOldStreamFollows() throws Exception {
        try (SocketClient client = SocketClient.open(service.uri("/api/v1/events/ws?snapshot=false"))) {
            client.transcript().awaitType("stream.bookmark");
            client.say(
                    "{\"action\":\"subscribe\",\"id\":\"a1\",\"filter\":{\"tenant\":[1004],\"type\":[\"backup.job\"]},\"snapshot\":false}");
            Received answer = client.transcript().awaitType("stream.subscribed");
            assertThat(answer.data().get("id").asText()).isEqualTo("a1");
            startJob();
            client.say("{\"action\":\"ping\",\"id\":\"a2\"}");
            client.transcript()
                    .await(message -> message.data().path("id").asText().equals("a2"));
            List<Received> after = client.transcript().messages();
            assertThat(after.subList(after.indexOf(answer), after.size())).noneMatch(Received::isChange);
        }
    }

    @Test
    void aPingIsAnsweredByABookmarkWithItsId() throws Exception {
        try (SocketClient client = SocketClient.open(service.uri("/api/v1/events/ws"))) {
            client.say("{\"action\":\"ping\",\"id\":\"p1\"}");
            Received pong = client.transcript()
                    .await(message -> message.data().path("id").asText().equals("p1"));
            assertThat(pong.shortType()).isEqualTo("stream.bookmark");
            assertThat(pong.data().at("/sources/prod/state").asText()).isEqualTo("ok");
        }
    }

    @Test
    void whatCannotBeReadIsAnsweredByAProblemAndTheConnectionStays() throws Exception {
        try (SocketClient client = SocketClient.open(service.uri("/api/v1/events/ws?snapshot=false"))) {
            List<String> nonsense = List.of(
                    "hello",
                    "[]",
                    "{}",
                    "{\"action\":\"dance\",\"id\":\"n\"}",
                    "{\"action\":\"subscribe\",\"filtre\":{}}",
                    "{\"action\":\"subscribe\",\"filter\":{\"job\":[\"x\"]}}",
                    "{\"action\":\"subscribe\",\"filter\":{\"cluster\":[\"nope\"]}}");
            for (String text : nonsense) {
                client.say(text);
            }
            client.say("{\"action\":\"ping\",\"id\":\"still there\"}");
            client.transcript()
                    .await(message -> message.data().path("id").asText().equals("still there"));
            long problems = client.transcript().messages().stream()
                    .filter(message -> message.is("stream.problem"))
                    .count();
            assertThat(problems).isEqualTo(nonsense.size());
            long job = startJob();
            client.transcript().await(message -> message.subject().equals("backup/1002/" + job));
        }
    }

    @Test
    void aMessageOver16KiBClosesTheConnection() throws Exception {
        try (SocketClient client = SocketClient.open(service.uri("/api/v1/events/ws"))) {
            client.transcript().awaitType("stream.bookmark");
            client.say("{\"action\":\"ping\",\"id\":\"" + "x".repeat(17_000) + "\"}");
            assertThat(client.closed().get(10, TimeUnit.SECONDS)).isEqualTo(TOO_BIG);
        }
    }
}
