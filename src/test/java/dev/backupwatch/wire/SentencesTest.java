package dev.backupwatch.wire;

import static dev.backupwatch.wire.InsightFixture.AGAINST_PREVIOUS;
import static dev.backupwatch.wire.InsightFixture.AT_FOUR;
import static dev.backupwatch.wire.InsightFixture.FAILURE;
import static dev.backupwatch.wire.InsightFixture.NONE_EVER;
import static dev.backupwatch.wire.InsightFixture.NO_FULL;
import static dev.backupwatch.wire.InsightFixture.OF_A_CLUSTER_JOB;
import static dev.backupwatch.wire.InsightFixture.PROGRESS;
import static dev.backupwatch.wire.InsightFixture.TENANT;
import static dev.backupwatch.wire.InsightFixture.TWICE_AS_LONG;
import static dev.backupwatch.wire.InsightFixture.left;
import static dev.backupwatch.wire.InsightFixture.progressed;
import static dev.backupwatch.wire.InsightFixture.resumed;
import static dev.backupwatch.wire.InsightFixture.speaking;
import static dev.backupwatch.wire.InsightFixture.stalled;
import static dev.backupwatch.wire.WireFixture.JOB_ROW;
import static dev.backupwatch.wire.WireFixture.PARENT;
import static dev.backupwatch.wire.WireFixture.TASK;
import static dev.backupwatch.wire.WireFixture.TASK_ROW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.ChangeEvent;
import dev.backupwatch.event.Comparison;
import dev.backupwatch.event.Comparison.Measure;
import dev.backupwatch.event.EventType;
import dev.backupwatch.event.Failure;
import dev.backupwatch.event.Insight;
import dev.backupwatch.event.Observed;
import dev.backupwatch.event.RowEvent;
import dev.backupwatch.event.RowVerb;
import dev.backupwatch.event.TenantEvent;
import dev.backupwatch.event.TenantEvent.Cause;
import dev.backupwatch.event.Work;
import dev.backupwatch.event.Work.Basis;
import dev.backupwatch.event.Work.Unit;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The one line of each event, for people. */
class SentencesTest {

    private static final String JOB = "Tenant 1002, backup 1: ";
    private static final String JOB_ZH = "租户 1002 备份 1：";
    private static final String THE_TENANT = "Tenant orders (1002): ";
    private static final String THE_TENANT_ZH = "租户 orders（1002）：";

    @Test
    void progressIsToldInPercentWithItsRateAndARangeOfTimeLeft() {
        RowEvent event = new RowEvent(RowVerb.PROGRESSED, TASK_ROW, TASK, List.of(), Observed.LIVE, null)
                .with(Insight.of(PROGRESS));

        assertSays(
                event,
                "Tenant orders (1002), backup 1, task 1: 42.0 % done, 70.0 MB written, 61.0 MB/s, 2 to 4 min left",
                "租户 orders（1002）备份 1，任务 1：已完成 42.0 %，已写出 70.0 MB，速率 61.0 MB/s，剩余 2 到 4 分钟");
    }

    @Test
    void anEstimateIsCalledOne() {
        assertSays(progressed(AGAINST_PREVIOUS), JOB + "about 73.4 % done", JOB_ZH + "已完成约 73.4 %");
    }

    @Test
    void aClusterBackupCountsItsTenants() {
        assertSays(
                progressed(OF_A_CLUSTER_JOB),
                JOB + "3 of 5 tenants done, 1 failed, 61.5 %",
                JOB_ZH + "已完成 3/5 个租户，1 个失败，进度 61.5 %");
    }

    @Test
    void whereNoShareIsKnownWhatIsDoneIsCounted() {
        var bytes = new Work(Unit.BYTES, 73_400_320, null, null, Basis.COUNTED, null);
        var files = new Work(Unit.LOG_FILES, 3, 12L, null, Basis.COUNTED, null);
        var blocks = new Work(Unit.MACRO_BLOCKS, 420, null, null, Basis.COUNTED, null);
        var logs = new Work(Unit.LOG_FILES, 3, 12L, 25.0, Basis.COUNTED, null);

        assertSays(progressed(speaking(bytes)), JOB + "70.0 MB written", JOB_ZH + "已写出 70.0 MB");
        assertSays(progressed(speaking(files)), JOB + "3 of 12 log files done", JOB_ZH + "已完成 3/12 个日志文件");
        assertSays(progressed(speaking(blocks)), JOB + "420 macro blocks done", JOB_ZH + "已完成 420 个宏块");
        assertSays(progressed(speaking(logs)), JOB + "25.0 % of log files done", JOB_ZH + "日志文件已完成 25.0 %");
    }

    @Test
    void aFailureIsToldByCodeNameAndMeaningAndThenItsMessage() {
        assertSays(
                row(RowVerb.FAILED, new Insight(null, null, FAILURE)),
                JOB + "failed with -4009 OB_IO_ERROR (reading or writing failed): IO error",
                JOB_ZH + "失败，错误码 -4009 OB_IO_ERROR（读写失败）：IO error");
        assertSays(
                row(RowVerb.FAILED, new Insight(null, null, new Failure(-9, null, "", null))),
                JOB + "failed with -9",
                JOB_ZH + "失败，错误码 -9");
        assertSays(
                row(RowVerb.STATUS_CHANGED, new Insight(null, null, FAILURE)),
                JOB + "now BACKUP_DATA_MAJOR with -4009 OB_IO_ERROR (reading or writing failed): IO error",
                JOB_ZH + "状态变为 BACKUP_DATA_MAJOR，错误码 -4009 OB_IO_ERROR（读写失败）：IO error");
    }

    @Test
    void aRunThatWasUnusualSaysInWhat() {
        assertSays(
                row(RowVerb.COMPLETED, new Insight(null, TWICE_AS_LONG, null)),
                JOB + "completed, took 2.0 times as long as usual",
                JOB_ZH + "已完成，耗时是平时的 2.0 倍");
        var small = new Comparison(
                3,
                Comparison.seconds(Duration.ofSeconds(400), Duration.ofSeconds(400)),
                new Measure(1000, 0, 1),
                new Measure(1, 1000, 1));
        assertSays(
                row(RowVerb.COMPLETED, new Insight(null, small, null)),
                JOB + "completed, wrote more than usual, ran less than 0.1 times as fast as usual",
                JOB_ZH + "已完成，写出量比平时多，速率不到平时的 0.1 倍");
    }

    @Test
    void aRunLikeTheOnesBeforeItIsJustCompleted() {
        var alike = new Comparison(5, Comparison.seconds(Duration.ofSeconds(410), Duration.ofSeconds(400)), null, null);

        assertSays(row(RowVerb.COMPLETED, new Insight(null, alike, null)), JOB + "completed", JOB_ZH + "已完成");
    }

    @Test
    void aStallSaysWhereAndWhatIsUsualThere() {
        assertSays(
                stalled(null, Duration.ofSeconds(40)),
                JOB + "has not moved for at least 10 min in BACKUP_DATA_MAJOR (copying baseline data);"
                        + " usual there: at most 40 s",
                JOB_ZH + "在 BACKUP_DATA_MAJOR（备份基线数据） 阶段至少 10 分钟没有进展；该阶段通常最多停顿 40 秒");
        assertSays(
                stalled(null, null),
                JOB + "has not moved for at least 10 min in BACKUP_DATA_MAJOR (copying baseline data)",
                JOB_ZH + "在 BACKUP_DATA_MAJOR（备份基线数据） 阶段至少 10 分钟没有进展");
    }

    @Test
    void whatMovesAgainSaysHowLongItRestedUnlessAClockWasSetBack() {
        assertSays(
                resumed(AT_FOUR.plusSeconds(750)),
                JOB + "moves again, after 12 min in BACKUP_DATA_MAJOR (copying baseline data)",
                JOB_ZH + "在 BACKUP_DATA_MAJOR（备份基线数据） 阶段停顿 12 分钟后恢复进展");
        assertSays(
                resumed(AT_FOUR.minusSeconds(1)),
                JOB + "moves again in BACKUP_DATA_MAJOR (copying baseline data)",
                JOB_ZH + "在 BACKUP_DATA_MAJOR（备份基线数据） 阶段恢复进展");
    }

    @Test
    void aTenantThatWasLeftOutSaysByWhichBackupAndNothingOfItsStatus() {
        assertSays(
                new TenantEvent(EventType.TENANT_SKIPPED, TENANT.under(PARENT), null, null),
                THE_TENANT + "was named in cluster backup 1, but never got a job",
                THE_TENANT_ZH + "集群备份 1 包含该租户，但始终没有为其创建备份任务");
    }

    @Test
    void aTenantThatLacksABackupSaysForHowLong() {
        assertSays(
                new TenantEvent(EventType.TENANT_OVERDUE, TENANT, NO_FULL, null),
                THE_TENANT
                        + "no successful full backup for longer than 8 d; the last one ended at 2026-11-23T04:00:00Z",
                THE_TENANT_ZH + "超过 8 天没有成功的全量备份，上一次成功结束于 2026-11-23T04:00:00Z");
        assertSays(
                new TenantEvent(EventType.TENANT_OVERDUE, TENANT, NONE_EVER, null),
                THE_TENANT + "no successful backup for longer than 26 h; none is known",
                THE_TENANT_ZH + "超过 26 小时没有成功的备份，未见过成功记录");
    }

    @ParameterizedTest
    @EnumSource
    void aTenantThatCaughtUpSaysWhy(Cause cause) {
        var event = new TenantEvent(EventType.TENANT_CAUGHT_UP, TENANT, NO_FULL, cause);

        assertThat(English.sentence(event)).startsWith(THE_TENANT).contains("full backup");
        assertThat(Chinese.sentence(event)).startsWith(THE_TENANT_ZH).contains("全量备份");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INIT",
                "DOING",
                "COMPLETED",
                "FAILED",
                "CANCELING",
                "CANCELED",
                "BACKUP_SYS_META",
                "BACKUP_USER_META",
                "BACKUP_META_FINISH",
                "BACKUP_FUSE_TABLET_META",
                "BACKUP_DATA_SYS",
                "BACKUP_DATA_MINOR",
                "BACKUP_DATA_MAJOR",
                "BACKUP_SYS_DATA",
                "BACKUP_USER_DATA",
                "PREPARE_BACKUP_LOG",
                "BEFORE_BACKUP_LOG",
                "BACKUP_LOG"
            })
    void everyStatusOfTheSourcesHasAPhaseInBothLanguages(String status) {
        assertThat(Phases.inEnglish(status)).startsWith(status + " (");
        assertThat(Phases.inChinese(status)).startsWith(status + "（").containsPattern("\\p{IsHan}");
    }

    @Test
    void aStatusThatNobodyKnowsIsToldAsItIs() {
        assertThat(Phases.inEnglish("NEW")).isEqualTo("NEW");
        assertThat(Phases.inChinese("NEW")).isEqualTo("NEW");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0 s",
        "5, 90, 5 to 90 s",
        "240, 420, 4 to 7 min",
        "299, 301, 4 to 6 min",
        "300, 300, 5 min",
        "3600, 10799, 60 to 180 min",
        "3600, 10800, 1 to 3 h",
        "86400, 345600, 1 to 4 d"
    })
    void aRangeOfTimeIsRatherWiderThanNarrower(long low, long high, String text) {
        assertThat(Spans.ENGLISH.range(left(low, high))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "PT119.9S, 119 s, 2 min",
        "PT26H, 26 h, 26 h",
        "PT84H, 84 h, 84 h",
        "P8D, 8 d, 8 d",
        "PT361H, 15 d, 16 d"
    })
    void aSpanIsCutDownWhereItIsAtLeastAndUpWhereItIsAtMost(Duration span, String atLeast, String atMost) {
        assertThat(Spans.ENGLISH.atLeast(span)).isEqualTo(atLeast);
        assertThat(Spans.ENGLISH.atMost(span)).isEqualTo(atMost);
    }

    @Test
    void amountsAreOfOneDecimalAndNothingIsAllBeforeItIs() {
        assertThat(Amounts.bytes(1023)).isEqualTo("1023 B");
        assertThat(Amounts.bytes(1024)).isEqualTo("1.0 KB");
        assertThat(Amounts.bytes(1L << 60)).isEqualTo("1024.0 PB");
        assertThat(Amounts.percent(99.96)).isEqualTo("99.9 %");
        assertThat(Amounts.percent(100)).isEqualTo("100.0 %");
        assertThat(Amounts.percent(0)).isEqualTo("0.0 %");
    }

    private static RowEvent row(RowVerb verb, Insight insight) {
        return new RowEvent(verb, JOB_ROW, TASK, List.of(), Observed.LIVE, null).with(insight);
    }

    private static void assertSays(ChangeEvent event, String english, String chinese) {
        assertThat(English.sentence(event)).isEqualTo(english);
        assertThat(Chinese.sentence(event)).isEqualTo(chinese);
    }
}
