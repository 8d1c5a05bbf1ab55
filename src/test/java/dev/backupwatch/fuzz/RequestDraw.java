package dev.backupwatch.fuzz;

import dev.backupwatch.fuzz.Attempt.Manner;
import dev.backupwatch.fuzz.Routes.Route;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Draws requests: some whole, with odd content, and some that are none. */
final class RequestDraw {

    private static final String END = "\r\n\r\n";
    private static final List<String> HEADERS = List.of(
            "Last-Event-ID: ",
            "Accept: ",
            "Accept: text/event-stream, ",
            "Accept: application/json;q=0.",
            "Accept-Encoding: ",
            "Accept-Language: ",
            "Origin: ",
            "Origin: https://elsewhere.example/",
            "Cookie: ",
            "Authorization: Bearer ",
            "If-None-Match: ",
            "Content-Type: application/json;",
            "Content-Type: ",
            "Range: bytes=0-",
            "X-Forwarded-For: ",
            "Forwarded: for=",
            "traceparent: ",
            "Access-Control-Request-Method: ",
            "Upgrade: ",
            "Expect: ",
            "X-");
    private static final List<String> FORMS = List.of(
            "text/event-stream",
            "application/x-ndjson",
            "text/plain",
            "application/json",
            "application/json",
            "application/cloudevents-batch+json",
            "*/*");

    private final Draws draws;
    private final Guests guests;

    RequestDraw(Draws draws, Guests guests) {
        this.draws = draws;
        this.guests = guests;
    }

    Attempt whole(int number) {
        Route route = draws.oneOf(Routes.ALL);
        String method = draws.chance(0.15) ? draws.oneOf(Routes.METHODS) : route.method();
        String target = target(route);
        byte[] body = method.equals("GET") || method.equals("HEAD") ? new byte[0] : body();
        List<String> lines = headers();
        lines.add("Connection: close");
        if (body.length > 0) {
            lines.add("Content-Length: " + body.length);
        }
        byte[] head = Bytes.of(method + " " + target + " HTTP/1.1\r\n" + String.join("\r\n", lines) + END);
        return new Attempt(number, Manner.WHOLE, pieces(Bytes.joined(head, body)), method + " " + target);
    }

    /** What is said is not what HTTP wants. */
    Attempt anything(int number) {
        byte[] bytes = switch (draws.below(8)) {
            case 0 -> draws.bytes(draws.between(1, 300));
            case 1 -> lies();
            case 2 -> chunks();
            case 3 -> tooMuch();
            case 4 -> severalAtOnce();
            case 5 -> half();
            default -> draws.mutated(wholeBytes());
        };
        Manner manner = draws.chance(0.1) ? Manner.GONE : Manner.ANYTHING;
        return new Attempt(number, manner, pieces(bytes), "");
    }

    private byte[] wholeBytes() {
        return whole(0).pieces().stream().reduce(new byte[0], Bytes::joined);
    }

    /** Its length is another than it says, or is said twice. */
    private byte[] lies() {
        String length =
                draws.oneOf(List.of("5", "100", "-1", "10485760", "99999999999999999999", "0x10", "1, 2", "", "+3"));
        String again = draws.chance(0.3) ? "\r\nContent-Length: 3" : "";
        return Bytes.joined(Bytes.of(begin() + "\r\nContent-Length: " + length + again + END), body());
    }

    private byte[] chunks() {
        String coding = draws.oneOf(List.of("chunked", "chunked, chunked", "gzip, chunked", "identity", "chunke", "x"));
        String size = draws.oneOf(List.of("5", "zz", "-1", "ffffffffffffffff", "5;a=b", "", "5\n", "0", "00000000005"));
        String also = draws.chance(0.2) ? "\r\nContent-Length: 4" : "";
        return Bytes.of(begin() + "\r\nTransfer-Encoding: " + coding + also + END + size + "\r\nhello\r\n0\r\n"
                + (draws.chance(0.5) ? "\r\n" : "X: " + Hostile.text(draws)));
    }

    private byte[] tooMuch() {
        int size = draws.between(4_000, 70_000);
        return switch (draws.below(4)) {
            case 0 -> Bytes.of("GET /" + "a".repeat(size) + " HTTP/1.1\r\nHost: a" + END);
            case 1 -> Bytes.of(begin() + "\r\nX: " + "a".repeat(size) + END);
            case 2 -> Bytes.of(begin() + "\r\nX: a".repeat(size / 6) + END);
            default -> Bytes.of(begin() + "\r\nContent-Length: " + size + END + "[".repeat(size));
        };
    }

    private byte[] severalAtOnce() {
        byte[] all = new byte[0];
        for (int requests = draws.between(2, 12); requests > 0; requests--) {
            all = Bytes.joined(all, Bytes.of(begin() + END));
        }
        return draws.chance(0.3) ? draws.mutated(all) : all;
    }

    private byte[] half() {
        byte[] whole = wholeBytes();
        return Arrays.copyOf(whole, draws.between(1, whole.length));
    }

    private String begin() {
        Route route = draws.oneOf(Routes.ALL);
        String version =
                draws.oneOf(List.of("HTTP/1.1", "HTTP/1.1", "HTTP/1.1", "HTTP/1.0", "HTTP/2.0", "HTTP/9.9", "X", ""));
        return route.method() + " " + target(route) + " " + version + "\r\nHost: "
                + (draws.chance(0.1) ? Hostile.text(draws) : "a");
    }

    private String target(Route route) {
        String path = draws.chance(0.2) ? path(route.path()) : route.path();
        List<String> query = new ArrayList<>(guests.parameters(draws));
        for (int parameters = draws.below(4); parameters > 0; parameters--) {
            query.add(parameter(draws.oneOf(Routes.PARAMETERS)));
        }
        return path + (query.isEmpty() ? "" : "?" + String.join("&", query));
    }

    /** With one part that is another. */
    private String path(String path) {
        String[] parts = path.split("/", -1);
        parts[draws.below(parts.length)] = draws.chance(0.5) ? Hostile.visible(draws) : draws.word(12);
        return "/" + String.join("/", parts).replaceFirst("^/+", "");
    }

    private String parameter(String usual) {
        int equals = usual.indexOf('=') + 1;
        return switch (draws.below(4)) {
            case 0 -> usual.substring(0, equals) + Hostile.visible(draws);
            case 1 -> usual.substring(0, equals) + draws.word(30);
            case 2 -> (usual + ",").repeat(draws.between(1, 5));
            default -> usual;
        };
    }

    private List<String> headers() {
        List<String> lines = new ArrayList<>(List.of("Host: 127.0.0.1"));
        guests.header(draws).ifPresent(lines::add);
        if (draws.chance(0.7)) {
            lines.add("Accept: " + draws.oneOf(FORMS));
        }
        for (int more = draws.below(4); more > 0; more--) {
            String header = draws.oneOf(HEADERS);
            String value = draws.chance(0.7) ? Hostile.visible(draws) : draws.word(40);
            lines.add(header + (header.equals("X-") ? draws.below(100) + ": " : "") + value);
        }
        return lines;
    }

    private byte[] body() {
        return switch (draws.below(6)) {
            case 0 -> new byte[0];
            case 1 -> Bytes.of("{\"token\":\"" + Hostile.text(draws) + "\"}");
            case 2 -> Bytes.of("[".repeat(draws.between(1, 5_000)));
            case 3 -> Bytes.of("{\"a\":".repeat(draws.between(1, 2_000)) + "1");
            case 4 -> Bytes.of("token=" + Hostile.text(draws) + "&" + "a=b&".repeat(draws.between(0, 500)));
            default -> draws.bytes(draws.between(1, 2_000));
        };
    }

    /** Mostly at once. */
    private List<byte[]> pieces(byte[] bytes) {
        if (draws.chance(0.95) || bytes.length < 2) {
            return List.of(bytes);
        }
        int cut = draws.between(1, bytes.length - 1);
        return List.of(Arrays.copyOf(bytes, cut), Arrays.copyOfRange(bytes, cut, bytes.length));
    }
}
