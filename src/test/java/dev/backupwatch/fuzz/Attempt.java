package dev.backupwatch.fuzz;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What one client does.
 *
 * @param number which of those that a seed draws
 * @param pieces what it says, one after the other
 * @param request of what is one request in the form that HTTP wants: its method and address, else empty
 */
record Attempt(int number, Manner manner, List<byte[]> pieces, String request) {

    enum Manner {
        /** One whole request, however odd its content: it must be answered. */
        WHOLE,
        /** Who knows what: it may be answered or cut off. */
        ANYTHING,
        /** A WebSocket's handshake as it should be, and then frames of all kinds. */
        SOCKET,
        /** It says something and is gone at once. */
        GONE
    }

    boolean isHead() {
        return request.startsWith("HEAD ");
    }

    /** What shows it again: for a shell, with the port in place of PORT. */
    String replay() {
        String said = pieces.stream().map(Bytes::escaped).collect(Collectors.joining("'; sleep 0.01; printf '"));
        return "attempt %d, %s: { printf '%s'; sleep 1; } | nc 127.0.0.1 PORT".formatted(number, manner, said);
    }
}
