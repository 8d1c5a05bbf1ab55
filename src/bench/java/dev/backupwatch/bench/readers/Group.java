package dev.backupwatch.bench.readers;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * How readers open a stream. The words: {@code port}; {@code readers}, of which the first {@code stalled} never read;
 * {@code target} (of those {@code stalled-target}), path and query, where {@code {variant}} is the reader's number modulo {@code variants} and {@code {cursor}}
 * its cursor; {@code transport}, {@code sse} or {@code ws}; {@code addresses}, over how many of 127.0.0.1, 127.0.0.2 and so
 * on they are spread; {@code spread}, over how many milliseconds; {@code under-way}, how many connect at the same time.
 * What comes first is the event after {@code after}, or after the first bookmark; or, with {@code epoch}, {@code oldest} and
 * {@code newest}, after the reader's cursor, which lies between these two. A reader has arrived at its first bookmark
 * ({@code arrived=bookmark}), with the response's head ({@code head}), or with the event {@code newest} ({@code newest}).
 */
record Group(Orders orders) {

    private static final String UPGRADE = """
            Connection: Upgrade
            Upgrade: websocket
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
            """;
    private static final int MOST_UNDER_WAY = 128;

    int readers() {
        return Math.toIntExact(orders.number("readers", 1));
    }

    boolean isStalled(int reader) {
        return reader < orders.number("stalled", 0);
    }

    int underWay() {
        return Math.toIntExact(orders.number("under-way", MOST_UNDER_WAY));
    }

    boolean isTimed() {
        return orders.text("timed", "true").equals("true");
    }

    boolean isWebSocket() {
        return orders.text("transport", "sse").equals("ws");
    }

    boolean arrivesWith(String what) {
        return orders.text("arrived", "bookmark").equals(what);
    }

    /** How long after the first reader this one connects. */
    Duration delay(int reader) {
        return Duration.ofMillis(orders.number("spread", 0))
                .multipliedBy(reader)
                .dividedBy(readers());
    }

    InetSocketAddress server() {
        return new InetSocketAddress(loopback((byte) 1), Math.toIntExact(orders.number("port", 0)));
    }

    /** With a port that the system chooses. */
    InetSocketAddress address(int reader) {
        byte last = (byte) (1 + reader % orders.number("addresses", 1));
        return new InetSocketAddress(loopback(last), 0);
    }

    /** The event before the first that the reader gets; negative if that is not known. */
    long before(int reader) {
        if (!orders.words().containsKey("epoch")) {
            return orders.number("after", -1);
        }
        long oldest = orders.number("oldest", 0);
        return oldest + (newest() - oldest) * reader / readers();
    }

    long newest() {
        return orders.number("newest", 0);
    }

    byte[] request(int reader) {
        String variant = Long.toString(reader % orders.number("variants", 1));
        String asked = isStalled(reader) ? orders.text("stalled-target", orders.text("target")) : orders.text("target");
        String target = asked.replace("{variant}", variant)
                .replace("{cursor}", orders.text("epoch", "") + "-" + before(reader));
        String more = isWebSocket() ? UPGRADE : "Accept: text/event-stream\n";
        return "GET %s HTTP/1.1\nHost: 127.0.0.1:%d\n%s\n"
                .formatted(target, server().getPort(), more)
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static InetAddress loopback(byte last) {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, last});
        } catch (UnknownHostException noAddress) {
            throw new IllegalStateException(noAddress);
        }
    }
}
