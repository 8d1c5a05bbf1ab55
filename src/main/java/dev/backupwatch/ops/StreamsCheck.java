package dev.backupwatch.ops;

import dev.backupwatch.stream.Subscribers;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether new streams may begin here: no longer when the service is about to stop. */
@Readiness
@Singleton
class StreamsCheck implements HealthCheck {

    private final Subscribers subscribers;

    @Inject
    StreamsCheck(Subscribers subscribers) {
        this.subscribers = subscribers;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("streams")
                .status(isUp())
                .withData("open", subscribers.count())
                .build();
    }

    boolean isUp() {
        return !subscribers.isDraining();
    }
}
