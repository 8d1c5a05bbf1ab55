package dev.backupwatch.wire;

import static dev.backupwatch.wire.InsightFixture.AT_FOUR;
import static dev.backupwatch.wire.InsightFixture.NONE_EVER;
import static dev.backupwatch.wire.InsightFixture.NO_FULL;
import static dev.backupwatch.wire.InsightFixture.OF_A_CLUSTER_JOB;
import static dev.backupwatch.wire.InsightFixture.PROGRESS;
import static dev.backupwatch.wire.InsightFixture.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backupwatch.event.Encoded;
import dev.backupwatch.event.Overdue;
import dev.backupwatch.event.Progress;
import dev.backupwatch.event.Standstill;
import dev.backupwatch.event.TenantSummary;
import dev.backupwatch.event.TenantSummary.LastSuccess;
import dev.backupwatch.event.TenantSummary.Run;
import dev.backupwatch.story.Backup;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the encoders write is read back. */
class FiguresTest {

    @Test
    void howFarAndHowFastAJobIsIsReadFromItsItem() {
        assertThat(read(PROGRESS, null)).isEqualTo(new JobFigures(42.0, 64_000_000L, false));
        assertThat(read(OF_A_CLUSTER_JOB, null)).isEqualTo(new JobFigures(61.5, null, false));
        assertThat(read(null, null)).isEqualTo(new JobFigures(null, null, false));
    }

    @Test
    void aJobIsStalledIfThatIsOneOfTheConditionsThatHold() {
        assertThat(read(null, InsightFixture.STANDSTILL).isStalled()).isTrue();
        assertThat(JobFigures.of(json("{\"conditions\":[\"strange\",\"stalled\"]}"))
                        .isStalled())
                .isTrue();
        assertThat(JobFigures.of(json("{\"conditions\":[\"strange\"]}")).isStalled())
                .isFalse();
    }

    @Test
    void theItemOfAnOlderVersionTellsJustLess() {
        assertThat(JobFigures.of(json("{\"status\":\"DOING\"}"))).isEqualTo(new JobFigures(null, null, false));
        assertThat(TenantFigures.of(json("{\"tenantId\":1002}"))).isEqualTo(TenantFigures.NONE);
    }

    @Test
    void whatATenantHasAndLacksIsReadFromItsItem() {
        var full = new Run(1, "FULL", AT_FOUR, AT_FOUR.plusMillis(90_500), 0, null);
        var summary = new TenantSummary(
                TENANT,
                null,
                Map.of("FULL", new LastSuccess(full.end(), full), "INC", new LastSuccess(AT_FOUR, null)),
                null,
                3,
                List.of(NONE_EVER, NO_FULL),
                Map.of());

        assertThat(read(summary))
                .isEqualTo(new TenantFigures(
                        Map.of("FULL", full.end(), "INC", AT_FOUR), 3, Set.of(Overdue.Kind.ANY, Overdue.Kind.FULL)));
    }

    @Test
    void aTenantThatHasNothingYetCountsAsNothing() {
        assertThat(read(new TenantSummary(TENANT, null, Map.of(), null, 0, List.of(), Map.of())))
                .isEqualTo(TenantFigures.NONE);
    }

    @Test
    void whatIsNoJsonIsABug() {
        assertThatThrownBy(() -> JobFigures.of(json("{\"stat"))).isInstanceOf(UncheckedIOException.class);
    }

    private static JobFigures read(@Nullable Progress progress, @Nullable Standstill standstill) {
        Backup backup = Backup.of(1002, 1);
        var item = new ItemEncoder.Item(backup.identity(), backup.row("DOING"), AT_FOUR, progress, standstill);
        return JobFigures.of(new Encoded(ItemEncoder.encode(item)));
    }

    private static TenantFigures read(TenantSummary summary) {
        return TenantFigures.of(new Encoded(TenantItemEncoder.encode(summary)));
    }

    private static Encoded json(String text) {
        return new Encoded(text.getBytes(StandardCharsets.UTF_8));
    }
}
