package dev.backupwatch.bench.delivery;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Posts events one after another on a connection that stays. */
final class Publisher implements AutoCloseable {

    private static final String LENGTH = "content-length:";

    private final Socket socket;
    private final InputStream in;
    private final String channel;

    Publisher(int port, String channel) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        this.socket.setTcpNoDelay(true);
        this.in = new BufferedInputStream(socket.getInputStream());
        this.channel = channel;
    }

    /** Returns when it was accepted. */
    void post(byte[] event) throws IOException {
        var request = new ByteArrayOutputStream();
        request.writeBytes(("POST /pub/" + channel + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                        + "Content-Type: application/json\r\nContent-Length: " + event.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(event);
        socket.getOutputStream().write(request.toByteArray());
        String status = line();
        if (!status.startsWith("HTTP/1.1 20")) {
            throw new IllegalStateException("nchan does not take an event: " + status);
        }
        int length = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            if (line.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                length = Integer.parseInt(line.substring(LENGTH.length()).strip());
            }
        }
        in.skipNBytes(length);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int one = in.read(); one != '\n'; one = in.read()) {
            if (one < 0) {
                throw new IOException("nchan closed the connection");
            }
            line.write(one);
        }
        return line.toString(StandardCharsets.US_ASCII).strip();
    }
}
