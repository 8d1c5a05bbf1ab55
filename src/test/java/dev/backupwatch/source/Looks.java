package dev.backupwatch.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.demo.StandIn;
import dev.backupwatch.diff.LifePolicy;
import dev.backupwatch.diff.LifeStep;
import dev.backupwatch.diff.Lives;
import dev.backupwatch.diff.PollOutcome;
import dev.backupwatch.diff.RecentRuns;
import dev.backupwatch.event.ChangeEvent;
import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.RowEvent;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.story.ManualClock;
import io.vertx.mutiny.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** Polls a real database with the real source, and decides what follows, as the watch does. */
final class Looks implements AutoCloseable {

    static final StandIn.Setup SETUP = StandIn.Setup.of4301().keepingProgramsIn(Path.of("target", "mariadb"));

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final ClusterName NAME = new ClusterName("prod");

    private final Vertx vertx = Vertx.vertx();
    private final ManualClock clock = new ManualClock();
    private final MySqlSource source;
    private Lives lives;

    Looks(ClusterTarget.Address address, ClusterTarget.Login login) {
        this(address, login, LifePolicy.DEFAULT);
    }

    private Looks(ClusterTarget.Address address, ClusterTarget.Login login, LifePolicy policy) {
        lives = Lives.unseen(NAME, policy);
        var pace = new ClusterTarget.Pace(SECOND, SECOND, SECOND, Duration.ofSeconds(10));
        var plain = new ClusterTarget.Encryption(SourceConfig.Tls.DISABLED, Optional.empty());
        source = new MySqlSource(vertx, new ClusterTarget(NAME, address, login, plain, pace), clock);
    }

    static Looks at(StandIn standIn, SourceConfig.Scope scope) {
        return at(standIn, scope, LifePolicy.DEFAULT);
    }

    static Looks at(StandIn standIn, SourceConfig.Scope scope, LifePolicy policy) {
        return new Looks(address(standIn.port()), login(standIn, scope), policy);
    }

    /** @param proxyPort of what stands before it, on 127.0.0.1 */
    static Looks at(StandIn standIn, int proxyPort) {
        return new Looks(address(proxyPort), login(standIn, SourceConfig.Scope.AUTO));
    }

    private static ClusterTarget.Address address(int port) {
        return new ClusterTarget.Address("127.0.0.1", port);
    }

    private static ClusterTarget.Login login(StandIn standIn, SourceConfig.Scope scope) {
        return new ClusterTarget.Login(StandIn.MONITOR, new Secret(standIn.monitorPassword()), scope);
    }

    void pass(Duration time) {
        clock.advance(time);
    }

    PollOutcome look() {
        return source.poll(lives.plan(clock.instant())).await().atMost(Duration.ofSeconds(30));
    }

    PollOutcome.Complete complete() {
        PollOutcome outcome = look();
        assertThat(outcome).isInstanceOf(PollOutcome.Complete.class);
        return (PollOutcome.Complete) outcome;
    }

    PollOutcome.Incomplete incomplete() {
        PollOutcome outcome = look();
        assertThat(outcome).isInstanceOf(PollOutcome.Incomplete.class);
        return (PollOutcome.Incomplete) outcome;
    }

    List<RecentRuns> recentRuns(long... tenants) {
        return source.recentRuns(LongStream.of(tenants).mapToObj(TenantId::new).toList())
                .await()
                .atMost(Duration.ofSeconds(30));
    }

    /** What a complete poll tells. */
    List<RowEvent> events() {
        LifeStep step = lives.on(complete().observation());
        lives = step.next();
        return step.events().stream().map(RowEvent.class::cast).toList();
    }

    List<String> told() {
        return events().stream().map(Looks::sentence).toList();
    }

    static String sentence(ChangeEvent event) {
        return event instanceof RowEvent row
                ? "%s %s %s"
                        .formatted(
                                row.identity().subject(),
                                row.type().shortName(),
                                row.observed().wireName())
                : event.type().shortName();
    }

    @Override
    public void close() {
        source.close();
        vertx.closeAndAwait();
    }
}
