package dev.backupwatch.source;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Greets like an observer, hears the login, and refuses it; for a tenant that no stand-in can be. */
final class RefusingServer implements AutoCloseable {

    private static final int CAPABILITIES = 0x0018_8209;

    private final ServerSocket listener;
    private final int code;
    private final String words;

    RefusingServer(int code, String words) {
        this.code = code;
        this.words = words;
        try {
            listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        var thread = new Thread(this::serve, "refusing-server");
        thread.setDaemon(true);
        thread.start();
    }

    ClusterTarget.Address address() {
        return new ClusterTarget.Address("127.0.0.1", listener.getLocalPort());
    }

    /** Until it is closed; a client that is gone is none to refuse. */
    private void serve() {
        while (!listener.isClosed()) {
            try (Socket client = listener.accept()) {
                refuse(client);
            } catch (IOException isGone) {
                // Either the client or this server.
            }
        }
    }

    private void refuse(Socket client) throws IOException {
        client.getOutputStream().write(packet(0, greeting()));
        readPacket(client.getInputStream());
        client.getOutputStream().write(packet(2, refusal()));
        client.shutdownOutput();
        client.getInputStream().readAllBytes();
    }

    private static void readPacket(InputStream from) throws IOException {
        byte[] header = new byte[4];
        var in = new DataInputStream(from);
        in.readFully(header);
        in.readFully(new byte[(header[0] & 0xff) | (header[1] & 0xff) << 8 | (header[2] & 0xff) << 16]);
    }

    private static byte[] packet(int number, byte[] payload) {
        var packet = new ByteArrayOutputStream();
        packet.write(payload.length);
        packet.write(payload.length >> 8);
        packet.write(payload.length >> 16);
        packet.write(number);
        packet.writeBytes(payload);
        return packet.toByteArray();
    }

    private static byte[] greeting() {
        var greeting = new ByteArrayOutputStream();
        greeting.write(10);
        greeting.writeBytes("5.7.25\0\1\0\0\0abcdefgh\0".getBytes(StandardCharsets.ISO_8859_1));
        greeting.write(CAPABILITIES);
        greeting.write(CAPABILITIES >> 8);
        greeting.write(46);
        greeting.writeBytes(new byte[] {2, 0});
        greeting.write(CAPABILITIES >> 16);
        greeting.write(CAPABILITIES >> 24);
        greeting.write(21);
        greeting.writeBytes(new byte[10]);
        greeting.writeBytes("ijklmnopqrst\0mysql_native_password\0".getBytes(StandardCharsets.ISO_8859_1));
        return greeting.toByteArray();
    }

    private byte[] refusal() {
        var refusal = new ByteArrayOutputStream();
        refusal.write(0xff);
        refusal.write(code);
        refusal.write(code >> 8);
        refusal.writeBytes(("#0A000" + words).getBytes(StandardCharsets.UTF_8));
        return refusal.toByteArray();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
