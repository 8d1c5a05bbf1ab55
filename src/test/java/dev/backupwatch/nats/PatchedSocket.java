package dev.backupwatch.nats;

import java.io.IOException;
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
            onThread("link-client", this::passOnQuestions);
            onThread("link-server", this::passOnAnswers);
        } catch (IOException down) {
            close();
        }
    }

    static void onThread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void passOnQuestions() {
        passOn(client, server);
        close();
    }

    /** That the client has gone is for the other direction to find, which may still have something to deliver for it. */
    private void passOnAnswers() {
        boolean isServerGone = passOn(server, client);
        // The client of a silent link is not to notice what becomes of the server.
        if (isServerGone && link.isWhole()) {
            close();
        }
    }

    /** @return whether the one it comes from has ended it */
    private boolean passOn(Socket from, Socket to) {
        var chunk = new byte[CHUNK];
        // What lacks a part is of no use to anybody, also when the link is whole again.
        boolean isTorn = false;
        for (int count = read(from, chunk); count >= 0; count = read(from, chunk)) {
            isTorn |= !link.isPassedOn();
            if (!isTorn && !isWritten(to, chunk, count)) {
                return false;
            }
        }
        return true;
    }

    private static int read(Socket from, byte[] chunk) {
        try {
            return from.getInputStream().read(chunk);
        } catch (IOException broken) {
            return -1;
        }
    }

    private static boolean isWritten(Socket to, byte[] chunk, int count) {
        try {
            to.getOutputStream().write(chunk, 0, count);
            return true;
        } catch (IOException broken) {
            return false;
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
