package dev.backupwatch.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.JobKey;
import dev.backupwatch.event.LostReason;
import dev.backupwatch.event.Observed;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowEvent;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.RowVerb;
import dev.backupwatch.event.Tenant;
import dev.backupwatch.event.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the views showed to one poll, read by read. It bears out what is told, and all of it has to be told. */
final class Sightings {

    private final ScriptedCluster cluster;
    private final Map<RowKey, Instant> lastSeen = new HashMap<>();
    private final Map<RowKey, Row> live = new TreeMap<>();
    private final Map<RowKey, Row> history = new TreeMap<>();
    private final Set<TenantId> neverNormal = new HashSet<>();

    Sightings(ScriptedCluster cluster) {
        this.cluster = cluster;
    }

    void begin() {
        live.clear();
        history.clear();
        neverNormal.clear();
        neverNormal.addAll(notNormal());
    }

    /** Called right before each read. */
    void look(Gap gap) {
        if (gap == Gap.AFTER_THE_CLOCK) {
            look(RowKind.JOB);
        } else if (gap == Gap.AFTER_JOBS) {
            look(RowKind.TASK);
        } else {
            for (RowKind kind : RowKind.OF_VIEWS) {
                cluster.history(kind).all().forEach(row -> history.put(RowKey.of(kind, row), row));
            }
        }
    }

    private void look(RowKind kind) {
        cluster.live(kind).read().forEach(row -> live.put(RowKey.of(kind, row), row));
    }

    /** Another cluster's sightings are none of this one's. */
    void forget() {
        lastSeen.clear();
    }

    /** Whether a poll that was taken in has seen it live. */
    boolean isSeen(RowKey key) {
        return lastSeen.containsKey(key);
    }

    /** The poll was taken in. */
    void keep() {
        neverNormal.retainAll(notNormal());
        live.keySet().forEach(key -> lastSeen.put(key, cluster.clock()));
    }

    /** After {@link #keep}: what is told has been there. */
    void checkBorneOut(RowEvent event) {
        RowKey key = event.identity().key();
        if (event.verb() == RowVerb.LOST) {
            checkLoss(event, key);
            return;
        }
        boolean isFinal = event.verb().isEnding() || event.observed() == Observed.INFERRED;
        assertThat(event.row())
                .as("%s of %s is told as it was seen", event.verb(), key)
                .isEqualTo((isFinal ? history : live).get(key));
    }

    private void checkLoss(RowEvent event, RowKey key) {
        assertThat(live).as("lost while it was seen").doesNotContainKey(key);
        if (event.reason() == LostReason.VANISHED) {
            assertThat(neverNormal).as("tenants that are not NORMAL").doesNotContain(key.tenant());
            Instant earliest = lastSeen.getOrDefault(key, Instant.MIN);
            assertThat(cluster.clock())
                    .as("lost too soon: %s", key)
                    .isAfterOrEqualTo(
                            earliest.equals(Instant.MIN) ? earliest : earliest.plus(LifePolicy.DEFAULT.lostAfter()));
        }
    }

    /** Whatever the live views showed is what subscribers know, unless its ending is told: no status goes by unseen. */
    void checkAllIsTold(Map<String, Row> rows) {
        List<String> untold = new ArrayList<>();
        live.forEach((key, row) -> {
            boolean isOver =
                    history.containsKey(key) || cluster.history(key.kind()).has(key);
            boolean waitsForItsJob = key.kind() == RowKind.TASK && !rows.containsKey(subject(RowKind.JOB, row));
            Row told = rows.get(subject(key.kind(), row));
            if (!isOver && !waitsForItsJob && !row.equals(told)) {
                untold.add(
                        "%s is %s, and was told as %s".formatted(key, row.cells(), told == null ? "" : told.cells()));
            }
        });
        assertThat(untold).as("what was seen and not told").isEmpty();
    }

    private Set<TenantId> notNormal() {
        Set<TenantId> found = new HashSet<>();
        for (Tenant tenant : cluster.tenants().values()) {
            if (!tenant.isNormal()) {
                found.add(tenant.id());
            }
        }
        return found;
    }

    private static String subject(RowKind kind, Row row) {
        JobKey job = JobKey.of(row);
        String subject = "backup/%d/%d".formatted(job.tenant().value(), job.job());
        return kind == RowKind.JOB ? subject : subject + "/tasks/" + row.number("TASK_ID");
    }
}
