package dev.backupwatch.web;

import dev.backupwatch.access.Access;
import dev.backupwatch.access.Shown;
import dev.backupwatch.access.Verdict;
import dev.backupwatch.stream.BadRequestException;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The door. Everything is behind it but what holds nothing of any backup: the page's own files, the contract, and whether the
 * service lives.
 */
@Singleton
class AccessRoute {

    /** Before all that answers. */
    static final int ORDER = -3000;

    private static final Set<String> OPEN =
            Set.of("/", "/openapi", "/asyncapi", "/q/health/live", "/q/health/ready", "/q/health/started");
    private static final String PAGE = "/page/";
    private static final String SCHEMAS = "/schemas/";
    private static final String BEARER = "bearer ";
    private static final String RETRY_AFTER = "Retry-After";

    private final Access access;

    @Inject
    AccessRoute(Access access) {
        this.access = access;
    }

    void register(@Observes Router router) {
        router.route().order(ORDER).handler(this::open);
    }

    private void open(RoutingContext request) {
        if (isOpen(request)) {
            request.next();
            return;
        }
        try {
            // Its body, if it has one, waits until somebody reads it.
            request.request().pause();
            access.judge(shown(request)).subscribe().with(verdict -> act(verdict, request), request::fail);
        } catch (BadRequestException mistake) {
            EventsRoute.send(request, Problem.of(mistake));
        }
    }

    private static boolean isOpen(RoutingContext request) {
        String path = request.normalizedPath();
        return OPEN.contains(path)
                || path.startsWith(PAGE)
                || path.startsWith(SCHEMAS)
                // It brings its token in its body.
                || (path.equals(SessionResource.PATH)
                        && request.request().method().name().equals("POST"));
    }

    private static Shown shown(RoutingContext request) {
        HttpServerRequest http = request.request();
        Optional<String> bearer = Optional.ofNullable(http.getHeader("Authorization"))
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(header -> header.substring(BEARER.length()).strip());
        Optional<String> session =
                Optional.ofNullable(http.getCookie(SessionResource.COOKIE)).map(Cookie::getValue);
        boolean isStream = request.normalizedPath().startsWith(EventsRoute.PATH);
        Optional<StreamParameters> parameters =
                isStream ? Optional.of(EventsRoute.parameters(request)) : Optional.empty();
        return new Shown(
                bearer,
                session,
                parameters.flatMap(StreamParameters::ticket),
                parameters.flatMap(StreamParameters::stamp),
                Peer.address(http));
    }

    private void act(Verdict verdict, RoutingContext request) {
        if (verdict instanceof Verdict.Granted granted) {
            Callers.put(request, granted.caller());
            request.request().resume();
            request.next();
        } else if (verdict instanceof Verdict.Refused refused) {
            refuse(request, refused.delay());
        } else if (verdict instanceof Verdict.Exhausted) {
            request.response().putHeader(RETRY_AFTER, Problem.RETRY_AFTER);
            EventsRoute.send(request, Problem.exhausted());
        } else {
            request.response().putHeader(RETRY_AFTER, Problem.RETRY_AFTER);
            EventsRoute.send(request, Problem.undecided());
        }
    }

    private void refuse(RoutingContext request, Duration wait) {
        if (wait.isZero()) {
            tell(request);
        } else {
            String address = Peer.address(request.request());
            request.vertx().setTimer(wait.toMillis(), late -> {
                access.refused(address);
                tell(request);
            });
        }
    }

    private static void tell(RoutingContext request) {
        if (!request.response().closed()) {
            request.response().putHeader("WWW-Authenticate", "Bearer realm=\"backupwatch\"");
            EventsRoute.send(request, Problem.unauthorized());
        }
    }
}
