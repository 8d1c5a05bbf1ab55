package dev.backupwatch.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.EventType;
import dev.backupwatch.event.JobKey;
import dev.backupwatch.event.LostReason;
import dev.backupwatch.event.Observed;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowEvent;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.RowVerb;
import dev.backupwatch.event.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keeps what is true of each life beside what was told of it, and knows the promises. */
final class LifeLedger {

    private final ScriptedCluster cluster;
    private final Map<RowKey, List<RowEvent>> told = new TreeMap<>();
    private final Map<RowKey, @Nullable JobKey> parents = new TreeMap<>();
    private final Sightings sightings;
    private final Set<RowKey> baseline = new HashSet<>();
    private final Set<TenantId> dropped = new HashSet<>();
    private final Duration backfill;
    private Instant toldSince = Instant.MIN;
    private boolean hasLooked;
    private boolean isRebuilt;

    /** @param backfill how far back the first look tells */
    LifeLedger(ScriptedCluster cluster, Duration backfill) {
        this.cluster = cluster;
        this.backfill = backfill;
        this.sightings = new Sightings(cluster);
    }

    void born(RowKey key) {
        Row row = cluster.liveRow(key);
        if (key.kind() == RowKind.JOB) {
            long initiator = row.number("INITIATOR_TENANT_ID");
            boolean isChild = initiator == 1 && key.tenant().value() != 1;
            parents.put(key, isChild ? new JobKey(TenantId.SYS, row.number("INITIATOR_JOB_ID")) : null);
        } else {
            parents.put(key, parents.get(JobKey.of(row).rowKey()));
        }
    }

    void dropped(long tenant) {
        dropped.add(new TenantId(tenant));
    }

    /** From now on another cluster answers, and until that is told nothing can be said of what is told. */
    void rebuilt() {
        isRebuilt = true;
        parents.clear();
    }

    /** Whether the next poll that is taken in is the first one of this cluster. */
    boolean awaitsTheFirstLook() {
        return !hasLooked;
    }

    /** What is in the history alone when the first poll begins had ended before it; of that only some is told. */
    void beginPoll() {
        sightings.begin();
        if (!hasLooked) {
            toldSince = cluster.clock().minus(backfill);
            baseline.clear();
            for (RowKind kind : RowKind.OF_VIEWS) {
                cluster.history(kind).all().stream()
                        .map(row -> RowKey.of(kind, row))
                        .filter(key -> !cluster.live(kind).has(key))
                        .filter(key -> !cluster.history(kind)
                                .row(key)
                                .time("END_TIMESTAMP")
                                .isAfter(toldSince))
                        .forEach(baseline::add);
            }
        }
    }

    /** Called right before each read. */
    void look(Gap gap) {
        sightings.look(gap);
    }

    void on(Heard heard) {
        List<RowEvent> events = heard.events().stream()
                .filter(RowEvent.class::isInstance)
                .map(RowEvent.class::cast)
                .toList();
        if (!heard.isTakenIn()) {
            assertThat(events).as("told by a poll that was not taken in").isEmpty();
            return;
        }
        hasLooked = true;
        sightings.keep();
        boolean isToldRebuilt = heard.events().stream().anyMatch(event -> event.type() == EventType.SOURCE_RECREATED);
        assertThat(isToldRebuilt && !isRebuilt).as("told as rebuilt and is not").isFalse();
        if (isToldRebuilt) {
            beginAnew(heard);
        } else if (!isRebuilt) {
            on(events);
            sightings.checkAllIsTold(heard.rows());
        }
    }

    private void beginAnew(Heard heard) {
        assertThat(heard.rows()).isEmpty();
        told.clear();
        sightings.forget();
        hasLooked = false;
        isRebuilt = false;
    }

    private void on(List<RowEvent> events) {
        List<Integer> ranks = new ArrayList<>();
        Map<RowKey, List<RowEvent>> inThisPoll = new TreeMap<>();
        for (RowEvent event : events) {
            RowKey key = event.identity().key();
            ranks.add(rank(event));
            inThisPoll.computeIfAbsent(key, none -> new ArrayList<>()).add(event);
            check(event);
            sightings.checkBorneOut(event);
            told.computeIfAbsent(key, none -> new ArrayList<>()).add(event);
        }
        assertThat(ranks).as("the order in a poll").isSorted();
        inThisPoll.values().forEach(LifeLedger::checkOneARow);
    }

    private void check(RowEvent event) {
        RowKey key = event.identity().key();
        if (!isTaskOfAToldJob(event)) {
            assertThat(baseline).as("ended before all that is told").doesNotContain(key);
        }
        assertThat(event.identity().parent()).as("parent of %s", key).isEqualTo(parents.get(key));
        if (event.verb() == RowVerb.STARTED && key.kind() == RowKind.TASK) {
            assertThat(told)
                    .as("a task comes after its job")
                    .containsKey(event.identity().job().rowKey());
        }
        if (event.verb() == RowVerb.STARTED && key.kind() == RowKind.JOB) {
            assertThat(event.observed() == Observed.INFERRED)
                    .as("%s is inferred just where no poll has seen it live", key)
                    .isEqualTo(!sightings.isSeen(key));
        }
        if (event.reason() == LostReason.TENANT_DROPPED) {
            assertThat(dropped).contains(key.tenant());
        }
    }

    /** Its job ended when all is told, and it just before that: it may be told with its job. */
    private boolean isTaskOfAToldJob(RowEvent event) {
        RowKey job = event.identity().job().rowKey();
        return event.identity().key().kind() == RowKind.TASK && !baseline.contains(job);
    }

    private static void checkOneARow(List<RowEvent> events) {
        if (events.size() > 1) {
            assertThat(events).hasSize(2).allMatch(event -> event.observed() == Observed.INFERRED);
            assertThat(events.get(0).verb()).isEqualTo(RowVerb.STARTED);
            assertThat(events.get(1).verb().isEnding()).isTrue();
        }
    }

    private static int rank(RowEvent event) {
        boolean isTask = event.identity().key().kind() == RowKind.TASK;
        if (event.verb() == RowVerb.STARTED) {
            return isTask ? 1 : 0;
        }
        if (!event.verb().isEnding() && event.verb() != RowVerb.LOST) {
            return 2;
        }
        if (isTask) {
            return 3;
        }
        return event.identity().key().tenant().value() == 1 ? 5 : 4;
    }

    /** Every life is over, and every poll since had the chance to tell it. */
    void checkSettled() {
        if (isRebuilt) {
            return;
        }
        for (RowKind kind : RowKind.OF_VIEWS) {
            for (Row row : cluster.history(kind).all()) {
                checkLife(RowKey.of(kind, row), row);
            }
        }
        told.keySet()
                .forEach(key -> assertThat(count(key, RowVerb.STARTED))
                        .as("starts of %s", key)
                        .isEqualTo(endings(key).size() + lossesThatHold(key)));
    }

    private void checkLife(RowKey key, Row last) {
        List<RowEvent> events = told.getOrDefault(key, List.of());
        if (events.isEmpty()) {
            assertThat(last.time("END_TIMESTAMP"))
                    .as("%s ended when all is told, and was never told", key)
                    .isBeforeOrEqualTo(toldSince);
            return;
        }
        assertThat(endings(key)).as("endings of %s", key).hasSize(1);
        RowEvent ending = endings(key).get(0);
        assertThat(ending.row()).as("final values of %s", key).isEqualTo(last);
        assertThat(ending.verb().name().toLowerCase(Locale.ROOT))
                .isEqualTo(last.status().toLowerCase(Locale.ROOT));
        assertThat(events.get(events.size() - 1))
                .as("nothing follows the ending")
                .isSameAs(ending);
        assertThat(events.get(0).verb()).isEqualTo(RowVerb.STARTED);
        assertThat(starts(key, Observed.RETURNED)).isLessThanOrEqualTo(count(key, RowVerb.LOST));
        assertThat(count(key, RowVerb.STARTED) - starts(key, Observed.RETURNED))
                .as("starts of %s", key)
                .isEqualTo(1);
    }

    /** A life that was lost is closed by its loss, unless it returned or its ending came after all. */
    private long lossesThatHold(RowKey key) {
        long losses = count(key, RowVerb.LOST);
        boolean endedWhileLost = false;
        List<RowEvent> events = told.getOrDefault(key, List.of());
        for (int i = 1; i < events.size(); i++) {
            endedWhileLost |=
                    events.get(i).verb().isEnding() && events.get(i - 1).verb() == RowVerb.LOST;
        }
        return endedWhileLost ? losses - 1 : losses;
    }

    private List<RowEvent> endings(RowKey key) {
        return told.getOrDefault(key, List.of()).stream()
                .filter(event -> event.verb().isEnding())
                .toList();
    }

    private long count(RowKey key, RowVerb verb) {
        return told.getOrDefault(key, List.of()).stream()
                .filter(event -> event.verb() == verb)
                .count();
    }

    private long starts(RowKey key, Observed observed) {
        return told.getOrDefault(key, List.of()).stream()
                .filter(event -> event.verb() == RowVerb.STARTED && event.observed() == observed)
                .count();
    }
}
