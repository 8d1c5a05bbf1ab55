package dev.backupwatch.access;

import dev.backupwatch.settings.Findings;
import dev.backupwatch.settings.Rules;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

final class AccessRules implements Rules<AccessConfig> {

    private static final int SHORTEST_KEY = 32;
    private static final Duration SHORTEST_SESSION = Duration.ofMinutes(1);
    private static final String ORIGIN = "https?://([a-z0-9.-]+|\\[[0-9a-f:]+\\])(:\\d{1,5})?";

    @Override
    public void check(AccessConfig settings, Findings findings) {
        findings.expects(
                "tokens",
                "need one, as backupwatch.access.tokens.\"team\".sha256, because backupwatch.access.mode is token",
                () -> settings.mode() != AccessConfig.Mode.TOKEN
                        || !settings.tokens().isEmpty());
        findings.expects(
                "key",
                "must have %d characters at least".formatted(SHORTEST_KEY),
                () -> settings.key().map(key -> key.length() >= SHORTEST_KEY).orElse(true));
        findings.expects(
                "session", "must be a minute at least", () -> settings.session().compareTo(SHORTEST_SESSION) >= 0);
        findings.expects(
                "origins",
                "must be origins, as https://ops.example.com: scheme, host and port in small letters, without a path",
                () -> settings.origins().orElse(List.of()).stream().allMatch(origin -> origin.matches(ORIGIN)));
        checkTokens(settings, findings);
    }

    private static void checkTokens(AccessConfig settings, Findings findings) {
        Map<String, String> owners = new HashMap<>();
        new TreeMap<>(settings.tokens()).forEach((name, token) -> {
            Findings own = findings.below("tokens", name);
            own.accepts("sha256", () -> Tokens.digest(token.sha256()));
            own.expects(
                    "sha256",
                    "is that of another token too; each has one of its own",
                    () -> owners.putIfAbsent(token.sha256().strip().toLowerCase(Locale.ROOT), name) == null);
        });
    }
}
