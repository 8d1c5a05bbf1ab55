package dev.backupwatch.eventlog;

import dev.backupwatch.settings.CheckedBy;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where events are kept, and for how long. */
@CheckedBy(LogRules.class)
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

    /**
     * {@code jetstream}: a log in NATS that several replicas share; {@code memory} keeps 64 MB of events in the process,
     * gone when it stops.
     */
    @WithDefault("sqlite")
    Type type();

    /** The log's file; in the container image {@code /var/lib/backupwatch/backupwatch.db}. */
    @WithDefault("./data/backupwatch.db")
    Path path();

    /** Of the lines that the service prints of itself, not of its log of events: for people, or one JSON object a line. */
    @WithDefault("text")
    Format format();

    Retention retention();

    JetStream jetstream();

    /** Where the log is that several processes share. */
    interface JetStream {

        /** NATS servers, separated by commas: {@code nats://host:4222}. */
        Optional<List<String>> servers();

        /** The stream; its buckets and subjects begin with it. */
        @WithDefault("backupwatch")
        String name();

        /** On how many NATS servers each record is kept: 1, 3 or 5; counts when the stream is made. */
        @WithDefault("1")
        int replicas();

        /**
         * This replica's own copy, which it serves from; in the container image {@code
         * /var/lib/backupwatch/backupwatch-copy.db}.
         */
        @WithDefault("./data/backupwatch-copy.db")
        Path copy();

        /** After what silence of the replica that polls another takes over. */
        @WithDefault("2s")
        Duration lease();

        /** A {@code .creds} file with a user's JWT and key. */
        Optional<Path> credentials();

        /** A user's name, where there are no credentials. */
        Optional<String> username();

        /** Of that user. */
        Optional<String> password();

        /** Speak TLS, with the authorities that the JVM trusts. */
        @WithDefault("false")
        boolean tls();
    }

    /** What is removed, oldest first. What runs is never forgotten. */
    interface Retention {

        /** Events older than this are removed. */
        @WithDefault("30d")
        Duration age();

        /** How large the file, and what SQLite keeps beside it, may become. */
        @WithDefault("1G")
        MemorySize size();
    }
}
