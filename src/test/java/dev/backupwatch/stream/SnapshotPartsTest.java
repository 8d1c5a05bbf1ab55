package dev.backupwatch.stream;

import static dev.backupwatch.stream.FilterTest.filter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.SourceState;
import dev.backupwatch.event.Tenant;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.story.Backup;
import dev.backupwatch.story.KnownTenant;
import dev.backupwatch.story.ManualClock;
import dev.backupwatch.story.WrittenLog;
import dev.backupwatch.wire.ControlEncoder;
import dev.backupwatch.wire.ControlEncoder.SnapshotPart;
import dev.backupwatch.wire.TenantItemEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class SnapshotPartsTest {

    private static final int MOST_ITEMS = 200;
    private static final int MOST_BYTES = 256 * 1024;

    private final WrittenLog log = new WrittenLog(64L << 20);

    @Test
    void anEmptyStateHasOneEmptyPart() {
        List<SnapshotPart> parts = parts(Filter.ALL);
        assertThat(parts).hasSize(1);
        assertThat(parts.get(0).jobs()).isEmpty();
        assertThat(parts.get(0).parts()).isEqualTo(1);
    }

    @RepeatedTest(20)
    void noPartIsTooLargeAndEachRowIsInOneOfThem(RepetitionInfo repetition) {
        int seed = repetition.getCurrentRepetition();
        var random = new Random(seed);
        int jobs = random.nextInt(500);
        int tasks = jobs == 0 ? 0 : random.nextInt(500);
        for (int job = 1; job <= jobs; job++) {
            log.poll(Backup.of(1002, job).started("x".repeat(random.nextInt(20_000))));
        }
        for (int task = 1; task <= tasks; task++) {
            log.poll(Backup.of(1002, 1).taskStarted(task));
        }
        log.attest("prod", SourceState.OK, ManualClock.START, tenants(random.nextInt(500)));
        int known = random.nextInt(500);
        for (int tenant = 1; tenant <= known; tenant++) {
            log.know(KnownTenant.of(900 + tenant).summary());
        }

        List<SnapshotPart> parts = parts(Filter.ALL);

        assertThat(parts).as("seed %d", seed).allSatisfy(part -> {
            assertThat(items(part)).isLessThanOrEqualTo(MOST_ITEMS);
            assertThat(bytes(part)).isLessThanOrEqualTo(MOST_BYTES);
            assertThat(SnapshotParts.bytes(part)).isBetween(bytes(part), 1024 + 4L * bytes(part));
            assertThat(part.parts()).isEqualTo(parts.size());
        });
        assertThat(parts.stream().map(SnapshotPart::part))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, parts.size()).boxed().toList());
        assertThat(parts.stream().mapToInt(part -> part.jobs().size()).sum()).isEqualTo(jobs);
        assertThat(parts.stream().mapToInt(part -> part.tasks().size()).sum()).isEqualTo(tasks);
    }

    @Test
    void jobsComeBeforeTasks() {
        for (int job = 1; job <= 150; job++) {
            log.poll(Backup.of(1002, job).started(), Backup.of(1002, job).taskStarted(job));
        }

        assertThat(parts(Filter.ALL).stream()
                        .map(part -> List.of(part.jobs().size(), part.tasks().size())))
                .containsExactly(List.of(150, 50), List.of(0, 100));
    }

    @Test
    void tenantsComeWithinTheFirstPartsAndOnlyThoseThatAreAskedFor() {
        log.attest("prod", SourceState.OK, ManualClock.START, tenants(3));
        log.attest("stage", SourceState.OK, ManualClock.START, tenants(2));

        assertThat(tenantsIn(parts(Filter.ALL).get(0))).isEqualTo(5);
        assertThat(tenantsIn(parts(filter("cluster=stage")).get(0))).isEqualTo(2);
        assertThat(tenantsIn(parts(filter("tenant=1001", "cluster=prod")).get(0)))
                .isEqualTo(1);
    }

    @Test
    void aTenantThatTheStateKnowsIsShownAsItsItemAndNoneTwice() {
        KnownTenant known = KnownTenant.of(1002);
        log.know(known.summary());
        log.know(known.in("stage").summary());
        log.attest("prod", SourceState.OK, ManualClock.START, tenants(3));

        SnapshotPart part = parts(Filter.ALL).get(0);
        assertThat(part.tenants()).hasSize(2).contains(TenantItemEncoder.encode(known.summary()));
        assertThat(part.listed().get(known.cluster()))
                .extracting(tenant -> tenant.id().value())
                .containsExactly(1001L, 1003L);
        assertThat(part.jobs()).isEmpty();
        assertThat(part.tasks()).isEmpty();
    }

    @Test
    void neitherTypesNorJobsChooseAmongTenants() {
        log.know(KnownTenant.of(1002).summary());
        log.know(KnownTenant.of(1003).summary());

        assertThat(tenantsIn(parts(filter("type=source", "job=7")).get(0))).isEqualTo(2);
        assertThat(tenantsIn(parts(filter("tenant=tenant1003")).get(0))).isEqualTo(1);
        assertThat(tenantsIn(parts(filter("cluster=stage")).get(0))).isZero();
    }

    @Test
    void theFilterChoosesTheRows() {
        log.poll(
                Backup.of(1002, 1).started(),
                Backup.of(1004, 1).started(),
                Backup.of(1004, 1).taskStarted(1));

        SnapshotPart part = parts(filter("tenant=1004", "type=backup.job")).get(0);
        assertThat(part.jobs()).hasSize(1);
        assertThat(part.tasks()).isEmpty();
    }

    private List<SnapshotPart> parts(Filter filter) {
        return SnapshotParts.of(log.state(), filter);
    }

    /** Of the whole message. */
    private static long bytes(SnapshotPart part) {
        return (long) ControlEncoder.snapshotHead("c" + "z".repeat(13) + "-1").length
                + ControlEncoder.snapshotRest(ManualClock.START, part).length;
    }

    private static int items(SnapshotPart part) {
        return part.jobs().size() + part.tasks().size() + tenantsIn(part);
    }

    private static int tenantsIn(SnapshotPart part) {
        return part.tenants().size()
                + part.listed().values().stream().mapToInt(List::size).sum();
    }

    private static Tenant[] tenants(int count) {
        List<Tenant> tenants = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tenants.add(new Tenant(new TenantId(1001 + i), "t".repeat(128), "USER", "NORMAL"));
        }
        return tenants.toArray(Tenant[]::new);
    }
}
