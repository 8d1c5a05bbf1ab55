package dev.backupwatch.settings;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Adds our places to look for settings, and refuses a configuration with all of its mistakes. It has its turn when a
 * configuration is built in which our mappings are registered: not in a build, so no secret can get into the artifact.
 */
public final class Settings implements SmallRyeConfigBuilderCustomizer {

    /** After Quarkus has said which mappings there are. */
    @Override
    public int priority() {
        return Integer.MAX_VALUE;
    }

    /** @throws MistakenException where there are mistakes */
    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        List<Mapping> mappings = builder.getMappingsBuilder().getMappings().stream()
                .filter(mapping -> mapping.getType().getName().startsWith(KeyName.HOUSE))
                .map(mapping -> new Mapping(mapping.getType(), mapping.getPrefix()))
                .toList();
        if (mappings.isEmpty()) {
            return;
        }
        List<Key> keys =
                mappings.stream().flatMap(mapping -> mapping.keys().stream()).toList();
        builder.withSources(new SecretFiles(keys));
        builder.withSources(new BesideTheJar(System.getProperty("java.class.path", ""), Path.of("")));
        builder.withInterceptors(new OneSpelling());
        List<Mistake> mistakes = Examination.mistakes(withoutMappings(builder, keys), mappings);
        if (!mistakes.isEmpty()) {
            throw new MistakenException(mistakes);
        }
    }

    /** The same configuration, but that no mapping ends it with mistakes of its own. */
    private static SmallRyeConfig withoutMappings(SmallRyeConfigBuilder builder, List<Key> keys) {
        SmallRyeConfigBuilder same = new SmallRyeConfigBuilder()
                .forClassLoader(builder.getClassLoader())
                .withDefaultValues(builder.getDefaultValues())
                .setAddDefaultSources(builder.isAddDefaultSources())
                .setAddSystemSources(builder.isAddSystemSources())
                .setAddPropertiesSources(builder.isAddPropertiesSources())
                .setAddDiscoveredSources(builder.isAddDiscoveredSources())
                .setAddDefaultInterceptors(builder.isAddDefaultInterceptors())
                .setAddDiscoveredInterceptors(builder.isAddDiscoveredInterceptors())
                .setAddDiscoveredConverters(builder.isAddDiscoveredConverters());
        same.getSources().addAll(builder.getSources());
        same.getSourceProviders().addAll(builder.getSourceProviders());
        same.getInterceptors().addAll(builder.getInterceptors());
        same.getConverters().putAll(builder.getConverters());
        same.withSources((ConfigSource) new KnownNames(keys));
        try {
            return same.build();
        } catch (RuntimeException unreadable) {
            throw readably(unreadable);
        }
    }

    /** YAML's own message would show the lines around, and with them what may be a password. */
    private static RuntimeException readably(RuntimeException unreadable) {
        for (Throwable cause = unreadable; cause != null; cause = cause.getCause()) {
            if (cause instanceof MarkedYAMLException yaml && yaml.getProblemMark() != null) {
                return new ConfigurationException("application.yaml cannot be read: line %d, column %d: %s"
                        .formatted(
                                yaml.getProblemMark().getLine() + 1,
                                yaml.getProblemMark().getColumn() + 1,
                                yaml.getProblem()));
            }
        }
        return unreadable;
    }
}
