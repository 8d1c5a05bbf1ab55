package dev.backupwatch.fuzz;

import dev.backupwatch.fuzz.Attempt.Manner;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Draws what a client does to a WebSocket (RFC 6455, 5.2). */
final class FrameDraw {

    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int MEDIUM = 126;
    private static final int LONG = 127;
    private static final List<String> MESSAGES = List.of(
            "{\"action\":\"subscribe\",\"id\":\"a1\",\"filter\":{\"tenant\":[1002],\"type\":[\"backup.job\"]},\"conflate\":true}",
            "{\"action\":\"subscribe\",\"cursor\":\"oldest\",\"snapshot\":false}",
            "{\"action\":\"subscribe\",\"cursor\":\"abc-1\"}",
            "{\"action\":\"subscribe\",\"filter\":{\"cluster\":\"nope\"}}",
            "{\"action\":\"subscribe\",\"filter\":[1,{\"a\":null}]}",
            "{\"action\":\"ping\",\"id\":\"a2\"}",
            "{\"action\":\"ping\",\"id\":{\"a\":[]}}",
            "{\"action\":\"dance\"}",
            "{\"action\":\"subscribe\",\"cursor\":1e99999}",
            "[]",
            "null",
            "");

    private final Draws draws;
    private final Guests guests;

    FrameDraw(Draws draws, Guests guests) {
        this.draws = draws;
        this.guests = guests;
    }

    Attempt socket(int number) {
        List<byte[]> pieces = new ArrayList<>(List.of(handshake()));
        for (int frames = draws.between(0, 6); frames > 0; frames--) {
            pieces.add(frame());
        }
        if (draws.chance(0.2)) {
            pieces.set(pieces.size() - 1, draws.mutated(pieces.get(pieces.size() - 1)));
        }
        return new Attempt(number, draws.chance(0.1) ? Manner.GONE : Manner.SOCKET, pieces, "");
    }

    private byte[] handshake() {
        Optional<String> right = guests.header(draws);
        return Bytes.of("GET " + Routes.SOCKET + "?bookmarks=500ms&snapshot=" + draws.chance(0.5)
                + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + (draws.chance(0.2) ? "Sec-WebSocket-Protocol: cloudevents.json\r\n" : "")
                + (draws.chance(0.2) ? "Sec-WebSocket-Extensions: permessage-deflate\r\n" : "")
                + right.map(line -> line + "\r\n").orElse("") + "\r\n");
    }

    private byte[] frame() {
        return switch (draws.below(12)) {
            case 0 -> frame(FINAL | BINARY, draws.bytes(draws.below(200)));
            case 1 -> frame(FINAL | TEXT, draws.bytes(draws.below(200)));
            case 2 -> fragmented();
            case 3 -> frame(draws.below(256), message());
            case 4 -> frame(FINAL | TEXT, Bytes.of("[".repeat(draws.between(1, 20_000))));
            case 5 -> frame(FINAL | TEXT, new byte[draws.between(16_000, 70_000)]);
            case 6 -> header(FINAL | TEXT, Long.MAX_VALUE >> draws.below(50));
            case 7 -> pings();
            case 8 -> frame(FINAL | CLOSE, closing());
            case 9 -> unmasked();
            default -> frame(FINAL | TEXT, message());
        };
    }

    private byte[] message() {
        byte[] message = Bytes.of(draws.oneOf(MESSAGES));
        return draws.chance(0.4) ? draws.mutated(message) : message;
    }

    /** Sometimes without an end, or with another message between. */
    private byte[] fragmented() {
        byte[] begin = frame(TEXT, message());
        byte[] middle = frame(draws.oneOf(List.of(0, TEXT, FINAL | PING)), draws.bytes(draws.below(20)));
        return draws.chance(0.5) ? Bytes.joined(begin, middle) : Bytes.joined(begin, middle, frame(FINAL, message()));
    }

    private byte[] pings() {
        byte[] one = frame(FINAL | PING, draws.bytes(draws.below(130)));
        byte[] all = one;
        for (int pings = draws.between(1, 200); pings > 0; pings--) {
            all = Bytes.joined(all, one);
        }
        return all;
    }

    private byte[] closing() {
        int code = draws.oneOf(List.of(0, 999, 1000, 1001, 1004, 1005, 1006, 1009, 1015, 3000, 4999, 65_535));
        byte[] reason = draws.chance(0.5) ? draws.bytes(draws.below(130)) : Bytes.of(Hostile.text(draws));
        byte[] both = ByteBuffer.allocate(Short.BYTES + reason.length)
                .putShort((short) code)
                .put(reason)
                .array();
        return draws.chance(0.2) ? new byte[] {3} : both;
    }

    private byte[] unmasked() {
        byte[] message = message();
        return Bytes.joined(new byte[] {(byte) (FINAL | TEXT), (byte) Math.min(message.length, MEDIUM - 1)}, message);
    }

    private byte[] frame(int first, byte[] payload) {
        return Bytes.joined(header(first, payload.length), payload);
    }

    /** Masked with nothing. */
    private static byte[] header(int first, long length) {
        ByteBuffer header = ByteBuffer.allocate(14).put((byte) first);
        if (length < MEDIUM) {
            header.put((byte) (MASKED | length));
        } else if (length <= 0xFFFF) {
            header.put((byte) (MASKED | MEDIUM)).putShort((short) length);
        } else {
            header.put((byte) (MASKED | LONG)).putLong(length);
        }
        byte[] bytes = new byte[header.position() + 4];
        header.flip().get(bytes, 0, bytes.length - 4);
        return bytes;
    }
}
