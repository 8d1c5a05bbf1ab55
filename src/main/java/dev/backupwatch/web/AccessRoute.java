package dev.backupwatch.web;

import dev.backupwatch.access.Access;
import dev.backupwatch.access.Caller;
import dev.backupwatch.access.Shown;
import dev.backupwatch.access.Verdict;
import dev.backupwatch.event.Visibility;
import dev.backupwatch.stream.BadRequestException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
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
    private static final String OPERATIONS = "/q/";
    private static final String METRICS = "/q/metrics";

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
        // Its body, if it has one, waits until somebody reads it.
        request.request().pause();
        Context here = request.vertx().getOrCreateContext();
        try {
            access.judge(shown(request))
                    .subscribe()
                    .with(verdict -> on(here, () -> act(verdict, request)), request::fail);
        } catch (BadRequestException mistake) {
            refuse(request, Problem.of(mistake));
        }
    }

    /** What a provider answers comes on another thread, which must not hand on what the request's own takes. */
    private static void on(Context here, Runnable task) {
        if (Vertx.currentContext() == here) {
            task.run();
        } else {
            here.runOnContext(now -> task.run());
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
            letIn(request, granted.caller());
        } else if (verdict instanceof Verdict.Refused refused) {
            refuse(request, refused.delay());
        } else {
            request.response().putHeader("Retry-After", Problem.RETRY_AFTER);
            refuse(request, Problem.of(verdict));
        }
    }

    private static void letIn(RoutingContext request, Caller caller) {
        String path = request.normalizedPath();
        boolean isOfAll = path.startsWith(OPERATIONS) && !path.startsWith(METRICS);
        if (isOfAll && !caller.grant().visibility().equals(Visibility.ALL)) {
            refuse(request, Problem.forbidden("this tells of everything, which your token may not see"));
            return;
        }
        Callers.put(request, caller);
        request.request().resume();
        request.next();
    }

    private void refuse(RoutingContext request, Duration delay) {
        if (delay.isZero()) {
            refuse(request, Problem.unauthorized());
            return;
        }
        String address = Peer.address(request.request());
        request.vertx().setTimer(delay.toMillis(), late -> {
            access.refused(address);
            refuse(request, Problem.unauthorized());
        });
    }

    /** What is left of the request is read, so that the next one on its connection is found. */
    private static void refuse(RoutingContext request, Problem problem) {
        if (request.response().closed()) {
            return;
        }
        request.request().resume();
        if (problem.status() == Problem.UNAUTHORIZED) {
            request.response().putHeader("WWW-Authenticate", "Bearer realm=\"backupwatch\"");
        }
        EventsRoute.send(request, problem);
    }
}
