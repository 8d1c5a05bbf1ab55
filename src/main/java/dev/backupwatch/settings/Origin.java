package dev.backupwatch.settings;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Where a value was set, and under what name. */
final class Origin {

    private static final Pattern FILE = Pattern.compile("\\[source=(?:file:(?://)?)?(/.*)]$");

    private final List<String> variables = new ArrayList<>();

    Origin(SmallRyeConfig config) {
        for (ConfigSource source : config.getConfigSources(EnvConfigSource.class)) {
            variables.addAll(source.getProperties().keySet());
        }
    }

    boolean isVariable(ConfigValue value) {
        return EnvConfigSource.NAME.equals(value.getSourceName());
    }

    /** As the user wrote it: a variable of the environment is told by its own name. */
    String nameOf(String key, ConfigValue value) {
        return isVariable(value)
                ? variables.stream()
                        .filter(variable -> KeyName.isSpelledBy(key, variable))
                        .findFirst()
                        .orElse(key)
                : key;
    }

    /** Empty where nothing was set, and what counts is the default. */
    Optional<String> placeOf(ConfigValue value) {
        String source = value.getSourceName();
        if (value.getValue() == null || source == null || source.startsWith("DefaultValues")) {
            return Optional.empty();
        }
        if (isVariable(value)) {
            return Optional.of("the environment");
        }
        if (source.startsWith("SysProp")) {
            return Optional.of("an option -D");
        }
        return Optional.of(file(source) + (value.getLineNumber() > 0 ? ", line " + value.getLineNumber() : ""));
    }

    private static String file(String source) {
        Matcher named = FILE.matcher(source);
        return named.find() ? fromHere(Path.of(named.group(1))) : source;
    }

    /** As somebody would type it who is in the folder that the service was started in. */
    private static String fromHere(Path file) {
        Path here = Path.of("").toAbsolutePath();
        return (file.startsWith(here) ? here.relativize(file) : file).toString();
    }
}
