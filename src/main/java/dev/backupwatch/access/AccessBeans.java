package dev.backupwatch.access;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;

/** What the transports are handed. */
@Singleton
class AccessBeans {

    @Produces
    @Singleton
    Access access(
            AccessConfig config,
            InstantSource clock,
            ScheduledExecutorService scheduler,
            Instance<ProviderTokens> ofProvider) {
        Rights rights = switch (config.mode()) {
            case NONE -> new NobodyAsked();
            case TOKEN -> new Tokens(config.tokens(), clock);
            case OIDC -> ofProvider.get();
        };
        return new Access(config, rights, new Followed.Time(clock, scheduler));
    }

    @Produces
    @Singleton
    RightsMemory memory(AccessConfig config) {
        return new RightsMemory(Path.of(config.memory()));
    }
}
