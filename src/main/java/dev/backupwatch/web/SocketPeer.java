package dev.backupwatch.web;

import dev.backupwatch.access.Caller;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Keeps what a handshake knows of its connection for the WebSocket that comes of it. */
@Singleton
class SocketPeer implements HttpUpgradeCheck {

    private static final TypedKey<Caller> CALLER = new TypedKey<>("caller");
    private static final TypedKey<Peer> PEER = new TypedKey<>("peer");
    private static final TypedKey<String> ADDRESS = new TypedKey<>("address");

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext handshake) {
        @Nullable Caller caller = Callers.ofHandshake(handshake.httpRequest());
        if (caller == null) {
            return CheckResult.rejectUpgrade(Problem.UNAUTHORIZED);
        }
        handshake.userData().put(CALLER, caller);
        handshake.userData().put(PEER, Peer.of(handshake.httpRequest()));
        handshake.userData().put(ADDRESS, Peer.address(handshake.httpRequest()));
        return CheckResult.permitUpgrade();
    }

    static Peer of(UserData connection) {
        return connection.get(PEER);
    }

    static Caller caller(UserData connection) {
        return connection.get(CALLER);
    }

    static String address(UserData connection) {
        return connection.get(ADDRESS);
    }
}
