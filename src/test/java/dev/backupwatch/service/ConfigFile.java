package dev.backupwatch.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** {@code config/application.properties} below the folder that a service is started in. */
final class ConfigFile {

    private ConfigFile() {}

    /** In place of what it said before. */
    static void write(Path folder, Map<String, String> settings) throws IOException {
        Path file = Files.createDirectories(folder.resolve("config")).resolve("application.properties");
        Files.write(
                file,
                settings.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toList());
    }
}
