package dev.backupwatch.bench.delivery;

import java.nio.file.Path;
import java.util.Optional;

/** A server that readers are connected to, with what it sends them. */
interface Feed {

    String name();

    ProcessUse use();

    /** How to open a stream that begins with the next event. */
    String words();

    /** In which the events happen. */
    double seconds();

    /**
     * Lets all events happen.
     *
     * @return the sequence of the last one
     */
    long send() throws Exception;

    /** When each was posted, where its own time is an older one. */
    Optional<Path> posted();
}
