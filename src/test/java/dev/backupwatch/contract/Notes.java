package dev.backupwatch.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** What all processes of one build noted, each in files of its own, beneath one folder. */
record Notes(Path folder, String process, Set<String> noted, AtomicInteger failures) {

    private static final String SEEN = ".seen";
    private static final String FAILED = ".failed";
    private static final int MOST_FAILURES = 20;

    static Notes ofThisBuild() {
        return new Notes(
                Path.of(System.getProperty("contract.seen", "target/contract/apart")),
                UUID.randomUUID().toString(),
                ConcurrentHashMap.newKeySet(),
                new AtomicInteger());
    }

    void seen(String kind) {
        if (noted.add(kind)) {
            append(SEEN, kind);
        }
    }

    /** The first few tell enough. */
    void failed(String failure) {
        if (failures.incrementAndGet() <= MOST_FAILURES) {
            append(FAILED, failure);
        }
    }

    Set<String> allSeen() {
        return new TreeSet<>(all(SEEN));
    }

    List<String> allFailed() {
        return all(FAILED);
    }

    private void append(String kind, String line) {
        try {
            Files.createDirectories(folder);
            Files.writeString(
                    folder.resolve(process + kind), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private List<String> all(String kind) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(kind))
                    .flatMap(file -> Published.text(file).lines())
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
