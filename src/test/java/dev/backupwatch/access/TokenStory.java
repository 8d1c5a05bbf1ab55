package dev.backupwatch.access;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** A token as a configuration has it. */
record TokenStory(
        String text, Optional<List<String>> clusters, Optional<List<String>> tenants, Optional<Instant> expires)
        implements AccessConfig.Token {

    static TokenStory of(String text) {
        return new TokenStory(text, Optional.empty(), Optional.empty(), Optional.empty());
    }

    TokenStory seeing(String... names) {
        return new TokenStory(text, clusters, Optional.of(List.of(names)), expires);
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
