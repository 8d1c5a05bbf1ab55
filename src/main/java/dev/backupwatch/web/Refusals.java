package dev.backupwatch.web;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.MIMEHeader;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What is refused before one of our routes is asked, told as a problem document too. Whatever a client does wrong is not
 * logged: nobody who reaches the port may fill the service's log.
 */
@Singleton
class Refusals {

    private static final int BEFORE_ALL_ROUTES = Integer.MIN_VALUE;
    private static final int FIRST_OF_CLIENTS_FAULTS = 400;
    private static final int FIRST_OF_OUR_FAULTS = 500;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_ACCEPTABLE = 406;
    private static final int TOO_LARGE = 413;

    private final long mostBytes;

    @Inject
    Refusals(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize mostBytes) {
        this.mostBytes = mostBytes.asLongValue();
    }

    void register(@Observes Router router) {
        router.route()
                .order(BEFORE_ALL_ROUTES)
                .handler(this::refuseBeforeAnybodyIsAsked)
                .failureHandler(Refusals::tellWhoseFaultItIs);
    }

    /** Of bodies only what says so itself; the server cuts off who sends more than was said. */
    private void refuseBeforeAnybodyIsAsked(RoutingContext request) {
        if (declaredBytes(request.request()) > mostBytes) {
            // The body is not read, so nothing can follow it.
            request.response()
                    .putHeader("Connection", "close")
                    .endHandler(told -> request.request().connection().close());
            EventsRoute.send(request, Problem.refused(TOO_LARGE));
        } else if (!isHostReadable(request.request())) {
            EventsRoute.send(request, Problem.refused(BAD_REQUEST));
        } else if (!isAcceptReadable(request)) {
            EventsRoute.send(request, Problem.refused(NOT_ACCEPTABLE));
        } else {
            request.next();
        }
    }

    /**
     * It becomes part of the address that the questions are read from. HTTP/1.0 needs none, and that is what load balancers
     * ask for the health with.
     */
    private static boolean isHostReadable(HttpServerRequest request) {
        boolean isLeftOut = request.getHeader("Host") == null && request.uri().startsWith("/q/");
        return isLeftOut || request.authority() != null;
    }

    /** Vert.x reads it late, where it is no longer the client's fault, and stumbles over half a pair of quotes. */
    private static boolean isAcceptReadable(RoutingContext request) {
        try {
            request.parsedHeaders().accept().forEach(MIMEHeader::weight);
            return true;
        } catch (IllegalArgumentException | IndexOutOfBoundsException unreadable) {
            return false;
        }
    }

    /** What cannot be read is refused by the server itself. */
    private static long declaredBytes(HttpServerRequest request) {
        String declared = request.getHeader("Content-Length");
        return declared != null && declared.matches("\\d{1,18}") ? Long.parseLong(declared) : 0;
    }

    private static void tellWhoseFaultItIs(RoutingContext request) {
        int status = request.statusCode();
        boolean isClientsFault = status >= FIRST_OF_CLIENTS_FAULTS && status < FIRST_OF_OUR_FAULTS;
        if (isClientsFault && !request.response().headWritten()) {
            EventsRoute.send(request, Problem.refused(status));
        } else {
            request.next();
        }
    }
}
