package dev.backupwatch.service;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection on which somebody says what no client would. */
final class Stranger implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket = new Socket();

    private Stranger(Service service) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        socket.connect(
                new InetSocketAddress(service.base().getHost(), service.base().getPort()));
    }

    static Stranger says(Service service, String text) throws IOException {
        var stranger = new Stranger(service);
        stranger.says(text);
        return stranger;
    }

    /** Whether there was still somebody to say it to. */
    boolean says(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return true;
        } catch (IOException cutOff) {
            return false;
        }
    }

    /** When the service begins to say something. */
    int firstByte() throws IOException {
        return socket.getInputStream().read();
    }

    /** All that comes until the service ends the connection, which must not take long. */
    String untilTheEnd() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
