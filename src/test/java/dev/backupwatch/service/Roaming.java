package dev.backupwatch.service;

import java.io.IOException;
import java.util.List;
import java.util.Random;

/** Another replica at every connection, which is left without a reason after a while. */
final class Roaming implements ResumingClient.Connection {

    private static final int LONGEST_VISIT = 600;

    private final List<? extends ResumingClient.Connection> replicas;
    private final Random random;
    /** Only the client's own thread counts. */
    private int visits;

    Roaming(List<? extends ResumingClient.Connection> replicas, Random random) {
        this.replicas = replicas;
        this.random = random;
        this.visits = random.nextInt(replicas.size());
    }

    @Override
    public void listen(String cursor, ResumingClient.Into into) throws IOException, InterruptedException {
        ResumingClient.Connection replica = replicas.get(visits % replicas.size());
        visits++;
        replica.listen(cursor, new Visit(into, 1 + random.nextInt(LONGEST_VISIT)));
    }

    private static final class Visit implements ResumingClient.Into {

        private final ResumingClient.Into into;
        /** Of the messages; counted by whichever one thread brings them. */
        private volatile int left;

        Visit(ResumingClient.Into into, int messages) {
            this.into = into;
            this.left = messages;
        }

        @Override
        public void connected() {
            into.connected();
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // there is one thread
        public Received message(String text) {
            left--;
            return into.message(text);
        }

        @Override
        public boolean isWanted() {
            return left > 0 && into.isWanted();
        }
    }
}
