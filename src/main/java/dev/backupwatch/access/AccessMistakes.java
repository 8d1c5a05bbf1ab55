package dev.backupwatch.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What in the configuration of the access cannot be meant. */
public final class AccessMistakes {

    static final int SHORTEST_KEY = 32;

    private static final String PREFIX = "backupwatch.access.";
    private static final String ORIGIN = "https?://[a-z0-9.-]+(:\\d{1,5})?|https?://\\[[0-9a-f:]+\\](:\\d{1,5})?";
    private static final String DIGEST = "[0-9a-fA-F]{64}";

    private AccessMistakes() {}

    /**
     * Each in a sentence that begins with its key.
     *
     * @param host where the service is to listen
     */
    public static List<String> in(AccessConfig config, String host) {
        List<String> mistakes = new ArrayList<>();
        if (config.mode() == AccessConfig.Mode.NONE && !config.allowAnonymous() && !isLoopback(host)) {
            mistakes.add(
                    Surroundings.HOST + "=" + host + " lets everybody in who reaches it: ask them who they are with "
                            + PREFIX + "mode=token, or allow all of them with " + PREFIX + "allow-anonymous=true");
        }
        if (config.mode() == AccessConfig.Mode.TOKEN && config.tokens().isEmpty()) {
            mistakes.add(PREFIX + "mode=token needs a token: " + PREFIX + "tokens.\"<name>\".sha256");
        }
        config.key()
                .filter(key -> key.length() < SHORTEST_KEY)
                .ifPresent(key -> mistakes.add(
                        PREFIX + "key=*** has %d characters; at least %d".formatted(key.length(), SHORTEST_KEY)));
        if (config.session().compareTo(Duration.ofMinutes(1)) < 0) {
            mistakes.add(PREFIX + "session=" + config.session() + " is less than a minute, PT1M");
        }
        mistakes.addAll(ofOrigins(config.origins().orElse(Set.of())));
        mistakes.addAll(ofTokens(config.tokens()));
        return mistakes;
    }

    private static List<String> ofOrigins(Set<String> origins) {
        return origins.stream()
                .filter(origin -> !origin.toLowerCase(Locale.ROOT).equals(origin) || !origin.matches(ORIGIN))
                .sorted()
                .map(
                        origin -> PREFIX + "origins: " + origin
                                + " is no origin, as https://ops.example.com is: scheme, host and port in small letters, no path")
                .toList();
    }

    private static List<String> ofTokens(Map<String, AccessConfig.Token> tokens) {
        List<String> mistakes = new ArrayList<>();
        Map<String, String> names = new HashMap<>();
        new TreeMap<>(tokens).forEach((name, token) -> {
            String digest = token.sha256().strip().toLowerCase(Locale.ROOT);
            if (!digest.matches(DIGEST)) {
                mistakes.add(key(name) + "=*** is not the 64 hexadecimal digits of a SHA-256");
                return;
            }
            String other = names.putIfAbsent(digest, name);
            if (other != null) {
                mistakes.add(key(name) + " is that of \"" + other + "\" too; each has a token of its own");
            }
        });
        return mistakes;
    }

    private static String key(String name) {
        return PREFIX + "tokens.\"" + name + "\".sha256";
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException nowhere) {
            return false;
        }
    }
}
