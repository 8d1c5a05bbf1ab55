package dev.backupwatch.ops;

import dev.backupwatch.eventlog.LogCondition;
import dev.backupwatch.watch.Watch;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether the log can be read, and takes what is told. Where it does not take it, the service is ready all the same: it serves
 * what it has, and nobody else would serve it better.
 */
@Readiness
@Singleton
class LogCheck implements HealthCheck {

    private final Watch watch;
    private final LogCondition log;

    @Inject
    LogCheck(Watch watch, LogCondition log) {
        this.watch = watch;
        this.log = log;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("log").status(isUp());
        log.role().ifPresent(role -> answer.withData("role", role));
        trouble()
                .ifPresentOrElse(
                        trouble -> answer.withData("state", "degraded").withData("trouble", trouble),
                        () -> answer.withData("state", "ok"));
        return answer.build();
    }

    boolean isUp() {
        return log.notReadable().isEmpty();
    }

    /** Why nothing new can be told. */
    Optional<String> trouble() {
        return log.trouble().or(log::notReadable).or(watch::trouble);
    }
}
