package dev.backupwatch.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backupwatch.access.Access;
import dev.backupwatch.access.Caller;
import dev.backupwatch.access.Grant;
import dev.backupwatch.access.Shown;
import dev.backupwatch.access.Verdict;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Signing in with a browser: a token for a cookie that no script can read and no other site can send. */
@Path(SessionResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
public class SessionResource {

    static final String PATH = "/api/v1/session";
    static final String COOKIE = "backupwatch-session";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Access access;

    @Inject
    SessionResource(Access access) {
        this.access = access;
    }

    /**
     * Who is signed in.
     *
     * @param isAnonymous whether everybody may see everything, so that there is nothing to sign in for
     * @param clusters that may be seen; absent: all
     * @param tenants that may be seen; absent: all
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Session(
            String name,
            boolean isAnonymous,
            @Nullable String expiresAt,
            @Nullable Set<String> clusters,
            @Nullable Set<String> tenants) {}

    @GET
    public Response session(@Context RoutingContext request) {
        Grant grant = Callers.of(request).grant();
        var session = new Session(
                grant.subject(),
                access.isOpen(),
                grant.expires().map(Object::toString).orElse(null),
                named(grant.visibility().clusters()),
                named(grant.visibility().tenants()));
        return Response.ok(session).header("Cache-Control", "no-store").build();
    }

    private static @Nullable Set<String> named(Set<String> names) {
        return names.isEmpty() ? null : new TreeSet<>(names);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> signIn(@Nullable String shown, @Context RoutingContext request) {
        Optional<String> token = token(shown == null ? "" : shown);
        if (token.isEmpty()) {
            return Uni.createFrom().item(Problems.response(Problem.noToken()));
        }
        String address = Peer.address(request.request());
        var bearer = new Shown(token, Optional.empty(), Optional.empty(), Optional.empty(), address);
        return access.judge(bearer).chain(verdict -> answer(verdict, request.request()));
    }

    /** Empty where it is not what is asked for. What it is instead is not told: it may be a secret. */
    private static Optional<String> token(String json) {
        try {
            JsonNode token = MAPPER.readTree(json).path("token");
            return Optional.of(token)
                    .filter(JsonNode::isTextual)
                    .map(text -> text.asText().strip());
        } catch (JsonProcessingException unreadable) {
            return Optional.empty();
        }
    }

    private Uni<Response> answer(Verdict verdict, HttpServerRequest request) {
        if (verdict instanceof Verdict.Granted granted) {
            return Uni.createFrom().item(begun(granted.caller(), request));
        }
        Problem problem = Problem.of(verdict);
        if (verdict instanceof Verdict.Refused refused) {
            return Uni.createFrom()
                    .item(Problems.response(problem))
                    .onItem()
                    .delayIt()
                    .by(refused.delay())
                    .invoke(() -> access.refused(Peer.address(request)));
        }
        return Uni.createFrom().item(Problems.passing(problem));
    }

    private Response begun(Caller caller, HttpServerRequest request) {
        Access.Session session = access.session(caller.grant());
        Duration length = Duration.between(access.now(), session.end());
        return Response.noContent()
                .header("Cache-Control", "no-store")
                .cookie(cookie(session.cookie(), (int) length.toSeconds(), request))
                .build();
    }

    /** The cookie is forgotten. */
    @DELETE
    public Response signOut(@Context RoutingContext request) {
        return Response.noContent().cookie(cookie("", 0, request.request())).build();
    }

    private static NewCookie cookie(String value, int seconds, HttpServerRequest request) {
        return new NewCookie.Builder(COOKIE)
                .value(value)
                .path("/")
                .maxAge(seconds)
                .httpOnly(true)
                .sameSite(NewCookie.SameSite.STRICT)
                .secure("https".equals(request.scheme()))
                .build();
    }
}
