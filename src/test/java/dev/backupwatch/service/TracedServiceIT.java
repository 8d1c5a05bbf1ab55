package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.backupwatch.service.OtlpReceiver.Traced;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a collector gets of a poll from the cluster to the streams. */
class TracedServiceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void aChangeNamesTheTraceOfThePollThatFoundItAndOfItsWayToTheStreams() throws Exception {
        try (OtlpReceiver collector = OtlpReceiver.start();
                var process = QuietService.start(Map.of(
                        "backupwatch.tracing.endpoint", collector.endpoint().toString()))) {
            Service service = process.awaitListening();
            try (SseClient client = SseClient.open(service.uri("/api/v1/events?cursor=oldest"))) {
                client.transcript().awaitType("source.degraded");
                String[] traceparent = client.transcript().changes().stream()
                        .filter(change -> change.is("source.degraded"))
                        .map(change -> change.json().get("traceparent").asText())
                        .findFirst()
                        .orElseThrow()
                        .split("-", -1);

                assertThat(traceparent).hasSize(4).startsWith("00").endsWith("01");
                Traced append = awaitSpan(collector, "append", traceparent[1]);
                assertThat(append.span()).isEqualTo(traceparent[2]);
                assertThat(awaitSpan(collector, "poll", traceparent[1]))
                        .isEqualTo(new Traced("poll", append.trace(), append.parent(), ""));
                assertThat(awaitSpan(collector, "deliver", traceparent[1]).parent())
                        .isEqualTo(append.span());
            }
            process.stop();
            assertThat(process.printed()).doesNotContain("ERROR");
        }
    }

    private static Traced awaitSpan(OtlpReceiver collector, String name, String trace) {
        await().atMost(PATIENCE).until(() -> !spans(collector, name, trace).isEmpty());
        return spans(collector, name, trace).get(0);
    }

    private static List<Traced> spans(OtlpReceiver collector, String name, String trace) {
        return collector.spans().stream()
                .filter(span -> span.name().equals(name) && span.trace().equals(trace))
                .toList();
    }
}
