package dev.backupwatch.ops;

import dev.backupwatch.source.ClusterCheck;
import dev.backupwatch.source.ClusterTarget;
import dev.backupwatch.source.Clusters;
import dev.backupwatch.source.Finding;
import dev.backupwatch.source.SourceConfig;
import io.smallrye.config.SmallRyeConfig;
import io.vertx.mutiny.core.Vertx;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Tries the configuration out against the clusters. Nothing of the service is started for it: it listens nowhere, and
 * touches no log.
 */
record CheckCommand(PrintStream to) {

    private static final int WELL = 0;
    private static final int NOT_WELL = 1;

    /** @return the process's exit status */
    int run() {
        SmallRyeConfig config;
        List<ClusterTarget> targets;
        try {
            config = ConfigurationFiles.read();
            targets = Clusters.configured(config.getConfigMapping(SourceConfig.class));
        } catch (MistakenConfigurationException mistaken) {
            to.println(mistaken.getMessage());
            return NOT_WELL;
        } catch (IllegalArgumentException mistakes) {
            to.println(new MistakenConfigurationException(List.of(String.valueOf(mistakes.getMessage()))).getMessage());
            return NOT_WELL;
        }
        if (targets.isEmpty()) {
            to.println(Startup.WHAT_TO_SET);
            return NOT_WELL;
        }
        return check(targets, new SystemClock().clock(config.getConfigMapping(ClockConfig.class)));
    }

    private int check(List<ClusterTarget> targets, InstantSource clock) {
        Vertx vertx = ClusterCheck.ownVertx();
        List<String> unwell = new ArrayList<>();
        for (ClusterTarget target : targets) {
            to.println(heading(target));
            List<Finding> findings = new ClusterCheck(vertx, target, clock)
                    .findings()
                    .subscribeAsCompletionStage()
                    .join();
            findings.stream().map(CheckCommand::line).forEach(to::println);
            to.println();
            if (!findings.stream().allMatch(Finding::isWell)) {
                unwell.add(target.name().value());
            }
        }
        to.println(
                unwell.isEmpty()
                        ? "All is well: %d of %1$d clusters can be watched.".formatted(targets.size())
                        : "Not all is well: %d of %d clusters cannot be watched (%s)."
                                .formatted(unwell.size(), targets.size(), String.join(", ", unwell)));
        vertx.closeAndForget();
        return unwell.isEmpty() ? WELL : NOT_WELL;
    }

    private static String heading(ClusterTarget target) {
        return "cluster %s at %s, user %s"
                .formatted(target.name(), target.address(), target.login().username());
    }

    private static String line(Finding finding) {
        String verdict = switch (finding.verdict()) {
            case OK -> "ok";
            case NOTE -> "note";
            case FAILED -> "FAILED";
            case NOT_TRIED -> "not tried";
        };
        return "  %-11s %-10s %s"
                .formatted(finding.step().name().toLowerCase(java.util.Locale.ROOT), verdict, finding.words())
                .stripTrailing();
    }
}
