package dev.backupwatch.nats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One client's way to one server on this machine, which can be cut and mended. Its methods may be called from any thread.
 * The server may go and come back: whoever connects meanwhile is hung up on.
 */
public final class CuttableLink implements AutoCloseable {

    /** How it is. */
    public enum State {
        WHOLE,
        /** Connections are broken off, and new ones are hung up on at once. */
        REFUSING,
        /** Nothing flows, and nobody is told: connections stay, and new ones are accepted. */
        SILENT,
        /** The same, but what is sent is only late: it arrives when the link is mended, also when its sender has gone. */
        LATE
    }

    private final int serverPort;
    private final ServerSocket listening;
    private final Set<PatchedSocket> patched = ConcurrentHashMap.newKeySet();
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile State state = State.WHOLE;

    private CuttableLink(int serverPort, ServerSocket listening) {
        this.serverPort = serverPort;
        this.listening = listening;
    }

    /** @param serverPort on 127.0.0.1 */
    public static CuttableLink to(int serverPort) {
        try {
            var link = new CuttableLink(serverPort, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            PatchedSocket.onThread("link-accept", link::acceptAll);
            return link;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** On 127.0.0.1. */
    public int port() {
        return listening.getLocalPort();
    }

    public String url() {
        return "nats://127.0.0.1:" + port();
    }

    /** @param how one of those that are not whole */
    public void cut(State how) {
        become(how);
        if (how == State.REFUSING) {
            hangUp();
        }
    }

    /** What a silent link swallowed is lost, so its connections end now. */
    public void mend() {
        boolean wasSilent = state == State.SILENT;
        become(State.WHOLE);
        if (wasSilent) {
            hangUp();
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            become(State.REFUSING);
            hangUp();
        }
    }

    boolean isWhole() {
        return state == State.WHOLE;
    }

    /** Whether what comes now is passed on, once it is no longer held up. */
    boolean isPassedOn() {
        lock.lock();
        try {
            while (state == State.LATE) {
                changed.awaitUninterruptibly();
            }
            return state == State.WHOLE;
        } finally {
            lock.unlock();
        }
    }

    void ended(PatchedSocket each) {
        patched.remove(each);
    }

    private void acceptAll() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                if (state == State.REFUSING) {
                    client.close();
                } else {
                    patch(client);
                }
            } catch (IOException closed) {
                // The end, or a client that has gone again.
            }
        }
    }

    private void patch(Socket client) throws IOException {
        var each = new PatchedSocket(this, client);
        patched.add(each);
        each.connect(serverPort);
        if (state == State.REFUSING) {
            // It was cut meanwhile, and whoever cut it may not have seen this one.
            each.close();
        }
    }

    private void become(State next) {
        lock.lock();
        try {
            state = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void hangUp() {
        patched.forEach(PatchedSocket::close);
    }
}
