package dev.backupwatch.ops;

import dev.backupwatch.access.Access;
import dev.backupwatch.web.Callers;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** {@code POST /admin/reload}: what a SIGHUP does too, with an answer. */
@Path("/admin/reload")
public class ReloadResource {

    private static final int FORBIDDEN = 403;
    private static final int UNPROCESSABLE = 422;

    /** A proxy's words of whom it speaks for, and a browser's of which page asks. */
    private static final List<String> SPEAKING_FOR_OTHERS =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via", "Origin");

    private final Reload reload;
    private final Access access;

    @Inject
    ReloadResource(Reload reload, Access access) {
        this.reload = reload;
        this.access = access;
    }

    /** Blocks, so it is served by a thread that may. */
    @POST
    public Response now(@Context RoutingContext request) {
        if (!mayReload(request)) {
            return problem(new JsonObject()
                    .put("type", "/problems/forbidden")
                    .put("title", "Not from there")
                    .put("status", FORBIDDEN)
                    .put(
                            "detail",
                            access.isOpen()
                                    ? "the configuration is reloaded from the machine that the service runs on, or by SIGHUP"
                                    : "the configuration is reloaded with a token that is an admin's, or by SIGHUP"));
        }
        Reload.Outcome outcome = reload.now();
        return outcome instanceof Reload.Accepted accepted
                ? answer(Response.ok(json(accepted).encode(), MediaType.APPLICATION_JSON))
                : problem(json((Reload.Refused) outcome));
    }

    /** An administrator, wherever; where nobody is asked who it is, somebody on this machine. */
    private boolean mayReload(RoutingContext request) {
        return access.isOpen()
                ? isOnThisMachine(request.request())
                : Callers.of(request).grant().isAdmin();
    }

    /**
     * A proxy there, or a page in a browser there, speaks for others, who may be anywhere.
     */
    private static boolean isOnThisMachine(HttpServerRequest request) {
        return isLoopback(request.connection().remoteAddress())
                && SPEAKING_FOR_OTHERS.stream()
                        .noneMatch(name -> request.headers().contains(name));
    }

    private static boolean isLoopback(SocketAddress peer) {
        if (peer == null || peer.hostAddress() == null) {
            return false;
        }
        try {
            // A literal, which asks no server.
            return InetAddress.getByName(peer.hostAddress()).isLoopbackAddress();
        } catch (UnknownHostException noAddress) {
            return false;
        }
    }

    private static JsonObject json(Reload.Accepted accepted) {
        var json = new JsonObject();
        accepted.told().forEach((what, names) -> json.put(what, new JsonArray(names)));
        return json.put("needsRestart", new JsonArray(List.copyOf(accepted.needsRestart())))
                .put("performed", accepted.isPerformed());
    }

    private static JsonObject json(Reload.Refused refused) {
        return new JsonObject()
                .put("type", "/problems/bad-configuration")
                .put("title", "The new configuration cannot be used, so all stays as it is")
                .put("status", UNPROCESSABLE)
                .put("detail", String.join("; ", refused.mistakes()))
                .put("mistakes", new JsonArray(refused.mistakes()));
    }

    private static Response problem(JsonObject problem) {
        return answer(Response.status(problem.getInteger("status"))
                .type("application/problem+json")
                .entity(problem.encode()));
    }

    private static Response answer(Response.ResponseBuilder response) {
        return response.header("Cache-Control", "no-store").build();
    }
}
