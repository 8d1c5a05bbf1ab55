package dev.backupwatch.access;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * What follows for Quarkus from how it is known who asks: whether a provider is, and where to listen. Whatever is configured
 * otherwise counts more.
 */
public final class ImpliedSettings implements ConfigSourceFactory {

    static final String HOST = "quarkus.http.host";

    private static final String MODE = "backupwatch.access.mode";
    private static final String ALLOW_ANONYMOUS = "backupwatch.access.allow-anonymous";
    private static final String PROVIDER = "quarkus.oidc.tenant-enabled";
    /** Less than that of application.properties, 250. */
    private static final int ORDINAL = 240;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        String mode = value(context, MODE, "none");
        boolean isForAll =
                !mode.equalsIgnoreCase("none") || Boolean.parseBoolean(value(context, ALLOW_ANONYMOUS, "false"));
        Map<String, String> values = Map.of(
                PROVIDER, Boolean.toString(mode.equalsIgnoreCase("oidc")), HOST, isForAll ? "0.0.0.0" : "localhost");
        return List.of(new PropertiesConfigSource(values, "what follows from backupwatch.access", ORDINAL));
    }

    private static String value(ConfigSourceContext context, String key, String otherwise) {
        var value = context.getValue(key);
        return value == null || value.getValue() == null ? otherwise : value.getValue();
    }
}
