package dev.backupwatch.stream;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What subscribers may take of this process. */
@ConfigMapping(prefix = "backupwatch.stream")
public interface StreamConfig {

    /** How much of the newest events is held in memory, shared by all subscribers; at most a quarter of the heap. */
    @WithDefault("64M")
    MemorySize tail();

    /** How much of snapshots that are being read is held in memory; at most an eighth of the heap. */
    @WithDefault("32M")
    MemorySize snapshots();

    /** Polls that come within this time of each other reach a subscriber in one write; zero turns that off. */
    @WithDefault("10ms")
    Duration coalesce();

    /** After which time a subscriber is closed that has taken nothing, and a connection whose request has no end. */
    @WithDefault("60s")
    Duration stallTimeout();

    /** Over which time the streams are ended when the service stops. */
    @WithDefault("5s")
    Duration drain();

    Limits limits();

    /** Beyond them a subscriber is asked to come back later. */
    interface Limits {

        @WithDefault("10000")
        int subscribers();

        /** Of one address. Behind a proxy all have the proxy's, unless the proxy's forwarding is trusted. */
        @WithDefault("2000")
        int perAddress();

        /** Values in one subscriber's filter. */
        @WithDefault("500")
        int filterValues();
    }
}
