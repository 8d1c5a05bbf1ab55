package dev.backupwatch.web;

import io.quarkus.runtime.LaunchMode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** {@code GET /}: the page for people. It asks and listens as every other client does, so all that is served here is files. */
@Singleton
class PageRoute {

    /**
     * Scripts and styles come from here alone, as files; nothing that OceanBase wrote can become one. Templates are made by
     * lit-html, under the one policy that may make markup of text, and its texts are constants of the page.
     */
    private static final String CONTENT_SECURITY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types lit-html");

    private static final String FOR_GOOD = "public, max-age=31536000, immutable";
    private static final int NOT_MODIFIED = 304;

    private final AtomicReference<PageFiles> read = new AtomicReference<>(PageFiles.read());

    void register(@Observes Router router) {
        for (HttpMethod method : new HttpMethod[] {HttpMethod.GET, HttpMethod.HEAD}) {
            router.route(method, "/").handler(this::index);
            router.routeWithRegex(method, "/page/(?<version>[^/]+)/(?<name>.+)").handler(this::file);
        }
    }

    private void index(RoutingContext request) {
        if (LaunchMode.current() == LaunchMode.DEVELOPMENT) {
            // Whoever works on the page sees a change at the next reload, without a restart.
            read.set(PageFiles.read());
        }
        String tag = '"' + files().version() + '"';
        HttpServerResponse response = guarded(request).putHeader("ETag", tag).putHeader("Cache-Control", "no-cache");
        if (isKept(tag, request.request().getHeader("If-None-Match"))) {
            response.setStatusCode(NOT_MODIFIED).end();
        } else {
            send(request, files().index());
        }
    }

    /** A proxy that compresses makes the tag a weak one, {@code W/"…"}; and there may be several. */
    private static boolean isKept(String tag, @Nullable String known) {
        return known != null && known.contains(tag);
    }

    /** Asked for another version, it is a page of a replica that is older or newer: that may not be kept under this name. */
    private void file(RoutingContext request) {
        Optional<PageFile> file = files().file(request.pathParam("name"));
        if (file.isEmpty()) {
            EventsRoute.send(request, Problem.notFound("the page has no such file"));
            return;
        }
        boolean isOfThisVersion = request.pathParam("version").equals(files().version());
        request.response()
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Cache-Control", isOfThisVersion ? FOR_GOOD : "no-store");
        send(request, file.get());
    }

    private static void send(RoutingContext request, PageFile file) {
        boolean isCompressed = takesCompressed(request);
        Buffer content = isCompressed ? file.compressed() : file.plain();
        HttpServerResponse response =
                request.response().putHeader("Content-Type", file.mediaType()).putHeader("Vary", "Accept-Encoding");
        if (isCompressed) {
            response.putHeader("Content-Encoding", "gzip");
        }
        if (request.request().method().equals(HttpMethod.HEAD)) {
            response.putHeader("Content-Length", Integer.toString(content.length()))
                    .end();
        } else {
            response.end(content);
        }
    }

    private static boolean takesCompressed(RoutingContext request) {
        try {
            return request.parsedHeaders().acceptEncoding().stream()
                    .anyMatch(accepted -> accepted.value().equals("gzip") && accepted.weight() > 0);
        } catch (IllegalArgumentException | IndexOutOfBoundsException unreadable) {
            // As in Refusals; everybody takes what is plain.
            return false;
        }
    }

    private PageFiles files() {
        return Objects.requireNonNull(read.get());
    }

    /** It is the document that these bind, with all that it asks for; beside each of its many files they would be mere bytes. */
    private static HttpServerResponse guarded(RoutingContext request) {
        return request.response()
                .putHeader("Content-Security-Policy", CONTENT_SECURITY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "same-origin")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin");
    }
}
