package dev.backupwatch.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.Tenant;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.insight.Sight;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Polls a stand-in cluster and holds what is known of it; after each poll the folding law is checked. */
final class Watching {

    static final ClusterName CLUSTER = new ClusterName("prod");
    static final Duration SECOND = Duration.ofSeconds(1);

    final ScriptedCluster cluster = new ScriptedCluster();
    private final Folded folded = new Folded();
    private final Map<Gap, Runnable> once = new EnumMap<>(Gap.class);
    private final NotedLives noted = new NotedLives();
    private final NotedInsights insights = new NotedInsights(CLUSTER);
    private Lives lives;
    /** The two clocks differ by far, so that a mix-up of them shows. */
    private Duration oursIsBehind = Duration.ofHours(3);

    Watching() {
        this(LifePolicy.DEFAULT);
    }

    Watching(LifePolicy policy) {
        lives = Lives.unseen(CLUSTER, policy);
    }

    Lives lives() {
        return lives;
    }

    Instant now() {
        return ours(cluster.clock());
    }

    /** Our own clock, not the database's. */
    void setClockBack(Duration time) {
        oursIsBehind = oursIsBehind.plus(time);
    }

    /** What happens in the next poll at that moment. */
    void meanwhile(Gap gap, Runnable action) {
        once.put(gap, action);
    }

    /** One poll, and then a second passes. */
    Polled poll() {
        Polled polled = poll(this::runOnce);
        cluster.pass(SECOND);
        return polled;
    }

    List<String> told() {
        return poll().told();
    }

    Polled pollAfter(Duration time) {
        cluster.pass(time);
        return poll();
    }

    /** A poll each second for that long, none of which may tell anything. */
    void quietFor(Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            assertThat(told()).as("told in second %d", second).isEmpty();
        }
    }

    /** One poll; no time passes but what the gaps let pass. */
    Polled poll(Consumer<Gap> meanwhile) {
        return take(look(meanwhile));
    }

    /** What one poll leads to; nothing of it is adopted. */
    Polled look(Consumer<Gap> meanwhile) {
        PollPlan plan = lives.plan(now());
        var answered = new ScriptedPoll(cluster, meanwhile).answer(plan, this::ours);
        if (plan.doubts(answered.observation().live()) && !cluster.shape().isConfirmed(cluster.clock())) {
            return new Polled(List.of(), answered.questions(), new LifeStep(List.of(), lives, Set.of()));
        }
        return polled(lives.on(answered.observation()), answered.questions());
    }

    private static Polled polled(LifeStep step, Questions asked) {
        return new Polled(step.events(), asked, step);
    }

    /** Adopts what a look led to. */
    Polled take(Polled polled) {
        LifeStep step = polled.step();
        step.events().forEach(folded::on);
        assertThat(rows(step.next())).as("the folding law").isEqualTo(folded.rows());
        assertThat(step.touched()).as("touched").containsExactlyInAnyOrderElementsOf(changedKeys(lives, step.next()));
        noted.write(lives, step.next());
        insights.on(
                lives,
                step,
                new Sight(cluster.clock(), polled.isWhole(), step.next().isHistoryRead()));
        lives = step.next();
        return polled;
    }

    /** Another watch goes on, which knows what this one noted. */
    void restart() {
        Lives recalled = noted.recall(lives.policy());
        assertThat(recalled).as("the law of notes").isEqualTo(lives);
        lives = recalled;
        insights.restart();
    }

    /** One look that reads these tenants, group by group; of the others nothing is learned. */
    Polled lookInParts(List<List<Long>> groups, Consumer<Gap> meanwhile) {
        Instant databaseTime = cluster.clock();
        Optional<Map<TenantId, Tenant>> tenants =
                cluster.tenants().isEmpty() ? Optional.empty() : Optional.of(cluster.tenants());
        PollPlan plan = lives.plan(now());
        List<Observation> parts = new ArrayList<>();
        for (List<Long> group : groups) {
            Scope scope = Scope.only(group.stream().map(TenantId::new).toList());
            var part = new ScriptedPoll.Part(databaseTime, scope, tenants);
            parts.add(new ScriptedPoll(cluster, meanwhile)
                    .answer(plan, this::ours, part)
                    .observation());
        }
        return polled(lives.on(parts), Questions.OF_PARTS);
    }

    Polled pollInParts(List<List<Long>> groups) {
        return take(lookInParts(groups, gap -> {}));
    }

    /** What subscribers know. */
    Map<String, Row> rows() {
        return folded.rows();
    }

    private void runOnce(Gap gap) {
        Runnable action = once.remove(gap);
        if (action != null) {
            action.run();
        }
    }

    private Instant ours(Instant databaseTime) {
        return databaseTime.minus(oursIsBehind);
    }

    private static Map<String, Row> rows(Lives lives) {
        Map<String, Row> rows = new TreeMap<>();
        lives.told().values().forEach(told -> rows.put(told.identity().subject(), told.row()));
        return rows;
    }

    /** The keys of which a subscriber's item would look different. */
    private static Set<RowKey> changedKeys(Lives before, Lives after) {
        Set<RowKey> keys = new HashSet<>(before.told().keySet());
        keys.addAll(after.told().keySet());
        keys.removeIf(key ->
                Objects.equals(item(before.told().get(key)), item(after.told().get(key))));
        return keys;
    }

    private static List<Object> item(@Nullable Told told) {
        return told == null ? List.of() : List.of(told.identity(), told.row(), told.since());
    }
}
