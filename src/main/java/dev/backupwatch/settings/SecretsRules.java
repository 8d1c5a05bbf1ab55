package dev.backupwatch.settings;

import java.nio.file.Files;
import java.nio.file.Path;

final class SecretsRules implements Rules<SecretsConfig> {

    /** The usual folder is there only where somebody mounts secrets. */
    @Override
    public void check(SecretsConfig settings, Findings findings) {
        findings.expects(
                "path",
                "must be a folder that is there",
                () -> settings.path().equals(Path.of(SecretFiles.USUAL_FOLDER)) || Files.isDirectory(settings.path()));
    }
}
