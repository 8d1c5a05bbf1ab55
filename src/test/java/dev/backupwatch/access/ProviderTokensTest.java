package dev.backupwatch.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.Visibility;
import dev.backupwatch.story.ManualClock;
import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is left of a right while its provider is asked nothing; what providers say themselves {@code ProviderIT} shows. */
class ProviderTokensTest {

    private static final Instant END = ManualClock.START.plus(Duration.ofHours(1));

    private final ManualClock clock = new ManualClock();
    private final ProviderTokens tokens = new ProviderTokens(
            credential -> Uni.createFrom().failure(new AuthenticationFailedException()),
            new AccessStory(AccessConfig.Mode.OIDC),
            clock);

    @Test
    void aRightLastsUntilItsEndAndNotAtIt() {
        var grant = new Grant("ann", "", Visibility.ALL, Optional.of(END), false);
        clock.advance(Duration.ofHours(1).minusNanos(1));
        assertThat(tokens.now(grant)).contains(grant);
        clock.advance(Duration.ofNanos(1));
        assertThat(tokens.now(grant)).isEmpty();
    }

    /** Both were sealed with the same key, so a cookie of before was good for twelve hours more, whatever the provider said. */
    @Test
    void aSessionOfAConfiguredTokenIsNoneOfTheProviders() {
        var configured = new Tokens(Map.of("dba", TokenStory.of("t-dba")), clock);
        Grant earlier = configured.of("t-dba").await().indefinitely().orElseThrow();
        assertThat(tokens.now(earlier)).isEmpty();
    }

    @Test
    void whatTheProviderDoesNotKnowLetsNobodyIn() {
        assertThat(tokens.of("t").await().indefinitely()).isEmpty();
    }
}
