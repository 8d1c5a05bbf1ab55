package dev.backupwatch.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.story.ManualClock;
import dev.backupwatch.story.ManualScheduler;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccessTest {

    private static final Instant END = ManualClock.START.plus(Duration.ofHours(1));

    private final ManualClock clock = new ManualClock();
    private final ManualScheduler scheduler = new ManualScheduler(clock);
    private final Map<String, AccessConfig.Token> configured = new HashMap<>(Map.of(
            "dba",
            TokenStory.of("t-dba"),
            "shop",
            TokenStory.of("t-shop").seeing("orders").until(END)));
    private final Access access = access(AccessConfig.Mode.TOKEN, new Tokens(configured, clock));
    private final List<Optional<Grant>> told = new ArrayList<>();

    @Test
    void whoShowsNothingIsRefusedAtOnce() {
        assertThat(judge(shown(null, null, null))).isEqualTo(Verdict.Refused.AT_ONCE);
    }

    @Test
    void whereNobodyIsAskedEverybodyMaySeeEverything() {
        Access open = access(AccessConfig.Mode.NONE, new NobodyAsked());
        assertThat(open.isOpen()).isTrue();
        assertThat(open.judge(shown("nonsense", "nonsense", "nonsense")).await().indefinitely())
                .isEqualTo(new Verdict.Granted(new Caller(Grant.ANONYMOUS, Optional.empty())));
    }

    @Test
    void aTokenLetsInAndAWrongOneWaits() {
        assertThat(subject(shown("t-dba", null, null))).isEqualTo("dba");
        assertThat(judge(shown("t-no", null, null))).isEqualTo(new Verdict.Refused(Duration.ofMillis(250)));
        assertThat(judge(shown("t-no", null, null))).isEqualTo(new Verdict.Refused(Duration.ofMillis(500)));
        assertThat(subject(shown("t-dba", null, null)))
                .as("a good one waits for nothing")
                .isEqualTo("dba");
    }

    @Test
    void whoGuessesWithAllMightIsNotLookedAt() {
        for (int i = 0; i < Ration.MOST_WAITING; i++) {
            judge(shown("t-no", null, null));
        }
        assertThat(judge(shown("t-no", null, null))).isEqualTo(new Verdict.Exhausted());
        access.refused("10.0.0.1");
        assertThat(judge(shown("t-no", null, null))).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void aSessionEndsWithItsTokenAlsoBeforeItsTime() {
        String cookie = access.session(grant(shown("t-dba", null, null))).cookie();
        assertThat(subject(shown(null, cookie, null))).isEqualTo("dba");
        configured.put("dba", TokenStory.of("t-exchanged"));
        reload();
        assertThat(judge(shown(null, cookie, null))).isEqualTo(Verdict.Refused.AT_ONCE);
    }

    @Test
    void aSessionSeesWhatItsTokenSeesNow() {
        String cookie = access.session(grant(shown("t-dba", null, null))).cookie();
        configured.put("dba", TokenStory.of("t-dba").seeing("1002"));
        reload();
        assertThat(grant(shown(null, cookie, null)).visibility().tenants()).containsExactly("1002");
    }

    @Test
    void aTicketLetsInAsLongAsItsRightLasts() {
        String ticket = access.ticket(grant(shown("t-shop", null, null))).text();
        assertThat(judge(shown(null, null, ticket)))
                .isInstanceOfSatisfying(
                        Verdict.Granted.class,
                        granted -> assertThat(granted.caller().stamps()).isPresent());
        String second = access.ticket(grant(shown("t-shop", null, null))).text();
        configured.remove("shop");
        reload();
        assertThat(judge(shown(null, null, second))).isEqualTo(Verdict.Refused.AT_ONCE);
    }

    @Test
    void aBrokenProviderRefusesNobodyForGood() {
        Access undecided = access(AccessConfig.Mode.OIDC, new Rights() {
            @Override
            public Uni<Optional<Grant>> of(String bearer) {
                return Uni.createFrom().failure(new IllegalStateException("no answer"));
            }

            @Override
            public Optional<Grant> now(Grant earlier) {
                return Optional.of(earlier);
            }
        });
        assertThat(undecided.judge(shown("t", null, null)).await().indefinitely())
                .isEqualTo(new Verdict.Unknown());
    }

    @Test
    void whatIsFollowedEndsAtItsEnd() {
        access.follow(grant(shown("t-shop", null, null)), told::add);
        scheduler.runNext();
        assertThat(clock.instant()).isEqualTo(END);
        assertThat(told).containsExactly(Optional.empty());
        reload();
        assertThat(told).as("it is told once").hasSize(1);
    }

    @Test
    void whatIsFollowedIsToldWhenItsRightBecomesAnother() {
        access.follow(grant(shown("t-dba", null, null)), told::add);
        reload();
        assertThat(told).as("nothing has changed").isEmpty();
        configured.put("dba", TokenStory.of("t-dba").seeing("1002"));
        reload();
        assertThat(told)
                .singleElement()
                .satisfies(now ->
                        assertThat(now.orElseThrow().visibility().tenants()).isEqualTo(Set.of("1002")));
        configured.remove("dba");
        reload();
        assertThat(told).last().isEqualTo(Optional.empty());
    }

    @Test
    void whatChangedBeforeItWasFollowedIsToldAtOnce() {
        Grant before = grant(shown("t-dba", null, null));
        configured.remove("dba");
        reload();
        access.follow(before, told::add);
        assertThat(told).containsExactly(Optional.empty());
    }

    @Test
    void whoHasLeftIsToldNothing() {
        access.follow(grant(shown("t-dba", null, null)), told::add).run();
        configured.remove("dba");
        reload();
        assertThat(told).isEmpty();
    }

    private void reload() {
        access.grant(new Tokens(configured, clock));
    }

    private Access access(AccessConfig.Mode mode, Rights rights) {
        return new Access(new AccessStory(mode), rights, new Followed.Time(clock, scheduler));
    }

    private Verdict judge(Shown shown) {
        return access.judge(shown).await().indefinitely();
    }

    private Grant grant(Shown shown) {
        return ((Verdict.Granted) judge(shown)).caller().grant();
    }

    private String subject(Shown shown) {
        return grant(shown).subject();
    }

    private static Shown shown(@Nullable String bearer, @Nullable String session, @Nullable String ticket) {
        return new Shown(
                Optional.ofNullable(bearer),
                Optional.ofNullable(session),
                Optional.ofNullable(ticket),
                Optional.empty(),
                "10.0.0.1");
    }
}
