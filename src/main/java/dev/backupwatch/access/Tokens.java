package dev.backupwatch.access;

import dev.backupwatch.event.Visibility;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The tokens that are configured. Of each only the digest is known. */
final class Tokens implements Rights {

    private static final Pattern DIGEST = Pattern.compile("[0-9a-fA-F]{64}");
    private static final int SHOWN_BYTES = 8;

    private final List<Known> known;
    private final InstantSource clock;

    /** @param digest in lower case hexadecimal digits */
    private record Known(String digest, Grant grant) {

        boolean isOf(String shown) {
            return MessageDigest.isEqual(
                    digest.getBytes(StandardCharsets.US_ASCII), shown.getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** @throws IllegalArgumentException with the key of a digest that is none */
    Tokens(Map<String, AccessConfig.Token> configured, InstantSource clock) {
        List<Known> tokens = new ArrayList<>();
        new TreeMap<>(configured).forEach((name, token) -> {
            try {
                tokens.add(known(name, token));
            } catch (IllegalArgumentException refused) {
                throw new IllegalArgumentException(
                        "backupwatch.access.tokens.\"%s\".sha256 %s".formatted(name, refused.getMessage()), refused);
            }
        });
        this.known = List.copyOf(tokens);
        this.clock = clock;
    }

    private static Known known(String name, AccessConfig.Token token) {
        String digest = digest(token.sha256());
        var visibility = new Visibility(names(token.clusters()), names(token.tenants()));
        // The digest is no secret, but whoever reads half of it in a session has no use for the rest.
        String credential = HexFormat.of().formatHex(Digest.of("credential:" + digest), 0, SHOWN_BYTES);
        return new Known(digest, new Grant(name, credential, visibility, token.expires(), token.admin()));
    }

    private static Set<String> names(Optional<List<String>> listed) {
        return new HashSet<>(listed.orElse(List.of()));
    }

    /** @throws IllegalArgumentException that says what is allowed, and not what it is instead */
    @SuppressWarnings("OrphanedFormatString") // the shell's printf formats, not ours
    static String digest(String hex) {
        if (!DIGEST.matcher(hex.strip()).matches()) {
            throw new IllegalArgumentException(
                    "must be the 64 hexadecimal digits of a SHA-256: printf %s \"$token\" | sha256sum");
        }
        return hex.strip().toLowerCase(Locale.ROOT);
    }

    /** All are compared, each in constant time: how long it takes tells nothing of how near a guess was. */
    @Override
    public Uni<Optional<Grant>> of(String bearer) {
        String digest = HexFormat.of().formatHex(Digest.of(bearer));
        Optional<Grant> found = Optional.empty();
        for (Known token : known) {
            if (token.isOf(digest)) {
                found = Optional.of(token.grant());
            }
        }
        return Uni.createFrom().item(found.filter(grant -> !grant.isOver(clock.instant())));
    }

    @Override
    public Optional<Grant> now(Grant earlier) {
        return known.stream()
                .map(Known::grant)
                .filter(grant -> grant.subject().equals(earlier.subject())
                        && grant.credential().equals(earlier.credential()))
                .filter(grant -> !grant.isOver(clock.instant()))
                .findFirst();
    }
}
