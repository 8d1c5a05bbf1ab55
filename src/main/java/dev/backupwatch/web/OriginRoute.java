package dev.backupwatch.web;

import dev.backupwatch.access.AccessConfig;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.CorsHandler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What pages of other origins may do: those on the list may ask and listen, all others nothing that a browser could be made to
 * do for them. One list for CORS and for WebSockets, which browsers let any page open.
 */
@Singleton
class OriginRoute {

    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final int A_DAY = 86_400;

    private final Set<String> allowed;

    @Inject
    OriginRoute(AccessConfig config) {
        this.allowed = Set.copyOf(config.origins().orElse(List.of()));
    }

    void register(@Observes Router router) {
        router.route().order(AccessRoute.ORDER - 2).handler(this::check);
        if (!allowed.isEmpty()) {
            CorsHandler sharing = sharing();
            router.route("/api/*").order(AccessRoute.ORDER - 1).handler(request -> share(request, sharing));
        }
    }

    /** The service's own page shares nothing, though browsers name its origin where it signs in and out: it is on no list. */
    private static void share(RoutingContext request, CorsHandler sharing) {
        String origin = request.request().getHeader(HttpHeaders.ORIGIN);
        if (origin != null && isSame(origin, request.request())) {
            request.next();
        } else {
            sharing.handle(request);
        }
    }

    /** No cookies: a session is for the service's own page. */
    private CorsHandler sharing() {
        return CorsHandler.create()
                .addOrigins(new ArrayList<>(allowed))
                .allowedMethods(Set.of(HttpMethod.GET, HttpMethod.POST))
                .allowedHeaders(Set.of("authorization", "content-type", "last-event-id", "cache-control"))
                .exposedHeaders(Set.of("link", "retry-after"))
                .maxAgeSeconds(A_DAY);
    }

    private void check(RoutingContext request) {
        HttpServerRequest http = request.request();
        HttpServerResponse response = http.response();
        response.putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "same-origin")
                // Answers are for those who may read them; an image or a script of another site is none of these.
                .putHeader("Cross-Origin-Resource-Policy", "same-origin");
        String origin = http.getHeader(HttpHeaders.ORIGIN);
        boolean isUpgrade = "websocket".equalsIgnoreCase(http.getHeader(HttpHeaders.UPGRADE));
        if (origin == null || (SAFE.contains(http.method()) && !isUpgrade) || isAllowed(origin, http)) {
            request.next();
        } else {
            EventsRoute.send(request, Problem.forbidden("pages of %s are not allowed here".formatted(origin)));
        }
    }

    private boolean isAllowed(String origin, HttpServerRequest http) {
        return allowed.contains(origin) || isSame(origin, http);
    }

    /** The scheme is not compared: behind a proxy that ends TLS it is another one. */
    private static boolean isSame(String origin, HttpServerRequest http) {
        Optional<String> host = Optional.ofNullable(http.getHeader(HttpHeaders.HOST));
        List<String> schemes = List.of("http://", "https://");
        return schemes.stream()
                .filter(origin::startsWith)
                .map(scheme -> origin.substring(scheme.length()))
                .anyMatch(authority -> host.map(
                                named -> named.toLowerCase(Locale.ROOT).equals(authority))
                        .orElse(false));
    }
}
