package dev.backupwatch.access;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A configuration of which the mode alone is told. */
record AccessStory(Mode mode) implements AccessConfig {

    @Override
    public boolean allowAnonymous() {
        return false;
    }

    @Override
    public Map<String, Token> tokens() {
        return Map.of();
    }

    @Override
    public Optional<String> key() {
        return Optional.empty();
    }

    @Override
    public Duration session() {
        return Duration.ofHours(12);
    }

    @Override
    public Optional<List<String>> origins() {
        return Optional.empty();
    }

    @Override
    public String memory() {
        return "";
    }

    @Override
    public Claims oidc() {
        return new ClaimsStory();
    }

    /** As they are called where nothing else is configured. */
    private record ClaimsStory() implements Claims {

        @Override
        public String tenantsClaim() {
            return "backupwatch_tenants";
        }

        @Override
        public String clustersClaim() {
            return "backupwatch_clusters";
        }

        @Override
        public String adminClaim() {
            return "backupwatch_admin";
        }
    }
}
