package dev.backupwatch.settings;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.Priorities;
import jakarta.annotation.Priority;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes one key of {@code clusters.prod.url} and {@code clusters."prod".url}: variables of the environment and files spell
 * them differently, and a cluster of which one knew the URL and the other the password was taken for two.
 */
@Priority(Priorities.APPLICATION)
final class OneSpelling implements ConfigSourceInterceptor {

    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        ConfigValue found = context.proceed(name);
        if (!name.startsWith(KeyName.OURS)) {
            return found;
        }
        String canonical = KeyName.canonical(name);
        found = higher(found, canonical.equals(name) ? null : context.proceed(canonical));
        for (String spelling : KeyName.withQuotes(canonical)) {
            found = higher(found, spelling.equals(name) ? null : context.proceed(spelling));
        }
        return found;
    }

    @Override
    public Iterator<String> iterateNames(ConfigSourceInterceptorContext context) {
        Set<String> names = new LinkedHashSet<>();
        context.iterateNames()
                .forEachRemaining(name -> names.add(name.startsWith(KeyName.OURS) ? KeyName.canonical(name) : name));
        return names.iterator();
    }

    private static @Nullable ConfigValue higher(@Nullable ConfigValue one, @Nullable ConfigValue other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.getSourceOrdinal() > one.getSourceOrdinal() ? other : one;
    }
}
