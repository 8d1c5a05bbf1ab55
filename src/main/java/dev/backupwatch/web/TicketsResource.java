package dev.backupwatch.web;

import dev.backupwatch.access.Access;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** What a page of another origin opens a stream with, where it can send no header: a token does not belong in a URL (RFC 9700). */
@Path("/api/v1/tickets")
@Produces(MediaType.APPLICATION_JSON)
public class TicketsResource {

    private static final int CREATED = 201;

    private final Access access;

    @Inject
    TicketsResource(Access access) {
        this.access = access;
    }

    /**
     * A ticket.
     *
     * @param ticket goes into the parameter of that name
     * @param expiresAt until then it opens one stream
     * @param path of the streams that it opens, as server-sent events; the WebSocket's too
     */
    public record Ticket(String ticket, String expiresAt, String path) {

        @Override
        public String toString() {
            return "Ticket[until %s]".formatted(expiresAt);
        }
    }

    @POST
    public Response issue(@Context RoutingContext request) {
        Access.Ticket issued = access.ticket(Callers.of(request).grant());
        var ticket =
                new Ticket(issued.text(), issued.until().toString(), EventsRoute.PATH + "?ticket=" + issued.text());
        return Response.status(CREATED)
                .entity(ticket)
                .header("Cache-Control", "no-store")
                .build();
    }
}
