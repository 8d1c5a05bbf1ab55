package dev.backupwatch.web;

import dev.backupwatch.stream.StreamConfig;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Finds peers that died without a word. A quiet stream would hold its place for hours otherwise: what is written to it
 * waits in the kernel, and nobody sees that it is never acknowledged.
 */
@Singleton
class Sockets implements HttpServerOptionsCustomizer {

    private final StreamConfig config;

    @Inject
    Sockets(StreamConfig config) {
        this.config = config;
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        guard(options);
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        guard(options);
    }

    /** The user timeout (RFC 5482) is known to Linux's native transport only; elsewhere the keep-alive does what it can. */
    private void guard(HttpServerOptions options) {
        // Without TLS nobody's browser or proxy speaks HTTP/2, so there is nothing to gain from understanding it.
        options.setHttp2ClearTextEnabled(false).setTcpKeepAlive(true).setTcpUserTimeout((int)
                config.stallTimeout().toMillis());
    }
}
