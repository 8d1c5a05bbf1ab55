package dev.backupwatch.web;

import io.vertx.ext.web.MIMEHeader;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/** Which of the event resource's forms the client would rather have. */
enum Negotiation {
    SERVER_SENT_EVENTS,
    LINES,
    HUMAN_LINES,
    PAGE,
    CLOUD_EVENTS_PAGE;

    /** Empty if nothing that is spoken here is accepted. */
    static Optional<Negotiation> of(RoutingContext request) {
        List<MIMEHeader> accepted = request.parsedHeaders().accept();
        if (accepted.isEmpty()) {
            return Optional.of(SERVER_SENT_EVENTS);
        }
        return accepted.stream()
                .filter(type -> type.weight() > 0)
                .map(type -> form(type.component() + "/" + type.subComponent()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Negotiation> form(String mediaType) {
        return Optional.ofNullable(
                switch (mediaType) {
                    case "text/event-stream", "text/*", "*/*" -> SERVER_SENT_EVENTS;
                    case "application/x-ndjson" -> LINES;
                    case "text/plain" -> HUMAN_LINES;
                    case "application/json", "application/*" -> PAGE;
                    case "application/cloudevents-batch+json" -> CLOUD_EVENTS_PAGE;
                    default -> null;
                });
    }
}
