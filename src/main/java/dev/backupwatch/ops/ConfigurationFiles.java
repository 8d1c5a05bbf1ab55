package dev.backupwatch.ops;

import dev.backupwatch.settings.Mistake;
import dev.backupwatch.settings.MistakenException;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import java.util.List;
import java.util.stream.IntStream;

/** Reads the configuration as a start would, from all of its sources, as they are now. */
final class ConfigurationFiles {

    /** What Quarkus's build made of this application: its sources, converters, defaults and mappings. */
    private static final String AS_AT_A_START = "io.quarkus.runtime.generated.RunTimeConfig";

    /** Whose loading reads what holds from the build on, which the other refers to; a service that runs has done so. */
    private static final String BEFORE_IT = "io.quarkus.runtime.generated.Config";

    private ConfigurationFiles() {}

    /** @throws MistakenConfigurationException with all that is wrong */
    static SmallRyeConfig read() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // Sources are found by it, and a thread that the JVM made for a signal has another one.
        thread.setContextClassLoader(ConfigurationFiles.class.getClassLoader());
        try {
            var builder = new SmallRyeConfigBuilder();
            asAtAStart().configBuilder(builder);
            return builder.build();
        } catch (ConfigValidationException mistakes) {
            throw new MistakenConfigurationException(IntStream.range(0, mistakes.getProblemCount())
                    .mapToObj(mistakes::getProblem)
                    .map(ConfigValidationException.Problem::getMessage)
                    .toList());
        } catch (MistakenException mistaken) {
            throw new MistakenConfigurationException(
                    String.valueOf(mistaken.getMessage()),
                    mistaken.mistakes().stream().map(Mistake::toString).toList());
        } catch (ConfigurationException refused) {
            throw new MistakenConfigurationException(String.valueOf(refused.getMessage()));
        } catch (RuntimeException unreadable) {
            throw new MistakenConfigurationException(List.of(firstLine(unreadable)));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Further lines may show a piece of the file, with a password in it. */
    private static String firstLine(RuntimeException unreadable) {
        return String.valueOf(unreadable.getMessage()).lines().findFirst().orElse(unreadable.toString());
    }

    private static SmallRyeConfigBuilderCustomizer asAtAStart() {
        try {
            Class.forName(BEFORE_IT, true, ConfigurationFiles.class.getClassLoader());
            return Class.forName(AS_AT_A_START, true, ConfigurationFiles.class.getClassLoader())
                    .asSubclass(SmallRyeConfigBuilderCustomizer.class)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException otherQuarkus) {
            throw new LinkageError("Quarkus keeps its configuration elsewhere than at " + AS_AT_A_START, otherQuarkus);
        }
    }
}
