package dev.backupwatch.bench.delivery;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs the scenarios that {@code -Dbench.delivery} names; {@code -Dbench.peer=nchan} runs the same loads there too. */
public final class DeliveryBenchmark {

    private DeliveryBenchmark() {}

    public static List<String> run() throws Exception {
        Settings asked = Settings.ofProperties();
        boolean isPeerMissing = asked.peer().isPresent() && !Nchan.isInstalled();
        Settings settings = isPeerMissing
                ? new Settings(asked.scenarios(), Optional.empty(), asked.seconds(), asked.rounds())
                : asked;
        Path folder = Path.of(System.getProperty("bench.folder", "target/bench"), "delivery");
        Files.createDirectories(folder);
        var findings = new Findings();
        try (WatchedRows rows = WatchedRows.start(folder);
                ReaderCrew crew = ReaderCrew.start()) {
            var around = new Surroundings(settings, rows, crew, findings, folder);
            new SteadyScenarios(around).run();
            new BurstScenario(around).run();
            new FastScenario(around).run();
            new IdleScenario(around).run();
            new StormScenarios(around).run();
        }
        List<String> lines = new ArrayList<>(List.of(
                "delivery: events that %d s long get from a poll to its readers; all share %d processors"
                        .formatted(settings.seconds(), Runtime.getRuntime().availableProcessors()),
                OutcomeTable.heading()));
        lines.addAll(findings.lines());
        if (isPeerMissing) {
            lines.add("  " + Nchan.HOW_TO_GET_IT);
        }
        return lines;
    }
}
