package dev.backupwatch.access;

import dev.backupwatch.event.Visibility;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.TenantIdentityProvider;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The access tokens of an OpenID Connect provider, which say themselves what may be seen. */
@Singleton
class ProviderTokens implements Rights {

    private static final String ALL = "*";
    /** Its tokens are many, and none of them is told from another. */
    private static final String OF_THE_PROVIDER = "";

    private final TenantIdentityProvider provider;
    private final AccessConfig.Claims claims;
    private final InstantSource clock;

    @Inject
    ProviderTokens(TenantIdentityProvider provider, AccessConfig config, InstantSource clock) {
        this.provider = provider;
        this.claims = config.oidc();
        this.clock = clock;
    }

    @Override
    public Uni<Optional<Grant>> of(String bearer) {
        return provider.authenticate(new AccessTokenCredential(bearer))
                .map(this::grant)
                .onFailure(AuthenticationFailedException.class)
                .recoverWithItem(Optional.empty());
    }

    /**
     * It was true of its token until it ends: providers do not tell of rights that they took back. Where the service asked for
     * tokens of its own configuration before, sessions of theirs may be shown, sealed with the same key.
     */
    @Override
    public Optional<Grant> now(Grant earlier) {
        return Optional.of(earlier)
                .filter(grant -> grant.credential().equals(OF_THE_PROVIDER))
                .filter(grant -> !grant.isOver(clock.instant()));
    }

    private Optional<Grant> grant(SecurityIdentity identity) {
        if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
            return Optional.empty();
        }
        Set<String> tenants = names(token, claims.tenantsClaim());
        if (tenants.isEmpty()) {
            return Optional.empty();
        }
        var visibility =
                new Visibility(names(token, claims.clustersClaim()), tenants.contains(ALL) ? Set.of() : tenants);
        Object admin = token.getClaim(claims.adminClaim());
        var grant = new Grant(
                token.getSubject() == null ? token.getName() : token.getSubject(),
                OF_THE_PROVIDER,
                visibility,
                Optional.of(Instant.ofEpochSecond(token.getExpirationTime())),
                "true".equals(String.valueOf(admin)));
        return Optional.of(grant).filter(found -> !found.isOver(clock.instant()));
    }

    /** A list, or a text with commas or spaces between the names. */
    private static Set<String> names(JsonWebToken token, String claim) {
        Object value = token.getClaim(claim);
        if (value instanceof JsonArray array) {
            return array.stream().map(ProviderTokens::text).collect(Collectors.toSet());
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(String::valueOf).collect(Collectors.toSet());
        }
        return value == null
                ? Set.of()
                : Arrays.stream(String.valueOf(value).split("[, ]+"))
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toSet());
    }

    private static String text(JsonValue value) {
        return value instanceof JsonString string ? string.getString() : value.toString();
    }
}
