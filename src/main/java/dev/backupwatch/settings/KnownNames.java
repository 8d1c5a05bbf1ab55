package dev.backupwatch.settings;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/** Sets nothing: a variable of the environment is understood to have a dash where a name that is known has one. */
record KnownNames(List<Key> keys) implements ConfigSource {

    @Override
    public Set<String> getPropertyNames() {
        return keys.stream().map(Key::pattern).collect(Collectors.toSet());
    }

    @Override
    public @Nullable String getValue(String name) {
        return null;
    }

    @Override
    public String getName() {
        return "known names";
    }

    @Override
    public int getOrdinal() {
        return Integer.MIN_VALUE;
    }
}
