package dev.backupwatch.eventlog;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where events are kept, and for how long. */
@ConfigMapping(prefix = "backupwatch.log")
public interface LogConfig {

    /** What keeps them. */
    enum Type {
        /** One file, which survives restarts, kills and full disks. */
        SQLITE,
        /** NATS JetStream, shared by several processes. */
        JETSTREAM,
        /** The process itself: what it has told is gone when it ends. */
        MEMORY
    }

    /** How lines are printed. */
    enum Format {
        /** For people. */
        TEXT,
        /** For machines: one JSON object a line. */
        JSON
    }

    @WithDefault("sqlite")
    Type type();

    /** The file; its lock, its ballast and SQLite's own files stand beside it. */
    @WithDefault("./data/backupwatch.db")
    Path path();

    /** Not of this log, but of the lines that the service prints of itself: it is read before anything else is. */
    @WithDefault("text")
    Format format();

    Retention retention();

    JetStream jetstream();

    /** Where the log is that several processes share. */
    interface JetStream {

        /** Addresses such as nats://host:4222. */
        Optional<List<String>> servers();

        /** Of the stream; what else belongs to the log begins with it. */
        @WithDefault("backupwatch")
        String name();

        /** On how many servers each record is kept. */
        @WithDefault("1")
        int replicas();

        /** This process's own copy, which it serves from. */
        @WithDefault("./data/backupwatch-copy.db")
        Path copy();

        /** After what silence of the one that polls another takes over. */
        @WithDefault("2s")
        Duration lease();

        /** A file with a user's JWT and key. */
        Optional<Path> credentials();

        Optional<String> username();

        Optional<String> password();

        /** Whether to speak TLS, with the authorities that this JVM trusts. */
        @WithDefault("false")
        boolean tls();
    }

    /** What is removed, oldest first. What runs is never forgotten. */
    interface Retention {

        /** Events older than this. */
        @WithDefault("30d")
        Duration age();

        /** What the file may take, events that wait to be written into it included. */
        @WithDefault("1G")
        MemorySize size();
    }
}
