package dev.backupwatch.ops;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import org.jspecify.annotations.Nullable;

/**
 * Lets {@code backupwatch.log.format} choose what Quarkus prints with. Quarkus asks before any bean is there, so that even what
 * is said of a configuration that cannot be used is in that format.
 */
public final class PrintedLogSwitch implements ConfigSourceInterceptor {

    private static final long serialVersionUID = 1;

    private static final String OURS = "backupwatch.log.format";
    private static final String QUARKUS = "quarkus.log.console.json.enabled";

    @Override
    public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        if (!name.equals(QUARKUS)) {
            return context.proceed(name);
        }
        ConfigValue format = context.proceed(OURS);
        boolean isJson = format != null && "json".equalsIgnoreCase(format.getValue());
        return ConfigValue.builder()
                .withName(QUARKUS)
                .withValue(Boolean.toString(isJson))
                .build();
    }
}
