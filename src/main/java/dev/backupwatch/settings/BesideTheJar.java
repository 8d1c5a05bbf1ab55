package dev.backupwatch.settings;

import io.smallrye.config.AbstractLocationConfigSourceLoader;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.ConfigSourceProvider;

/**
 * The files in {@code config} beside the jar. Quarkus itself looks below the folder that the service is started in, which
 * may be any; where it is the jar's, they are read there.
 */
final class BesideTheJar extends AbstractLocationConfigSourceLoader implements ConfigSourceProvider {

    private static final String JAR = "quarkus-run.jar";
    /** Above what the jar itself holds (250), below the files of the folder that the service is started in (260 and 265). */
    private static final int PROPERTIES = 251;

    private static final int YAML = 254;

    private final Optional<Path> folder;

    BesideTheJar(String classPath, Path here) {
        Path jar = Path.of(classPath.split(java.io.File.pathSeparator, 2)[0])
                .toAbsolutePath()
                .normalize();
        this.folder = Optional.of(jar)
                .filter(path -> path.endsWith(JAR))
                .map(path -> path.resolveSibling("config"))
                .filter(path -> !path.equals(here.toAbsolutePath().normalize().resolve("config")));
    }

    @Override
    public Iterable<ConfigSource> getConfigSources(ClassLoader forClassLoader) {
        List<ConfigSource> sources = new ArrayList<>();
        for (String name : List.of("application.properties", "application.yaml", "application.yml")) {
            folder.map(path -> path.resolve(name))
                    .filter(Files::isRegularFile)
                    .ifPresent(file ->
                            sources.addAll(loadConfigSources(file.toUri().toString(), ordinal(name))));
        }
        return sources;
    }

    @Override
    protected String[] getFileExtensions() {
        return new String[] {"properties", "yaml", "yml"};
    }

    @Override
    protected ConfigSource loadConfigSource(URL url, int ordinal) throws IOException {
        return url.getPath().endsWith(".properties")
                ? new PropertiesConfigSource(url, ordinal)
                : new YamlConfigSource(url, ordinal);
    }

    private static int ordinal(String name) {
        return name.endsWith(".properties") ? PROPERTIES : YAML;
    }
}
