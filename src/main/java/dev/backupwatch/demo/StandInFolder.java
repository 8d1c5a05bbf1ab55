package dev.backupwatch.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What a stand-in keeps on disk. */
record StandInFolder(Path root) {

    private static final List<String> OURS = List.of("data", "tmp", "programs", "init.sql");

    StandInFolder {
        root = root.toAbsolutePath();
    }

    Path data() {
        return root.resolve("data");
    }

    Path tmp() {
        return root.resolve("tmp");
    }

    Path programs() {
        return root.resolve("programs");
    }

    /** Statements the server runs before it accepts its first connection. */
    Path initialStatements() {
        return root.resolve("init.sql");
    }

    void create() throws IOException {
        Files.createDirectories(tmp());
    }

    /** Leaves what a stand-in did not put there: a folder given by mistake must survive it. */
    void wipe() {
        try {
            for (String name : OURS) {
                delete(root.resolve(name));
            }
            Files.deleteIfExists(root);
        } catch (DirectoryNotEmptyException someoneElsesFiles) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot wipe " + root, e);
        }
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
