package dev.backupwatch.wirefault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Stands between a client and a MariaDB on this machine: greets as OceanBase or its proxy does, writes down the
 * statements, and lets things go wrong on command. Its methods may be called from any thread, at any time.
 */
public final class MySqlProxy implements AutoCloseable {

    private static final String VERSION = "SELECT OB_VERSION() AS VERSION";

    private record Armed(Predicate<String> statements, Fault fault, boolean isForOne) {}

    private final int serverPort;
    private final Greeting greeting;
    private final ServerSocket listening;
    private final Set<Wire> wires = ConcurrentHashMap.newKeySet();
    private final List<String> statements = new CopyOnWriteArrayList<>();
    private final List<Armed> armed = new CopyOnWriteArrayList<>();
    private final List<RuntimeException> failures = new CopyOnWriteArrayList<>();
    private volatile Consumer<String> beforeEach = statement -> {};
    private volatile boolean greets = true;
    private volatile String version = "4.2.1.10";

    private MySqlProxy(int serverPort, Greeting greeting, ServerSocket listening) {
        this.serverPort = serverPort;
        this.greeting = greeting;
        this.listening = listening;
    }

    /** @param serverPort of the MariaDB, on 127.0.0.1 */
    public static MySqlProxy before(int serverPort, Greeting greeting) {
        try {
            var proxy = new MySqlProxy(serverPort, greeting, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            var thread = new Thread(proxy::acceptAll, "mysql-proxy-accept");
            thread.setDaemon(true);
            thread.start();
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void acceptAll() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                client.setTcpNoDelay(true);
                if (greets) {
                    Wire.to(serverPort, this, client);
                } else {
                    Wire.mute(this, client);
                }
            } catch (IOException closedOrServerGone) {
                // the next client is told by its own connection
            }
        }
    }

    /** On 127.0.0.1. */
    public int port() {
        return listening.getLocalPort();
    }

    /** Befalls the next statement. */
    public void next(Fault fault) {
        next(statement -> true, fault);
    }

    /** Befalls the next statement of that kind. */
    public void next(Predicate<String> statement, Fault fault) {
        armed.add(new Armed(statement, fault, true));
    }

    /** Befalls each statement of that kind, until {@link #calm}. */
    public void always(Predicate<String> statement, Fault fault) {
        armed.add(new Armed(statement, fault, false));
    }

    /** Nothing is going to go wrong any more; what has gone wrong stays so. */
    public void calm() {
        armed.clear();
        greets = true;
    }

    /** Connections are accepted from now on, and nothing else: no greeting, no refusal. */
    public void acceptWithoutGreeting() {
        greets = false;
    }

    /**
     * Runs on the proxy's thread before a statement is passed on, which waits for it: so a test changes rows between two
     * statements of one poll.
     */
    public void beforeEachStatement(Consumer<String> hook) {
        beforeEach = hook;
    }

    /** What {@code OB_VERSION()} is answered with; the server's own answer if empty. Only OceanBase's greetings have one. */
    public void version(String told) {
        version = told;
    }

    /** Each statement that came, oldest first, also those that something befell. */
    public List<String> statements() {
        return List.copyOf(statements);
    }

    public void forgetStatements() {
        statements.clear();
    }

    /** How many connections the clients hold. */
    public int connections() {
        return wires.size();
    }

    /** In good order, as a server closes them that find nobody using them. */
    public void closeConnections() {
        wires.forEach(Wire::hangUp);
    }

    /** As a balancer that forgets them: nothing flows any more, and nobody is told. */
    public void silenceConnections() {
        wires.forEach(Wire::fallSilent);
    }

    /** @throws IllegalStateException if a hook failed meanwhile */
    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            wires.forEach(Wire::close);
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException("the proxy failed", failures.get(0));
        }
    }

    Greeting greeting() {
        return greeting;
    }

    /** What is to befall this statement. */
    Fault arrived(String statement) {
        statements.add(statement);
        beforeEach.accept(statement);
        return List.copyOf(armed).stream()
                .filter(one -> one.statements().test(statement))
                .filter(one -> !one.isForOne() || armed.remove(one))
                .findFirst()
                .map(Armed::fault)
                .orElse(Fault.NONE);
    }

    /** Empty where the server shall answer. */
    List<Packet> ownAnswer(String statement) {
        boolean isOurs = greeting != Greeting.MARIADB && statement.equals(VERSION) && !version.isEmpty();
        return isOurs ? Packet.row("VERSION", version) : List.of();
    }

    void began(Wire wire) {
        wires.add(wire);
    }

    void ended(Wire wire) {
        wires.remove(wire);
    }

    void failed(RuntimeException bug) {
        failures.add(bug);
    }
}
