package dev.backupwatch.web;

import dev.backupwatch.access.Caller;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** Who was let in, beside each request. What answers asks here, so that a way around the door leads nowhere. */
public final class Callers {

    private static final String KEY = "dev.backupwatch.caller";

    /** A WebSocket's check is handed the request alone. */
    private static final Map<HttpServerRequest, Caller> OF_HANDSHAKES =
            Collections.synchronizedMap(new WeakHashMap<>());

    private Callers() {}

    static void put(RoutingContext request, Caller caller) {
        request.put(KEY, caller);
    }

    /** @throws UnauthorizedException where nobody was */
    public static Caller of(RoutingContext request) {
        @Nullable Caller caller = request.get(KEY);
        if (caller == null) {
            throw new UnauthorizedException();
        }
        return caller;
    }

    static void shakeHands(RoutingContext request) {
        OF_HANDSHAKES.put(request.request(), of(request));
    }

    static @Nullable Caller ofHandshake(HttpServerRequest request) {
        return OF_HANDSHAKES.remove(request);
    }
}
