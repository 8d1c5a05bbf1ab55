package dev.backupwatch.stream;

import dev.backupwatch.settings.CheckedBy;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What subscribers may take of this process. */
@CheckedBy(StreamRules.class)
@ConfigMapping(prefix = "backupwatch.stream")
public interface StreamConfig {

    /** How much of the newest events is held in memory, shared by all readers; at most a quarter of the heap. */
    @WithDefault("64M")
    MemorySize tail();

    /** How much of snapshots that are being read is held; at most an eighth of the heap. */
    @WithDefault("32M")
    MemorySize snapshots();

    /** Polls that come within this time of each other reach a reader in one write; {@code 0s} turns that off. */
    @WithDefault("10ms")
    Duration coalesce();

    /** A reader that takes nothing for so long is closed, and resumes by its cursor; so is a request that does not get to its end. */
    @WithDefault("60s")
    Duration stallTimeout();

    /** Over which time the streams are ended when the service is stopped. */
    @WithDefault("5s")
    Duration drain();

    Limits limits();

    /** Beyond them a subscriber is asked to come back later. */
    interface Limits {

        /** Streams in all. */
        @WithDefault("10000")
        int subscribers();

        /**
         * Streams of one address: behind a proxy, all of them, unless {@code
         * quarkus.http.proxy.proxy-address-forwarding} and {@code .trusted-proxies} say whom to believe.
         */
        @WithDefault("2000")
        int perAddress();

        /** Values in one reader's filter. */
        @WithDefault("500")
        int filterValues();
    }
}
