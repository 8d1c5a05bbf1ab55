package dev.backupwatch.settings;

import io.quarkus.arc.Unremovable;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Where values are that are kept in files of their own. Nobody is injected with it: it is read before there are beans. */
@Unremovable
@CheckedBy(SecretsRules.class)
@ConfigMapping(prefix = "backupwatch.secrets")
public interface SecretsConfig {

    /** The folder of files that each hold one value, as Docker and Kubernetes mount secrets. */
    @WithDefault(SecretFiles.USUAL_FOLDER)
    Path path();
}
