package dev.backupwatch.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.Overdue;
import dev.backupwatch.wire.JobFigures;
import dev.backupwatch.wire.TenantFigures;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TenantBackupsTest {

    private static final JobFigures HALF = new JobFigures(50.0, 1000L, false);
    private static final JobFigures BEGUN = new JobFigures(2.0, 30L, true);
    private static final JobFigures UNKNOWN = new JobFigures(null, null, false);

    @Test
    void howFarATenantIsIsHowFarTheJobIsThatStartedLast() {
        assertThat(running(HALF, BEGUN).progress()).hasValue(0.02);
        assertThat(running(BEGUN, HALF).progress()).hasValue(0.5);
    }

    @Test
    void anotherJobsProgressDoesNotStandInForOneThatIsNotKnown() {
        assertThat(running(HALF, UNKNOWN).progress()).isEmpty();
        assertThat(running().progress()).isEmpty();
    }

    @Test
    void speedsAreAddedUpUnlessOneIsNotKnown() {
        assertThat(running(HALF, BEGUN).outputBytesPerSecond()).hasValue(1030);
        assertThat(running(HALF, UNKNOWN).outputBytesPerSecond()).isEmpty();
        assertThat(running().outputBytesPerSecond()).isEmpty();
    }

    @Test
    void stalledJobsAreCounted() {
        assertThat(running(HALF, BEGUN, BEGUN).stalled()).isEqualTo(2);
        assertThat(running(HALF).stalled()).isZero();
    }

    @Test
    void whatIsToldOfTheTenantIsToldOn() {
        var told = new TenantFigures(Map.of("FULL", Instant.EPOCH), 3, Set.of(Overdue.Kind.ANY));
        var tenant = new TenantBackups("orders", List.of(), told);

        assertThat(tenant.isOverdue(Overdue.Kind.ANY)).isTrue();
        assertThat(tenant.isOverdue(Overdue.Kind.FULL)).isFalse();
        assertThat(tenant.failures()).isEqualTo(3);
        assertThat(tenant.lastSuccess()).containsOnly(Map.entry("FULL", Instant.EPOCH));
        assertThat(tenant.named("bestellungen").failures()).isEqualTo(3);
    }

    private static TenantBackups running(JobFigures... jobs) {
        return new TenantBackups("orders", List.of(jobs), TenantFigures.NONE);
    }
}
