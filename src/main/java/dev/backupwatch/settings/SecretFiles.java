package dev.backupwatch.settings;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Files that each hold one value. Others may lie beside them, which are left alone. */
final class SecretFiles implements ConfigSourceFactory {

    static final String USUAL_FOLDER = "/run/secrets";
    /** Above all other files, below the environment. */
    static final int ORDINAL = 290;

    private static final String FOLDER = "backupwatch.secrets.path";
    private static final Pattern LAST_LINE_END = Pattern.compile("\r?\n$");

    private final List<Key> keys;

    SecretFiles(List<Key> keys) {
        // A pattern that is longer leaves less to a name.
        this.keys = keys.stream()
                .sorted(Comparator.comparing((Key key) -> key.pattern().length())
                        .reversed())
                .toList();
    }

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        ConfigValue named = context.getValue(FOLDER);
        Path folder = Path.of(named == null || named.getValue() == null ? USUAL_FOLDER : named.getValue());
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<ConfigSource> sources = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(Files::isRegularFile)
                    .sorted()
                    .forEach(file -> source(file).ifPresent(sources::add));
        } catch (IOException unreadable) {
            throw new ConfigurationException("The secrets cannot be read: " + unreadable);
        }
        return sources;
    }

    private Optional<ConfigSource> source(Path file) {
        return keyOf(String.valueOf(file.getFileName()))
                .map(key -> new PropertiesConfigSource(
                        Map.of(key, content(file)), file.toAbsolutePath().toString(), ORDINAL));
    }

    /** Names that begin as our keys do are ours, known or not: a mistake in one shall be told. */
    Optional<String> keyOf(String file) {
        if (file.startsWith(KeyName.OURS)) {
            return Optional.of(file);
        }
        return keys.stream()
                .flatMap(key -> {
                    Matcher shorter = shorter(key).matcher(file);
                    return shorter.matches() ? Stream.of(key.named(names(key, shorter))) : Stream.empty();
                })
                .findFirst();
    }

    private static Pattern shorter(Key key) {
        return Pattern.compile(KeyName.parts(key.pattern()).stream()
                .skip(1)
                .map(part -> part.equals(KeyName.ANY) ? "(.+)" : part.replace("-", "[-_]"))
                .collect(Collectors.joining("_", "(?:backupwatch_)?", "")));
    }

    /** The names that the file's name has, each at the place that it has in the key. */
    private static List<String> names(Key key, Matcher shorter) {
        List<String> parts = new ArrayList<>(KeyName.parts(key.pattern()));
        int found = 0;
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).equals(KeyName.ANY)) {
                found++;
                parts.set(i, shorter.group(found));
            }
        }
        return parts;
    }

    /** As it stands there, but for the line's end that editors leave. A $ is meant as such. */
    private static String content(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return LAST_LINE_END.matcher(text).replaceFirst("").replace("$", "\\$");
        } catch (IOException unreadable) {
            throw new ConfigurationException(
                    "The secret %s cannot be read: %s. It must be UTF-8, and readable for the user that the service runs as"
                            .formatted(file, unreadable.getClass().getSimpleName()));
        }
    }
}
