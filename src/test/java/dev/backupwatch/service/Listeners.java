package dev.backupwatch.service;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;

/** One at each of some replicas, who say when they first heard of what was polled after a moment. */
record Listeners(List<Follower> each) implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static Listeners to(List<Replica> replicas) {
        return new Listeners(replicas.stream().map(Listeners::follow).toList());
    }

    private static Follower follow(Replica replica) {
        var lines = new JdkLines(replica.http().uri("/api/v1/events?bookmarks=500ms"));
        return ResumingClient.start(replica.login(), lines, new Reading());
    }

    /** By the first of them. */
    Instant awaitSomethingOf(Instant moment) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> heard(moment), Optional::isPresent)
                .orElseThrow();
    }

    @Override
    public void close() {
        each.forEach(Follower::close);
    }

    private Optional<Instant> heard(Instant since) {
        return each.stream()
                .flatMap(listener -> listener.transcript().messages().stream()
                        .filter(message -> message.at().isAfter(since) && isOf(message, since))
                        .findFirst()
                        .stream())
                .map(Received::at)
                .min(Instant::compareTo);
    }

    private static boolean isOf(Received message, Instant since) {
        String asOf = message.isChange()
                ? message.json().get("time").asText()
                : message.data().at("/sources/prod/asOf").asText();
        return !asOf.isEmpty() && Instant.parse(asOf).isAfter(since);
    }
}
