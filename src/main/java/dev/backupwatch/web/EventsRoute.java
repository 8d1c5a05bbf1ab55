package dev.backupwatch.web;

import dev.backupwatch.access.Caller;
import dev.backupwatch.access.Grant;
import dev.backupwatch.event.Cursor;
import dev.backupwatch.event.Encoded;
import dev.backupwatch.stream.Admission;
import dev.backupwatch.stream.BadRequestException;
import dev.backupwatch.stream.Farewell;
import dev.backupwatch.stream.Filter;
import dev.backupwatch.stream.Framing;
import dev.backupwatch.stream.GoneException;
import dev.backupwatch.stream.LogPages;
import dev.backupwatch.stream.PastPages;
import dev.backupwatch.stream.Resume;
import dev.backupwatch.stream.Subscriber;
import dev.backupwatch.stream.Subscribers;
import dev.backupwatch.stream.Subscription;
import dev.backupwatch.stream.Transport;
import dev.backupwatch.stream.UnreadableException;
import dev.backupwatch.wire.AnswerEncoder;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * {@code GET /api/v1/events}: a stream, or one page of the log. A plain route: it hands the shared bytes to the socket and
 * asks the socket itself whether it takes more.
 */
@Singleton
class EventsRoute {

    static final String PATH = "/api/v1/events";

    private static final Logger LOG = Logger.getLogger(EventsRoute.class);
    private static final int INTERNAL_ERROR = 500;

    private final Subscribers subscribers;
    private final RunningStream.House house;
    private final LogPages pages;
    private final PastPages past;

    @Inject
    EventsRoute(RunningStream.House house, LogPages pages, PastPages past) {
        this.subscribers = house.subscribers();
        this.house = house;
        this.pages = pages;
        this.past = past;
    }

    void register(@Observes Router router) {
        router.get(PATH).handler(this::answer);
    }

    private void answer(RoutingContext request) {
        Optional<Negotiation> form = Negotiation.of(request);
        if (form.isEmpty()) {
            send(request, Problem.notAcceptable());
            return;
        }
        try {
            StreamParameters parameters = parameters(request);
            if (form.get() == Negotiation.PAGE || form.get() == Negotiation.CLOUD_EVENTS_PAGE) {
                page(request, parameters, form.get());
            } else {
                stream(request, parameters, framing(form.get(), parameters, Callers.of(request)));
            }
        } catch (BadRequestException | UnauthorizedException mistake) {
            fail(request, mistake);
        }
    }

    static StreamParameters parameters(RoutingContext request) {
        return new StreamParameters(
                QueryText.parse(request.request().query()),
                Optional.ofNullable(request.request().getHeader("Last-Event-ID")));
    }

    private static HttpFraming framing(Negotiation form, StreamParameters parameters, Caller caller) {
        return switch (form) {
            case LINES -> new Lines();
            case HUMAN_LINES -> new HumanLines(parameters.language());
            default -> serverSentEvents(new ServerSentEvents(parameters.named()), caller);
        };
    }

    private static HttpFraming serverSentEvents(ServerSentEvents plain, Caller caller) {
        return caller.stamps()
                .<HttpFraming>map(stamps -> new StampedEvents(plain, stamps))
                .orElse(plain);
    }

    private void stream(RoutingContext request, StreamParameters parameters, HttpFraming framing) {
        Grant grant = Callers.of(request).grant();
        Subscription asked = parameters.subscription(grant.visibility());
        Peer peer = Peer.of(request.request());
        subscribers
                .check(asked)
                .chain(() -> house.rights().of(asked, grant))
                .subscribe()
                .with(
                        permitted -> peer.loop().execute(() -> begin(request, permitted, framing, peer)),
                        failure -> peer.loop().execute(() -> fail(request, framing, peer, failure)));
    }

    private void begin(RoutingContext request, Subscription asked, HttpFraming framing, Peer peer) {
        HttpServerResponse response = request.response();
        if (response.closed()) {
            return;
        }
        var outlet = new HttpOutlet(response, framing, peer);
        Admission admission = subscribers.admit(Peer.address(request.request()));
        if (admission instanceof Admission.Admitted admitted) {
            outlet.open();
            Caller caller = Callers.of(request);
            var around = new Subscriber.Surroundings(outlet, peer.loop(), subscribers.controls(caller.stamps()));
            var stream = new RunningStream(house, caller.grant(), around);
            response.drainHandler(drained -> stream.wake());
            response.exceptionHandler(broken -> stream.leave());
            response.closeHandler(closed -> stream.leave());
            response.endHandler(over -> {
                stream.leave();
                admitted.leave().run();
            });
            stream.begin(asked);
            peer.whenGone(stream::leave);
            peer.whenGone(admitted.leave());
        } else if (admission instanceof Admission.Refused refused) {
            refuse(request, outlet, refused.farewell());
        }
    }

    private void fail(RoutingContext request, HttpFraming framing, Peer peer, Throwable failure) {
        if (failure instanceof UnreadableException && isOfABrowser(framing)) {
            Farewell farewell = subscribers.farewell(Farewell.Reason.UNREADABLE, subscribers.controls());
            refuse(request, new HttpOutlet(request.response(), framing, peer), farewell);
        } else {
            fail(request, failure);
        }
    }

    private static void refuse(RoutingContext request, HttpOutlet outlet, Farewell farewell) {
        if (isOfABrowser(outlet.framing())) {
            outlet.open();
            outlet.end(farewell);
        } else {
            send(request, farewell);
        }
    }

    /** An EventSource comes back only to a stream that began. */
    private static boolean isOfABrowser(Framing framing) {
        return framing.transport() == Transport.SSE;
    }

    private void page(RoutingContext request, StreamParameters parameters, Negotiation form) {
        if (parameters.ticket().isPresent()) {
            throw new BadRequestException(
                    "bad-filter", "a ticket opens a stream; a page of the log is asked for with a token");
        }
        Filter filter = parameters.filter(Callers.of(request).grant().visibility());
        if (parameters.newestFirst()) {
            past.read(parameters.before(), filter, parameters.limit())
                    .map(page -> new Answer(page.events(), "before", page.next()))
                    .subscribe()
                    .with(page -> send(request, page, form), failure -> fail(request, failure));
        } else {
            pages.read(parameters.cursor().orElse(Resume.OLDEST), filter, parameters.limit())
                    .map(page -> new Answer(page.events(), "cursor", Optional.of(page.scanned())))
                    .subscribe()
                    .with(page -> send(request, page, form), failure -> fail(request, failure));
        }
    }

    /** @param parameter by which the next page is asked for, if there is one */
    private record Answer(List<Encoded> events, String parameter, Optional<Cursor> next) {}

    private static void send(RoutingContext request, Answer page, Negotiation form) {
        boolean isPlain = form == Negotiation.PAGE;
        request.response()
                .putHeader("Content-Type", isPlain ? "application/json" : "application/cloudevents-batch+json")
                .putHeader("Cache-Control", "no-store")
                .putHeader("Vary", "Accept");
        page.next()
                .map(next -> QueryText.with(request.request().query(), page.parameter(), next.toString()))
                .ifPresent(
                        query -> request.response().putHeader("Link", "<%s?%s>; rel=\"next\"".formatted(PATH, query)));
        request.response().end(Buffer.buffer(AnswerEncoder.batch(page.events()).shared()));
    }

    /** Of a question or a stream that cannot be answered. */
    static void fail(RoutingContext request, Throwable failure) {
        if (failure instanceof BadRequestException mistake) {
            send(request, Problem.of(mistake));
        } else if (failure instanceof UnauthorizedException) {
            send(request, Problem.unauthorized());
        } else if (failure instanceof GoneException gone) {
            send(request, Problem.of(gone));
        } else if (failure instanceof UnreadableException) {
            request.response().putHeader("Retry-After", Problem.RETRY_AFTER);
            send(request, Problem.unreadable());
        } else {
            LOG.error("a request for events failed", failure);
            send(request, new Problem(INTERNAL_ERROR, "internal", "This should not have happened", "see the log"));
        }
    }

    /** Everyone else is told by the status. */
    static void send(RoutingContext request, Farewell farewell) {
        request.response()
                .putHeader("Retry-After", Long.toString(farewell.retry().toSeconds()));
        send(request, Problem.of(farewell));
    }

    static void send(RoutingContext request, Problem problem) {
        request.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .putHeader("Cache-Control", "no-store")
                .putHeader("Vary", "Accept")
                .end(problem.json());
    }
}
