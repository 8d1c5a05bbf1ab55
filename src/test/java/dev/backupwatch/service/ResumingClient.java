package dev.backupwatch.service;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Connects again and again, each time with the cursor that it saw last, as a bot does that was written by hand. */
final class ResumingClient implements Follower {

    /** Where each begins. */
    static final String OLDEST = "oldest";

    private static final long PAUSE_MILLIS = 100;

    private final String name;
    private final Connection connection;
    private final Reading reading;
    private final Transcript transcript = new Transcript();
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    /** Only the client's own thread changes it. */
    private volatile String cursor = OLDEST;

    /** One way to listen to the service. */
    @FunctionalInterface
    interface Connection {

        /**
         * Returns or fails when the connection ends.
         *
         * @param cursor where it goes on
         */
        void listen(String cursor, Into into) throws IOException, InterruptedException;
    }

    /** Where what was heard goes. */
    interface Into {

        void connected();

        /** A whole message; what was cut off is none. */
        Received message(String text);

        boolean isWanted();
    }

    private ResumingClient(String name, Connection connection, Reading reading) {
        this.name = name;
        this.connection = connection;
        this.reading = reading;
    }

    static ResumingClient start(String name, Connection connection, Reading reading) {
        var client = new ResumingClient(name, connection, reading);
        Thread thread = new Thread(client::run, name);
        thread.setDaemon(true);
        thread.start();
        return client;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Transcript transcript() {
        return transcript;
    }

    @Override
    public int connections() {
        return connections.get();
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void run() {
        try {
            do {
                listenOnce();
            } while (!closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException | RuntimeException unexpected) {
            transcript.breakOff(new AssertionError(name + " has stopped", unexpected));
        } catch (AssertionError broken) {
            transcript.breakOff(broken);
        }
    }

    private void listenOnce() throws InterruptedException {
        try {
            connection.listen(cursor, new Ears());
        } catch (IOException ended) {
            // The service is down, or was killed: that is what the next try is for.
        }
    }

    private final class Ears implements Into {

        @Override
        public void connected() {
            connections.incrementAndGet();
        }

        @Override
        public Received message(String text) {
            Received message = reading.read(text);
            transcript.add(message);
            if (!message.cursor().isEmpty()) {
                cursor = message.cursor();
            }
            return message;
        }

        @Override
        public boolean isWanted() {
            return closed.getCount() > 0;
        }
    }
}
