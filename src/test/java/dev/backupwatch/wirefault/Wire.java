package dev.backupwatch.wirefault;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One client's connection and the one to the server behind it: a thread for each direction. */
final class Wire {

    private static final int DISCARDED = 4096;

    private final MySqlProxy proxy;
    private final Socket client;
    private final @Nullable Socket server;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean isSilent;
    private volatile Answer answer;

    private Wire(MySqlProxy proxy, Socket client, @Nullable Socket server) {
        this.proxy = proxy;
        this.client = client;
        this.server = server;
        this.answer = new Answer(Fault.NONE, proxy.greeting().sendsEof());
    }

    /** Accepts, and is never heard of again. */
    static void mute(MySqlProxy proxy, Socket client) {
        var wire = new Wire(proxy, client, null);
        wire.fallSilent();
        proxy.began(wire);
        wire.run("client", wire::discardAll);
    }

    static void to(int port, MySqlProxy proxy, Socket client) throws IOException {
        var server = new Socket(InetAddress.getLoopbackAddress(), port);
        server.setTcpNoDelay(true);
        var wire = new Wire(proxy, client, server);
        proxy.began(wire);
        wire.run("client", wire::passOnQueries);
        wire.run("server", () -> wire.passOnAnswers(new BufferedInputStream(server.getInputStream())));
    }

    private interface Direction {
        void run() throws IOException;
    }

    private void run(String from, Direction direction) {
        var thread = new Thread(
                () -> {
                    try {
                        direction.run();
                    } catch (IOException ended) {
                        endedBy(from);
                    } catch (RuntimeException bug) {
                        proxy.failed(bug);
                        close();
                    }
                },
                "mysql-proxy-" + from);
        thread.setDaemon(true);
        thread.start();
    }

    /** A silent wire keeps its client, who is not to notice anything. */
    private void endedBy(String from) {
        if (!isSilent || from.equals("client")) {
            close();
        }
    }

    private void passOnQueries() throws IOException {
        InputStream in = new BufferedInputStream(client.getInputStream());
        while (true) {
            Packet packet = Packet.read(in);
            if (isSilent) {
                continue;
            }
            if (!packet.isQuery() || isToBeForwarded(packet)) {
                toServer(packet);
            }
        }
    }

    private boolean isToBeForwarded(Packet query) throws IOException {
        Fault fault = proxy.arrived(query.sql());
        answer = new Answer(fault, proxy.greeting().sendsEof());
        if (!fault.forwards(this, query)) {
            return false;
        }
        var own = fault == Fault.NONE ? proxy.ownAnswer(query.sql()) : List.<Packet>of();
        for (Packet packet : own) {
            toClient(packet);
        }
        return own.isEmpty();
    }

    private void passOnAnswers(InputStream fromServer) throws IOException {
        toClient(proxy.greeting().rewritten(Packet.read(fromServer)));
        while (true) {
            Packet packet = Packet.read(fromServer);
            answer.pass(this, packet);
        }
    }

    private void discardAll() throws IOException {
        InputStream in = client.getInputStream();
        while (in.read(new byte[DISCARDED]) >= 0) {}
        close();
    }

    void toClient(Packet packet) throws IOException {
        toClient(packet.bytes());
    }

    void toClient(byte[] bytes) throws IOException {
        if (!isSilent) {
            OutputStream out = client.getOutputStream();
            out.write(bytes);
            out.flush();
        }
    }

    void toServer(Packet packet) throws IOException {
        if (server != null) {
            server.getOutputStream().write(packet.bytes());
        }
    }

    /** Returns early when the connection ends. */
    void pause(Duration time) throws IOException {
        try {
            if (over.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IOException("closed meanwhile");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** From now on nothing reaches either side, not even an end. */
    void fallSilent() {
        isSilent = true;
    }

    /** The server has closed; what the client makes of it is its own affair, and so is when. */
    void hangUp() {
        isSilent = true;
        if (server != null) {
            closed(server);
        }
        try {
            client.shutdownOutput();
        } catch (IOException alreadyBroken) {
            close();
        }
    }

    /** An RST instead of a FIN. */
    void reset() throws IOException {
        client.setSoLinger(true, 0);
        close();
    }

    void close() {
        over.countDown();
        closed(client);
        if (server != null) {
            closed(server);
        }
        proxy.ended(this);
    }

    private static void closed(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyBroken) {
            // as wanted
        }
    }
}
