package dev.backupwatch.ops;

import dev.backupwatch.event.SourceState;
import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.eventlog.SourceAttestation;
import io.smallrye.health.api.HealthGroup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * How each cluster is read, for people, at {@code /q/health/group/sources}: in neither live nor ready, for whoever subscribes
 * needs the history just the more while a cluster cannot be read. Down while any is degraded.
 */
@HealthGroup("sources")
@Singleton
class SourcesCheck implements HealthCheck {

    private final EventLogReader log;
    private final Troubles troubles;
    private final InstantSource clock;

    @Inject
    SourcesCheck(EventLogReader log, Troubles troubles, InstantSource clock) {
        this.log = log;
        this.troubles = troubles;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        Collection<SourceAttestation> sources = log.attested().sources().values();
        var answer = HealthCheckResponse.named("sources")
                .status(sources.stream().noneMatch(source -> source.state() == SourceState.DEGRADED));
        Instant now = clock.instant();
        sources.forEach(source -> tell(source, now, answer));
        return answer.build();
    }

    private void tell(SourceAttestation source, Instant now, HealthCheckResponseBuilder answer) {
        String name = source.cluster().value();
        answer.withData(name + ".state", source.state().wireName());
        Instant asOf = source.asOf();
        if (asOf != null) {
            answer.withData(name + ".asOf", asOf.toString());
            answer.withData(
                    name + ".lagSeconds",
                    Math.max(0, Duration.between(asOf, now).toSeconds()));
        }
        if (source.state() != SourceState.OK) {
            troubles.of(source.cluster()).ifPresent(words -> answer.withData(name + ".trouble", words));
        }
    }
}
