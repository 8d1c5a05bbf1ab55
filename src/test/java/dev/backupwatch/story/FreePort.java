package dev.backupwatch.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Not one of those that the system hands out: a client that tries again and again to reach a server that is down could be
 * given that very port as its own, connect to itself, and keep the server from coming back.
 */
public final class FreePort {

    private static final int FIRST = 20_000;
    private static final int COUNT = 10_000;
    /** Some are asked for together, and listened on only later. */
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private FreePort() {}

    /** On 127.0.0.1, and never the same one twice. */
    public static int next() {
        var random = new Random();
        return Stream.generate(() -> FIRST + random.nextInt(COUNT))
                .filter(port -> port % Fork.MOST == Fork.NUMBER)
                .filter(port -> GIVEN.add(port) && isFree(port))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (BindException taken) {
            return false;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
