package dev.backupwatch.web;

import dev.backupwatch.access.Grant;
import dev.backupwatch.stream.BadRequestException;
import dev.backupwatch.stream.Farewell;
import dev.backupwatch.stream.Subscribers;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Answers a handshake whose parameters cannot be used with a problem document: a closed socket would not say why. */
@Singleton
class SocketHandshake {

    private static final int BEFORE_THE_SOCKET = -1000;

    private final Subscribers subscribers;

    @Inject
    SocketHandshake(Subscribers subscribers) {
        this.subscribers = subscribers;
    }

    void register(@Observes Router router) {
        router.get(EventsSocket.PATH).order(BEFORE_THE_SOCKET).handler(this::check);
    }

    private void check(RoutingContext request) {
        Optional<Farewell> refusal = subscribers.refusal(Peer.address(request.request()));
        if (refusal.isPresent()) {
            EventsRoute.send(request, refusal.get());
            return;
        }
        try {
            Grant grant = Callers.of(request).grant();
            subscribers
                    .check(EventsRoute.parameters(request).subscription(grant.visibility()))
                    .invoke(() -> Callers.shakeHands(request))
                    .subscribe()
                    .with(fine -> request.next(), failure -> EventsRoute.fail(request, failure));
        } catch (BadRequestException | UnauthorizedException mistake) {
            EventsRoute.fail(request, mistake);
        }
    }
}
