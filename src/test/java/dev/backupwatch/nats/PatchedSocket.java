package dev.backupwatch.nats;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A client's connection and the one to the server behind it: a thread for each direction. */
final class PatchedSocket implements AutoCloseable {

    private static final int CHUNK = 16 * 1024;

    private final CuttableLink link;
    private final Socket client;
    private final Socket server = new Socket();

    PatchedSocket(CuttableLink link, Socket client) {
        this.link = link;
        this.client = client;
    }

    /** To a server that is down: hangs up. */
    void connect(int serverPort) {
        try {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort));
            onThread("link-client", () -> passOn(client, server));
            onThread("link-server", () -> passOn(server, client));
        } catch (IOException down) {
            close();
        }
    }

    static void onThread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void passOn(Socket from, Socket to) {
        var chunk = new byte[CHUNK];
        // What lacks a part is of no use to anybody, also when the link is whole again.
        boolean isTorn = false;
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                isTorn |= !link.isWhole();
                if (!isTorn) {
                    out.write(chunk, 0, count);
                }
            }
        } catch (IOException ended) {
            // As the other direction will find too.
        }
        // The client of a silent link is not to notice what becomes of the server.
        if (from.equals(client) || link.isWhole()) {
            close();
        }
    }

    @Override
    public void close() {
        link.ended(this);
        closeQuietly(client);
        closeQuietly(server);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // It is closed all the same.
        }
    }
}
