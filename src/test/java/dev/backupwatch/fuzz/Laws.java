package dev.backupwatch.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What must be true of whatever the service says, to whatever it is asked. */
final class Laws {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int FIRST_REFUSAL = 400;
    private static final int BAD_REQUEST = 400;
    private static final int UNAVAILABLE = 503;
    private static final int FIRST_FAULT_OF_OURS = 500;
    private static final String PROBLEM = "application/problem+json";
    private static final Pattern ANSWER = Pattern.compile("(?m)^HTTP/1\\.[01] ([45]\\d\\d) [^\0]*?\r\n\r\n");
    /** Of the programs that the service is made of. Its own events have types that begin as its classes do. */
    private static final Pattern INSIDES = Pattern.compile(
            "\\b(java|javax|jakarta|sun|io|org|com)\\.[a-z]\\w*\\.[\\w.$]*[A-Z]|dev\\.backupwatch\\.\\w+\\.[A-Z]"
                    + "|\\tat |\\w(Exception|Error)\\b|\"stack\"|`[A-Z]\\w+\\.");

    private static final Set<Integer> CLOSE_CODES = Set.of(1000, 1001, 1002, 1003, 1007, 1008, 1009, 1013);
    /** A code of its own that a client closes with is said back to it. */
    private static final int FIRST_OF_ITS_CLIENT = 3000;

    private static final int TEXT = 0x81;
    private static final int CLOSE = 0x88;
    private static final int PING = 0x89;
    private static final int PONG = 0x8A;

    private Laws() {}

    /** @throws Broken saying what is wrong */
    static void holdFor(Attempt attempt, Answer answer) {
        holdForStatus(answer.status(), answer.header("content-type"));
        String type = answer.header("content-type");
        if (type.contains("json") || answer.status() >= FIRST_REFUSAL) {
            holdForText(answer.body());
        }
        if (answer.status() >= FIRST_REFUSAL && !attempt.isHead() && !isRefusedBelow(attempt, answer)) {
            holdForProblem(answer);
        }
    }

    /** Of one or more answers, to whatever was taken for requests. */
    static void holdForAnything(String received) {
        ANSWER.matcher(received).results().forEach(Laws::holdForHead);
    }

    /** @param received the frames that came, of which the last may be cut off */
    static void holdForFrames(byte[] received) {
        var frames = ByteBuffer.wrap(received);
        while (frames.remaining() >= 2) {
            int first = frames.get() & 0xFF;
            int length = length(frames);
            if (length < 0 || frames.remaining() < length) {
                return;
            }
            byte[] payload = new byte[length];
            frames.get(payload);
            holdForFrame(first, payload);
        }
    }

    private static void holdForFrame(int first, byte[] payload) {
        if (first == TEXT) {
            String text = new String(payload, StandardCharsets.UTF_8);
            holdForText(text);
            demand(json(text).path("specversion").asText().equals("1.0"), "no CloudEvent: " + text);
        } else if (first == CLOSE) {
            int code = payload.length < 2 ? 1000 : ByteBuffer.wrap(payload).getShort() & 0xFFFF;
            demand(CLOSE_CODES.contains(code) || code >= FIRST_OF_ITS_CLIENT, "closed with " + code);
            holdForText(new String(payload, StandardCharsets.UTF_8));
        } else {
            demand(first == PING || first == PONG, "a frame that begins with %x".formatted(first));
        }
    }

    /** Less than nothing where it is cut off, or is too long for one of ours. */
    private static int length(ByteBuffer frames) {
        int length = frames.get();
        if (length < 0) {
            throw new Broken("a frame of the server's is masked");
        }
        if (length == 126) {
            return frames.remaining() < 2 ? -1 : frames.getShort() & 0xFFFF;
        }
        if (length == 127) {
            return frames.remaining() < 8 ? -1 : (int) frames.getLong();
        }
        return length;
    }

    private static void holdForHead(MatchResult answer) {
        String head = answer.group();
        boolean isEmpty = head.contains("content-length: 0\r\n")
                || head.matches("(?s).* \\d+ [^\r]*\r\n(connection[^\r]*\r\n)?\r\n");
        String type = head.contains(PROBLEM) ? PROBLEM : "";
        holdForStatus(Integer.parseInt(answer.group(1)), type);
        // Vert.x says itself what is wrong with a handshake, in a line without a type.
        boolean isOfAHandshake = !head.toLowerCase(Locale.ROOT).contains("\ncontent-type:");
        demand(isEmpty || isOfAHandshake || type.equals(PROBLEM), "no problem document: " + head);
    }

    private static void holdForStatus(int status, String type) {
        boolean isDocumented = status == UNAVAILABLE && type.startsWith(PROBLEM);
        demand(status < FIRST_FAULT_OF_OURS || isDocumented, "status " + status);
    }

    private static void holdForText(String text) {
        demand(!INSIDES.matcher(text).find(), "tells of its insides: " + text);
    }

    private static void holdForProblem(Answer answer) {
        demand(answer.header("content-type").equals(PROBLEM), "no problem document: " + answer);
        JsonNode problem = json(answer.body());
        boolean isOne = problem.path("type").asText().startsWith("/problems/")
                && problem.path("status").asInt() == answer.status()
                && problem.path("title").isTextual()
                && problem.path("detail").isTextual();
        demand(isOne, "not as RFC 9457 has it: " + answer.body());
    }

    /** Quarkus asks no route about an address that is none, and answers itself what it serves itself. */
    private static boolean isRefusedBelow(Attempt attempt, Answer answer) {
        boolean isNoAddress = answer.status() == BAD_REQUEST && !isAddress(attempt.request());
        return answer.body().isEmpty() && (isNoAddress || attempt.request().contains(" /q/"));
    }

    private static boolean isAddress(String request) {
        try {
            return new URI(request.substring(request.indexOf(' ') + 1)) != null;
        } catch (URISyntaxException none) {
            return false;
        }
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException none) {
            throw new Broken("no JSON: " + text);
        }
    }

    static void demand(boolean law, String otherwise) {
        if (!law) {
            throw new Broken(otherwise);
        }
    }

    /** A law that does not hold. */
    static final class Broken extends RuntimeException {

        Broken(String what) {
            super(what);
        }
    }
}
