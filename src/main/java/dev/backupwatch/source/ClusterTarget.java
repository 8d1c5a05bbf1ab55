package dev.backupwatch.source;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.source.SourceConfig.Scope;
import dev.backupwatch.source.SourceConfig.Tls;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;

/** Where one cluster answers, as whom we ask, and how often. */
public record ClusterTarget(ClusterName name, Address address, Login login, Encryption encryption, Pace pace) {

    private static final int OBSERVER_PORT = 2881;

    /** Host and port. */
    public record Address(String host, int port) {

        private static final String EXPECTED = "url must look like mysql://host:2881/oceanbase";
        private static final int HIGHEST_PORT = 65_535;

        public Address {
            if (port < 1 || port > HIGHEST_PORT) {
                throw new IllegalArgumentException("%d is no port: 1 to %d are".formatted(port, HIGHEST_PORT));
            }
        }

        /**
         * @param url {@code mysql://host[:port]/oceanbase}; without a port, an observer's 2881
         * @throws IllegalArgumentException if it is none, or holds a user or a password
         */
        public static Address of(String url) {
            URI uri = parsed(url);
            if (!"mysql".equals(uri.getScheme()) || uri.getHost() == null || uri.getRawFragment() != null) {
                throw new IllegalArgumentException(EXPECTED);
            }
            if (uri.getRawUserInfo() != null) {
                throw new IllegalArgumentException("user and password are keys of their own: username, password");
            }
            return new Address(uri.getHost(), uri.getPort() < 0 ? OBSERVER_PORT : uri.getPort());
        }

        /** Its own message would repeat the text, and with it a password that is in it by mistake. */
        private static URI parsed(String url) {
            try {
                return new URI(url);
            } catch (URISyntaxException malformed) {
                throw new IllegalArgumentException(EXPECTED);
            }
        }

        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /**
     * As whom we ask.
     *
     * @param scope what this login shows of the cluster
     */
    public record Login(String username, Secret password, Scope scope) {}

    /** @param trust the PEM file of the certificates to trust */
    public record Encryption(Tls tls, Optional<String> trust) {}

    /**
     * How often is asked, and how long is waited for an answer.
     *
     * @param active while a backup runs
     * @param idle while none runs
     * @param history how often the history is probed when nothing else asks for it
     * @param timeout of one statement
     */
    public record Pace(Duration active, Duration idle, Duration history, Duration timeout) {

        public Pace {
            for (Duration duration : new Duration[] {active, idle, history, timeout}) {
                if (duration.isZero() || duration.isNegative()) {
                    throw new IllegalArgumentException("poll intervals and timeout must be longer than 0");
                }
            }
        }
    }
}
