package dev.backupwatch.service;

import com.launchdarkly.eventsource.ConnectStrategy;
import com.launchdarkly.eventsource.StreamException;
import com.launchdarkly.logging.LDLogger;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Random;

/** How LaunchDarkly's EventSource gets to another replica at every connection, and is cut off in the midst of its bytes. */
final class RoamingEventSource extends ConnectStrategy {

    private static final int LONGEST_VISIT = 512 * 1024;

    private final List<ConnectStrategy> replicas;
    private final Random random;

    RoamingEventSource(List<URI> replicas, Random random) {
        this.replicas = replicas.stream()
                .map(uri -> (ConnectStrategy) ConnectStrategy.http(uri))
                .toList();
        this.random = random;
    }

    @Override
    public Client createClient(LDLogger logger) {
        return new Roamer(
                replicas.stream().map(replica -> replica.createClient(logger)).toList(), random);
    }

    private static final class Roamer extends Client {

        private final List<Client> replicas;
        private final Random random;
        /** Only the library's one thread counts. */
        private int visits;

        Roamer(List<Client> replicas, Random random) {
            this.replicas = replicas;
            this.random = random;
            this.visits = random.nextInt(replicas.size());
        }

        @Override
        public Result connect(String lastEventId) throws StreamException {
            Client replica = replicas.get(visits % replicas.size());
            visits++;
            Result whole = replica.connect(lastEventId);
            var beginning = new Beginning(whole.getInputStream(), 1 + random.nextInt(LONGEST_VISIT));
            return new Result(beginning, whole.getOrigin(), whole.getCloser(), whole.getHeaders());
        }

        @Override
        public boolean awaitClosed(long timeoutMillis) throws InterruptedException {
            boolean areClosed = true;
            for (Client replica : replicas) {
                areClosed &= replica.awaitClosed(timeoutMillis);
            }
            return areClosed;
        }

        @Override
        public URI getOrigin() {
            return replicas.get(0).getOrigin();
        }

        @Override
        public void close() throws IOException {
            for (Client replica : replicas) {
                replica.close();
            }
        }
    }

    /** Of a stream, as if the connection had broken after so many bytes. */
    private static final class Beginning extends FilterInputStream {

        private int left;

        Beginning(InputStream whole, int length) {
            super(whole);
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            int read = isOver() ? -1 : super.read();
            left--;
            return read;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = isOver() ? -1 : super.read(into, offset, Math.min(length, left));
            left -= count;
            return count;
        }

        /** Then the connection is given up, which nobody else does for a stream that seems to have ended. */
        private boolean isOver() throws IOException {
            if (left <= 0) {
                close();
            }
            return left <= 0;
        }
    }
}
