package dev.backupwatch.access;

import dev.backupwatch.settings.CheckedBy;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who may see what. */
@ConfigMapping(prefix = "backupwatch.access")
@CheckedBy(AccessRules.class)
public interface AccessConfig {

    /**
     * How it is known who asks: {@code none}, nobody is asked; {@code token}, by the tokens that are configured here; {@code
     * oidc}, by the access tokens of an OpenID Connect provider, {@code quarkus.oidc.auth-server-url}.
     */
    @WithDefault("none")
    Mode mode();

    /** Whether {@code none} is meant for everybody who reaches the port. Otherwise it listens to this machine only. */
    @WithDefault("false")
    boolean allowAnonymous();

    /** The tokens, by the names of those who have them: {@code backupwatch.access.tokens."<name>".…}. */
    Map<String, Token> tokens();

    /**
     * With what sessions and tickets are sealed, 32 characters at least; the same on every replica. Absent: made up at start,
     * so that each is good for this process only.
     */
    Optional<String> key();

    /** How long a browser stays signed in, if its right lasts as long. */
    @WithDefault("12h")
    Duration session();

    /** Other origins whose pages may ask and listen here, as {@code https://ops.example.com}. */
    Optional<List<String>> origins();

    /** The file that remembers since when each has the rights it has. */
    @WithDefault("${backupwatch.log.path:./data/backupwatch.db}.rights")
    String memory();

    Claims oidc();

    /** One token. */
    interface Token {

        /** Its SHA-256, in hexadecimal digits. */
        String sha256();

        /** The names of the clusters that may be seen; absent: all. */
        Optional<List<String>> clusters();

        /** Ids or names of the tenants that may be seen; absent: all. */
        Optional<List<String>> tenants();

        /** When it ends, as {@code 2027-01-31T00:00:00Z}; absent: never. */
        Optional<Instant> expires();

        /** Whether it may also reload the configuration. */
        @WithDefault("false")
        boolean admin();
    }

    /** Where an OpenID Connect token says what may be seen. */
    interface Claims {

        /** The claim with ids or names of tenants, or {@code *} for all. Who lacks it sees nothing. */
        @WithDefault("backupwatch_tenants")
        String tenantsClaim();

        /** The claim with names of clusters. Who lacks it may see all clusters. */
        @WithDefault("backupwatch_clusters")
        String clustersClaim();

        /** The claim that is {@code true} for those who may also reload the configuration. */
        @WithDefault("backupwatch_admin")
        String adminClaim();
    }

    /** How it is known who asks. */
    enum Mode {
        NONE,
        TOKEN,
        OIDC
    }
}
