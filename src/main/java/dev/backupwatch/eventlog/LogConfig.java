package dev.backupwatch.eventlog;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** Where events are kept, and for how long. */
@ConfigMapping(prefix = "backupwatch.log")
public interface LogConfig {

    /** What keeps them. */
    enum Type {
        /** One file, which survives restarts, kills and full disks. */
        SQLITE,
        /** The process itself: what it has told is gone when it ends. */
        MEMORY
    }

    @WithDefault("sqlite")
    Type type();

    /** The file; its lock, its ballast and SQLite's own files stand beside it. */
    @WithDefault("./data/backupwatch.db")
    Path path();

    Retention retention();

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
