package dev.backupwatch.access;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/** A token as a configuration has it. */
record TokenStory(String text, Optional<Set<String>> clusters, Optional<Set<String>> tenants, Optional<Instant> expires)
        implements AccessConfig.Token {

    static TokenStory of(String text) {
        return new TokenStory(text, Optional.empty(), Optional.empty(), Optional.empty());
    }

    TokenStory seeing(String... names) {
        return new TokenStory(text, clusters, Optional.of(Set.of(names)), expires);
    }

    TokenStory until(Instant end) {
        return new TokenStory(text, clusters, tenants, Optional.of(end));
    }

    @Override
    public String sha256() {
        return HexFormat.of().formatHex(Digest.of(text));
    }

    @Override
    public boolean admin() {
        return false;
    }
}
