package dev.backupwatch.service;

import dev.backupwatch.nats.NatsCluster;
import dev.backupwatch.service.Tormentor.Victim;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** All that is done to the replicas and to their NATS, at the same time. */
record Torment(HarmPlan plan) {

    private static final Duration REST_OF_A_REPLICA = Duration.ofSeconds(12);
    private static final Duration REST_OF_NATS = Duration.ofSeconds(15);

    /** Returns when it is over and all is made good again; a failure of a victim ends it. What was done stands in a diary too. */
    List<Harm> of(Replicas replicas, NatsCluster nats) throws IOException, InterruptedException, ExecutionException {
        Stream<Victim> ours = replicas.all().stream()
                .map(each -> new Victim(each.login(), Harm.to(each), REST_OF_A_REPLICA, each::assertRuns));
        List<Victim> victims = Stream.concat(ours, Stream.of(new Victim("nats", Harm.to(nats), REST_OF_NATS, () -> {})))
                .toList();
        ExecutorService executor = Executors.newFixedThreadPool(victims.size());
        Path diary = Files.createTempFile(Path.of("target"), "replicas-", ".diary");
        try (var written = new PrintStream(Files.newOutputStream(diary), true, StandardCharsets.UTF_8)) {
            return doneBy(
                    victims.stream()
                            .map(victim -> new Tormentor(victim, plan.randomOf(victim.name()), written))
                            .toList(),
                    new ExecutorCompletionService<>(executor));
        } finally {
            executor.shutdownNow();
        }
    }

    private List<Harm> doneBy(List<Tormentor> tormentors, CompletionService<List<Harm>> service)
            throws InterruptedException, ExecutionException {
        var over = new CountDownLatch(1);
        tormentors.forEach(each -> service.submit(() -> each.untilItIs(over)));
        Future<List<Harm>> failed = service.poll(plan.duration().toMillis(), TimeUnit.MILLISECONDS);
        over.countDown();
        if (failed != null) {
            return failed.get();
        }
        List<Harm> all = new ArrayList<>();
        for (Tormentor ignored : tormentors) {
            all.addAll(service.take().get());
        }
        return all;
    }
}
