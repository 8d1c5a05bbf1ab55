package dev.backupwatch.ops;

import dev.backupwatch.watch.Watch;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether the log takes what is told. Where it does not, the service is ready all the same: it serves what it has, and
 * nobody else would serve it better.
 */
@Readiness
@Singleton
class LogCheck implements HealthCheck {

    private final Watch watch;

    @Inject
    LogCheck(Watch watch) {
        this.watch = watch;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("log").up();
        watch.trouble()
                .ifPresentOrElse(
                        trouble -> answer.withData("state", "degraded").withData("trouble", trouble),
                        () -> answer.withData("state", "ok"));
        return answer.build();
    }
}
