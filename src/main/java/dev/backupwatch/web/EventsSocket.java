package dev.backupwatch.web;

import dev.backupwatch.access.Caller;
import dev.backupwatch.stream.Admission;
import dev.backupwatch.stream.BadRequestException;
import dev.backupwatch.stream.Controls;
import dev.backupwatch.stream.Farewell;
import dev.backupwatch.stream.Subscriber;
import dev.backupwatch.stream.Subscribers;
import dev.backupwatch.stream.Subscription;
import dev.backupwatch.stream.UnreadableException;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jboss.logging.Logger;

/** {@code GET /api/v1/events/ws}: the stream as one CloudEvent a message. It starts without a word from the client. */
@WebSocket(path = EventsSocket.PATH)
class EventsSocket {

    static final String PATH = EventsRoute.PATH + "/ws";

    private static final Logger LOG = Logger.getLogger(EventsSocket.class);
    private static final CloseReason TOO_BIG = new CloseReason(1009, "a message has at most 16 KiB");
    private static final TypedKey<Conversation> CONVERSATION = new TypedKey<>("conversation");

    private final Subscribers subscribers;
    private final RunningStream.House house;

    @Inject
    EventsSocket(RunningStream.House house) {
        this.subscribers = house.subscribers();
        this.house = house;
    }

    @OnOpen
    Uni<Void> open(WebSocketConnection connection) {
        Admission admission = subscribers.admit(SocketPeer.address(connection.userData()));
        if (admission instanceof Admission.Refused refused) {
            // Others came in between the handshake and here, or the service began to stop.
            return connection.close(SocketOutlet.closing(refused.farewell()));
        }
        if (admission instanceof Admission.Admitted admitted) {
            var handshake = connection.handshakeRequest();
            var parameters = new StreamParameters(
                    QueryText.parse(handshake.query()), Optional.ofNullable(handshake.header("Last-Event-ID")));
            var conversation = new Conversation(connection, house, admitted.leave());
            connection.userData().put(CONVERSATION, conversation);
            SocketPeer.of(connection.userData()).whenGone(conversation::end);
            return conversation.begin(parameters);
        }
        return Uni.createFrom().voidItem();
    }

    /** The next message is looked at when this one is answered. */
    @OnTextMessage
    Uni<Void> receive(String text, WebSocketConnection connection) {
        return connection.userData().get(CONVERSATION).answer(text);
    }

    @OnClose
    void close(WebSocketConnection connection) {
        Conversation conversation = connection.userData().get(CONVERSATION);
        if (conversation != null) {
            conversation.end();
        }
    }

    /** The socket hands over what it could not take: a message that is too big, or a connection that broke. */
    @OnError
    Uni<Void> broken(Throwable failure, WebSocketConnection connection) {
        LOG.debug("a WebSocket broke", failure);
        String message = failure.getMessage();
        boolean isTooBig = message != null && message.contains("max message size");
        return isTooBig && connection.isOpen()
                ? connection.close(TOO_BIG)
                : Uni.createFrom().voidItem();
    }

    /** One connection and the stream that runs on it just now. */
    private static final class Conversation {

        private final WebSocketConnection connection;
        private final Peer peer;
        private final Runnable leave;
        private final RunningStream.House house;
        private final Controls controls;
        private final RunningStream stream;

        Conversation(WebSocketConnection connection, RunningStream.House house, Runnable leave) {
            Caller caller = SocketPeer.caller(connection.userData());
            this.connection = connection;
            this.peer = SocketPeer.of(connection.userData());
            this.leave = leave;
            this.house = house;
            this.controls = house.subscribers().controls(caller.stamps());
            var outlet = new SocketOutlet(connection, peer, this::wake);
            this.stream = new RunningStream(
                    house, caller.grant(), new Subscriber.Surroundings(outlet, peer.loop(), controls));
        }

        private void wake() {
            stream.wake();
        }

        Uni<Void> begin(StreamParameters parameters) {
            Subscription asked = parameters.subscription(stream.grant().visibility());
            return house.rights()
                    .of(asked, stream.grant())
                    .invoke(permitted -> peer.loop().execute(() -> stream.begin(permitted)))
                    .replaceWithVoid()
                    .onFailure(UnreadableException.class)
                    .recoverWithUni(this::giveUp);
        }

        Uni<Void> answer(String text) {
            try {
                SocketRequest request = SocketRequest.parse(text);
                if (request.action() == SocketRequest.Action.PING) {
                    stream.ping(request.id());
                    return Uni.createFrom().voidItem();
                }
                Subscription asked =
                        request.parameters().subscription(stream.grant().visibility());
                return house.subscribers()
                        .check(asked)
                        .chain(() -> house.rights().of(asked, stream.grant()))
                        .invoke(permitted -> peer.loop().execute(() -> stream.beginAnother(permitted, request.id())))
                        .replaceWithVoid()
                        .onFailure(BadRequestException.class)
                        .recoverWithUni(mistake -> refuse(mistake, request.id()))
                        .onFailure(UnreadableException.class)
                        .recoverWithUni(this::giveUp);
            } catch (BadRequestException mistake) {
                return refuse(mistake, SocketRequest.id(text));
            }
        }

        void end() {
            stream.leave();
            leave.run();
        }

        /** The client comes back with its cursor; nobody would tell it otherwise that there is no stream. */
        private Uni<Void> giveUp() {
            peer.loop().execute(() -> stream.end(Farewell.Reason.UNREADABLE));
            return Uni.createFrom().voidItem();
        }

        private Uni<Void> refuse(BadRequestException mistake, String requestId) {
            String id = requestId.isEmpty() ? null : requestId;
            return connection.sendText(controls.problem(mistake.kind(), mistake.detail(), id)
                    .json()
                    .toString());
        }
    }
}
