package dev.backupwatch.ops;

import dev.backupwatch.access.Access;
import dev.backupwatch.access.AccessConfig;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** Tokens can come, change and go while the service runs. */
@Singleton
class AccessReload implements Reloadable {

    private final Access access;

    @Inject
    AccessReload(Access access) {
        this.access = access;
    }

    @Override
    public boolean reads(String key) {
        return key.startsWith("backupwatch.access.tokens.");
    }

    /** How it is known who asks stays as it was at the start, and so do tokens that are not asked for. */
    @Override
    public Prepared prepare(SmallRyeConfig fresh) {
        AccessConfig config = fresh.getConfigMapping(AccessConfig.class);
        try {
            Runnable exchange = access.exchanging(config);
            return new Prepared.Change(
                    Map.of("tokens", config.tokens().keySet().stream().sorted().toList()), () -> {
                        exchange.run();
                        return Uni.createFrom().item(true);
                    });
        } catch (IllegalArgumentException mistake) {
            return new Prepared.Mistakes(List.of(String.valueOf(mistake.getMessage())));
        }
    }
}
