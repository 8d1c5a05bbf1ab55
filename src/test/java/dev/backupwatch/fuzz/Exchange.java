package dev.backupwatch.fuzz;

import dev.backupwatch.fuzz.Attempt.Manner;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** One attempt on one connection. */
final class Exchange {

    /** In which an answer must come, and the connection end when its client has said that it will not speak again. */
    private static final Duration BOUND = Duration.ofSeconds(15);
    /** So long is listened to who need not answer. */
    private static final Duration QUIET = Duration.ofMillis(25);

    private static final int ENOUGH = 1 << 18;
    private static final int NOT_FOR_LONG = 16;

    private final URI service;
    private final Attempt attempt;
    private final Guests guests;

    Exchange(URI service, Attempt attempt, Guests guests) {
        this.service = service;
        this.attempt = attempt;
        this.guests = guests;
    }

    /** @throws Laws.Broken if the service did what it must not */
    void perform() throws IOException {
        try (var socket = new Socket()) {
            if (guests.areAsked()) {
                // Each from an address of its own, as guessing is slowed down by address.
                socket.bind(new InetSocketAddress(InetAddress.getByAddress(address()), 0));
            }
            socket.connect(new InetSocketAddress(service.getHost(), service.getPort()), (int) BOUND.toMillis());
            socket.setTcpNoDelay(true);
            boolean isTaken = say(socket);
            if (attempt.manner() == Manner.GONE) {
                socket.setSoLinger(true, 0);
            } else if (attempt.manner() == Manner.WHOLE) {
                whole(socket);
            } else {
                anything(socket, isTaken);
            }
        }
    }

    /** One of the millions that are this machine. */
    private byte[] address() {
        int number = attempt.number();
        return new byte[] {127, (byte) (1 + (number >> 16)), (byte) (number >> 8), (byte) number};
    }

    /** Whether the service took it all: it may cut off who talks nonsense. */
    private boolean say(Socket socket) {
        try {
            for (byte[] piece : attempt.pieces()) {
                socket.getOutputStream().write(piece);
            }
            return true;
        } catch (IOException cutOff) {
            return false;
        }
    }

    private void whole(Socket socket) throws IOException {
        socket.setSoTimeout((int) BOUND.toMillis());
        var in = new BufferedInputStream(socket.getInputStream());
        Answer answer;
        try {
            answer = Answer.read(in, attempt.isHead());
        } catch (IOException none) {
            throw new Laws.Broken("no answer: " + none);
        }
        Laws.holdFor(attempt, answer);
        guests.holdFor(Bytes.of(answer.body()));
        if (answer.isStream()) {
            socket.shutdownOutput();
        }
        awaitEnd(in);
    }

    private void anything(Socket socket, boolean isTaken) throws IOException {
        byte[] received = received(socket);
        guests.holdFor(received);
        String text = new String(received, StandardCharsets.UTF_8);
        if (attempt.manner() == Manner.SOCKET && text.startsWith("HTTP/1.1 101")) {
            int frames = new String(received, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
            Laws.holdForFrames(Arrays.copyOfRange(received, frames, received.length));
        } else {
            Laws.holdForAnything(text);
        }
        if (isTaken && !socket.isClosed()) {
            end(socket);
        }
    }

    private static byte[] received(Socket socket) throws IOException {
        socket.setSoTimeout((int) QUIET.toMillis());
        var received = new ByteArrayOutputStream();
        byte[] some = new byte[8192];
        try {
            for (int turn = 0; turn < NOT_FOR_LONG && received.size() < ENOUGH; turn++) {
                int count = socket.getInputStream().read(some);
                if (count < 0) {
                    break;
                }
                received.write(some, 0, count);
            }
        } catch (IOException quietOrCutOff) {
            return received.toByteArray();
        }
        return received.toByteArray();
    }

    private void end(Socket socket) throws IOException {
        try {
            socket.shutdownOutput();
        } catch (IOException endedAlready) {
            return;
        }
        socket.setSoTimeout((int) BOUND.toMillis());
        awaitEnd(socket.getInputStream());
    }

    private void awaitEnd(InputStream in) {
        byte[] some = new byte[8192];
        try {
            int count = in.read(some);
            while (count >= 0) {
                guests.holdFor(Arrays.copyOf(some, count));
                count = in.read(some);
            }
        } catch (SocketTimeoutException hangs) {
            throw new Laws.Broken("the connection is still open after " + BOUND);
        } catch (IOException cutOff) {
            // An end too.
            return;
        }
    }
}
