package dev.backupwatch.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** Where the service may listen, by how it is known who asks. */
public final class Listening {

    private Listening() {}

    /**
     * Why not there, in words; empty if it may.
     *
     * @param host as {@code quarkus.http.host} says it
     */
    public static Optional<String> refusal(AccessConfig config, String host) {
        boolean isForAll = config.mode() != AccessConfig.Mode.NONE || config.allowAnonymous();
        return isForAll || isLoopback(host)
                ? Optional.empty()
                : Optional.of(("%s=%s lets everybody in who reaches it. Ask them who they are, with"
                                + " backupwatch.access.mode=token, or let all of them in, with"
                                + " backupwatch.access.allow-anonymous=true")
                        .formatted(ImpliedSettings.HOST, host));
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException nowhere) {
            return false;
        }
    }
}
