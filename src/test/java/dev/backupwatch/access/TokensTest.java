package dev.backupwatch.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backupwatch.event.Visibility;
import dev.backupwatch.story.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {

    private static final Instant END = ManualClock.START.plus(Duration.ofHours(1));

    private final ManualClock clock = new ManualClock();
    private final Tokens tokens = new Tokens(
            Map.of(
                    "dba",
                    TokenStory.of("t-dba"),
                    "shop",
                    TokenStory.of("t-shop").seeing("orders").until(END)),
            clock);

    @Test
    void aTokenGivesWhatIsConfiguredForIt() {
        assertThat(grant("t-dba")).hasValueSatisfying(grant -> {
            assertThat(grant.subject()).isEqualTo("dba");
            assertThat(grant.visibility()).isEqualTo(Visibility.ALL);
        });
        assertThat(grant("t-shop"))
                .hasValueSatisfying(
                        grant -> assertThat(grant.visibility()).isEqualTo(new Visibility(Set.of(), Set.of("orders"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "t-db", "t-dbaa", "T-DBA", "dba", " t-dba"})
    void whatIsNotTheTokenGivesNothing(String text) {
        assertThat(grant(text)).isEmpty();
    }

    @Test
    void aTokenIsGoodUntilItsEndAndNotAtIt() {
        clock.advance(Duration.ofHours(1).minusNanos(1));
        Grant last = grant("t-shop").orElseThrow();
        clock.advance(Duration.ofNanos(1));
        assertThat(grant("t-shop")).isEmpty();
        assertThat(tokens.now(last)).isEmpty();
    }

    @Test
    void anotherTokenUnderTheSameNameIsAnotherRight() {
        Grant before = grant("t-dba").orElseThrow();
        var exchanged = new Tokens(Map.of("dba", TokenStory.of("t-new")), clock);
        assertThat(exchanged.now(before)).isEmpty();
        assertThat(tokens.now(before)).contains(before);
    }

    @Test
    void aGrantIsWhatItsTokenGivesNow() {
        Grant before = grant("t-dba").orElseThrow();
        var narrowed = new Tokens(Map.of("dba", TokenStory.of("t-dba").seeing("1002")), clock);
        assertThat(narrowed.now(before).orElseThrow().visibility().tenants()).containsExactly("1002");
    }

    @Test
    void aDigestThatIsNoneIsToldByItsKey() {
        var broken = new AccessConfig.Token() {
            @Override
            public String sha256() {
                return "t-dba";
            }

            @Override
            public Optional<List<String>> clusters() {
                return Optional.empty();
            }

            @Override
            public Optional<List<String>> tenants() {
                return Optional.empty();
            }

            @Override
            public Optional<Instant> expires() {
                return Optional.empty();
            }

            @Override
            public boolean admin() {
                return false;
            }
        };
        assertThatThrownBy(() -> new Tokens(Map.of("dba", broken), clock))
                .hasMessageContaining("backupwatch.access.tokens.\"dba\".sha256")
                .as("as README has it: not every shell's echo knows -n")
                .hasMessageContaining("printf %s \"$token\" | sha256sum")
                .hasMessageNotContaining("t-dba");
    }

    private Optional<Grant> grant(String text) {
        return tokens.of(text).await().indefinitely();
    }
}
