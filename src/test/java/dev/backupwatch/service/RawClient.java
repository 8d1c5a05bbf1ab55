package dev.backupwatch.service;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A client that does as it likes. */
final class RawClient implements AutoCloseable {

    static final String[] UPGRADE = {
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
    };

    private static final int WHOLE_TEXT = 0x81;
    private static final int MASKED_MEDIUM = 0xFE;
    private static final int SMALL = 4096;
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket = new Socket();
    private final BufferedReader lines;

    private RawClient(URI uri, String version, String... headers) throws IOException {
        socket.setReceiveBufferSize(SMALL);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
        lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        String query = uri.getQuery() == null ? "" : "?" + uri.getQuery();
        send("GET %s%s %s\r\nHost: %s\r\n%s\r\n"
                .formatted(uri.getPath(), query, version, uri.getAuthority(), lines(headers))
                .getBytes(StandardCharsets.US_ASCII));
    }

    static RawClient get(URI uri, String version, String... headers) throws IOException {
        return new RawClient(uri, version, headers);
    }

    static RawClient upgrade(URI uri) throws IOException {
        return new RawClient(uri, "HTTP/1.1", UPGRADE);
    }

    /** In one frame of a WebSocket, masked with nothing. */
    void say(String text) throws IOException {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        var frame = new ByteArrayOutputStream();
        frame.write(WHOLE_TEXT);
        frame.write(MASKED_MEDIUM);
        frame.write(payload.length >> Byte.SIZE);
        frame.write(payload.length);
        frame.write(new byte[4]);
        frame.write(payload);
        send(frame.toByteArray());
    }

    /** The next line; at the end of the connection a failure. */
    String line() throws IOException {
        String line = lines.readLine();
        if (line == null) {
            throw new IOException("the connection has ended");
        }
        return line;
    }

    String lineThatContains(String text) throws IOException {
        String line = line();
        while (!line.contains(text)) {
            line = line();
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void send(byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        out.flush();
    }

    private static String lines(String... headers) {
        return headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    }
}
