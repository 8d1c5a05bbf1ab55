package dev.backupwatch.source;

import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What the sources are read with. */
@Singleton
class SourceBeans {

    /** Polls are short and few: one is enough for hundreds of clusters, and the second is there for while one decides. */
    private static final int EVENT_LOOPS = 2;

    /**
     * Threads of their own. On those that write to thousands of readers an answer of the database was once read so late that
     * the poll was given up, and a cluster told as degraded that had answered in time.
     */
    @Produces
    @Singleton
    @Polling
    static Vertx vertx() {
        return Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(EVENT_LOOPS)
                .setPreferNativeTransport(true)
                // It reads no files, and leaves none.
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
    }

    void close(@Disposes @Polling Vertx vertx) {
        vertx.closeAndForget();
    }
}
