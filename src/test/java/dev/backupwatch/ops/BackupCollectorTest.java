package dev.backupwatch.ops;

import static dev.backupwatch.story.ManualClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Progress;
import dev.backupwatch.event.SourceState;
import dev.backupwatch.event.Speed;
import dev.backupwatch.event.Standstill;
import dev.backupwatch.event.Tenant;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.event.TenantSummary;
import dev.backupwatch.event.TenantSummary.LastSuccess;
import dev.backupwatch.event.Work;
import dev.backupwatch.ops.TroubledLog.Mood;
import dev.backupwatch.story.Backup;
import dev.backupwatch.story.KnownTenant;
import dev.backupwatch.story.ManualClock;
import dev.backupwatch.story.WrittenLog;
import dev.backupwatch.wire.ItemEncoder.Item;
import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BackupCollectorTest {

    private static final KnownTenant ORDERS = KnownTenant.of(1002);
    private static final Backup BACKUP = Backup.of(1002, 1);
    private static final Standstill STANDSTILL =
            new Standstill(START, null, "DOING", Duration.ofMinutes(10), null, null);
    private static final String OF_ORDERS = "{cluster=prod,tenant=1002,tenant_name=tenant1002}";

    private final WrittenLog written = new WrittenLog();
    private final TroubledLog log = new TroubledLog(written.reader());
    private final ManualClock clock = new ManualClock();
    private final AtomicReference<Set<ClusterName>> watched =
            new AtomicReference<>(Set.of(new ClusterName("prod"), new ClusterName("test")));
    private final BackupCollector collector = new BackupCollector(watched::get, log, log, clock);

    @Test
    void everyKnownTenantIsCountedFromTheBeginningAndAMetaTenantNever() {
        written.attest("prod", SourceState.OK, START, ORDERS.listed(), tenant(1001, "META$1002", "META"));

        Scraped scraped = Scraped.of(collector);
        assertThat(scraped.of("backup_running")).containsOnly(Map.entry(OF_ORDERS, 0.0));
        assertThat(scraped.of("backup_stalled")).containsOnly(Map.entry(OF_ORDERS, 0.0));
        assertThat(scraped.of("backup_failed_total")).containsOnly(Map.entry(OF_ORDERS, 0.0));
        assertThat(scraped.of("backup_overdue")).containsOnly(overdue("any", 0), overdue("full", 0));
        assertThat(scraped.of("backup_progress_ratio")).isEmpty();
        assertThat(scraped.of("backup_output_bytes_per_second")).isEmpty();
        assertThat(scraped.of("backup_last_success_timestamp_seconds")).isEmpty();
    }

    @Test
    void aRunningBackupIsToldWithHowFarAndHowFastItIsAndThenIsGone() {
        written.attest("prod", SourceState.OK, START, ORDERS.listed());
        written.know(item(null));

        Scraped running = Scraped.of(collector);
        assertThat(running.of("backup_running")).containsEntry(OF_ORDERS, 1.0);
        assertThat(running.of("backup_progress_ratio")).containsOnly(Map.entry(OF_ORDERS, 0.42));
        assertThat(running.of("backup_output_bytes_per_second")).containsOnly(Map.entry(OF_ORDERS, 64e6));
        assertThat(running.of("backup_stalled")).containsEntry(OF_ORDERS, 0.0);

        written.know(item(STANDSTILL));
        assertThat(Scraped.of(collector).of("backup_stalled")).containsEntry(OF_ORDERS, 1.0);

        written.poll(BACKUP.completed());
        Scraped ended = Scraped.of(collector);
        assertThat(ended.of("backup_running")).containsEntry(OF_ORDERS, 0.0);
        assertThat(ended.of("backup_stalled")).containsEntry(OF_ORDERS, 0.0);
        assertThat(ended.of("backup_progress_ratio")).isEmpty();
    }

    @Test
    void whatATenantHasAndLacksIsTold() {
        var success = Map.of("FULL", new LastSuccess(START.plusMillis(500), null));
        TenantSummary known = ORDERS.summary();
        written.know(new TenantSummary(known.identity(), null, success, null, 2, known.overdue(), Map.of()));

        Scraped scraped = Scraped.of(collector);
        assertThat(scraped.of("backup_failed_total")).containsOnly(Map.entry(OF_ORDERS, 2.0));
        assertThat(scraped.of("backup_overdue")).containsOnly(overdue("any", 1), overdue("full", 0));
        assertThat(scraped.of("backup_last_success_timestamp_seconds"))
                .containsOnly(Map.entry(
                        "{cluster=prod,tenant=1002,tenant_name=tenant1002,type=FULL}", START.getEpochSecond() + 0.5));
    }

    @Test
    void aTenantHasTheNameThatItIsListedUnder() {
        written.know(ORDERS.summary());
        written.attest("prod", SourceState.OK, START, tenant(1002, "renamed", "USER"));

        assertThat(Scraped.of(collector).of("backup_running"))
                .containsOnlyKeys("{cluster=prod,tenant=1002,tenant_name=renamed}");
    }

    @Test
    void aTenantThatIsGoneLeavesNothingBehind() {
        written.attest("prod", SourceState.OK, START, ORDERS.listed());
        written.know(ORDERS.summary());
        assertThat(Scraped.of(collector).of("backup_failed_total")).isNotEmpty();

        written.forget(ORDERS.identity());
        written.attest("prod", SourceState.OK, START, tenant(1, "sys", "SYS"));

        assertThat(Scraped.of(collector).series().keySet()).noneMatch(series -> series.contains("tenant=1002"));
    }

    @Test
    void aClusterThatIsNotWatchedHereIsNotTold() {
        written.attest("gone", SourceState.OK, START, ORDERS.listed());
        written.know(ORDERS.in("gone").summary());

        assertThat(Scraped.of(collector).series())
                .containsOnlyKeys("source_lag_seconds{cluster=prod}", "source_lag_seconds{cluster=test}");
    }

    @Test
    void whatIsToldFollowsTheClustersThatAreWatched() {
        written.attest("stage", SourceState.OK, START, ORDERS.listed());
        watched.set(Set.of(new ClusterName("stage")));

        assertThat(Scraped.of(collector).of("backup_running"))
                .containsOnly(Map.entry(OF_ORDERS.replace("prod", "stage"), 0.0));
        assertThat(Scraped.of(collector).of("source_lag_seconds")).containsOnlyKeys("{cluster=stage}");
    }

    @Test
    void theLagOfEachClusterGrowsUntilItIsReadAndFromTheBeginningWhereItNeverWas() {
        written.attest("prod", SourceState.OK, START);
        clock.advance(Duration.ofMillis(1500));
        written.attest("test", SourceState.STARTING, null);

        assertThat(Scraped.of(collector).of("source_lag_seconds"))
                .containsOnly(Map.entry("{cluster=prod}", 1.5), Map.entry("{cluster=test}", 1.5));
        written.attest("prod", SourceState.OK, clock.instant());
        assertThat(Scraped.of(collector).of("source_lag_seconds"))
                .containsOnly(Map.entry("{cluster=prod}", 0.0), Map.entry("{cluster=test}", 1.5));
    }

    @Test
    void whileASourceCannotBeReadTheLastFiguresStayButForTheSpeed() {
        written.attest("prod", SourceState.OK, START, ORDERS.listed());
        written.know(ORDERS.summary());
        written.know(item(STANDSTILL));
        clock.advance(Duration.ofHours(1));
        written.attest("prod", SourceState.DEGRADED, START, ORDERS.listed());

        Scraped scraped = Scraped.of(collector);
        assertThat(scraped.of("backup_overdue")).contains(overdue("any", 1));
        assertThat(scraped.of("backup_stalled")).containsEntry(OF_ORDERS, 1.0);
        assertThat(scraped.of("backup_progress_ratio")).isNotEmpty();
        assertThat(scraped.of("backup_output_bytes_per_second")).isEmpty();
        assertThat(scraped.of("source_lag_seconds")).containsEntry("{cluster=prod}", 3600.0);
    }

    @Test
    void aReplicaThatIsCutOffFromItsLogKeepsItsFiguresForAMinuteAndThenHasNone() {
        written.attest("prod", SourceState.OK, START, ORDERS.listed());
        written.know(ORDERS.summary());
        assertThat(Scraped.of(collector).of("backup_overdue")).isNotEmpty();
        log.cutOff(true);

        clock.advance(Duration.ofMinutes(1));
        assertThat(Scraped.of(collector).of("backup_overdue")).isNotEmpty();
        clock.advance(Duration.ofNanos(1));
        assertThat(Scraped.of(collector).of("backup_overdue")).isEmpty();
        assertThat(Scraped.of(collector).of("source_lag_seconds")).hasSize(2);

        log.cutOff(false);
        assertThat(Scraped.of(collector).of("backup_overdue")).isNotEmpty();
    }

    /** What its copy holds may be of last week. */
    @Test
    void aReplicaThatIsCutOffFromTheBeginningHasNoFigures() {
        written.know(ORDERS.summary());
        log.cutOff(true);

        assertThat(Scraped.of(collector).of("backup_overdue")).isEmpty();
    }

    @Test
    void aLogThatCannotBeReadBreaksNoScrape() {
        written.attest("prod", SourceState.OK, START, ORDERS.listed());
        log.turn(Mood.FAILING);
        clock.advance(Duration.ofSeconds(7));

        assertThat(Scraped.of(collector).series())
                .containsOnly(
                        Map.entry("source_lag_seconds{cluster=prod}", 7.0),
                        Map.entry("source_lag_seconds{cluster=test}", 7.0));
    }

    @Test
    void registeringAsksNothingOfTheLog() {
        new CollectorRegistry(true).register(collector);

        assertThat(log.reads()).isZero();
    }

    @Test
    void theReadmeTellsOfEachMetric() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        Set<String> names = collector.describe().stream()
                .map(family -> family.type == Collector.Type.COUNTER ? family.name + "_total" : family.name)
                .collect(Collectors.toSet());

        assertThat(names).hasSize(8).allSatisfy(name -> assertThat(readme).contains("| `" + name + "` |"));
    }

    private static Item item(@Nullable Standstill standstill) {
        var work = new Work(Work.Unit.MACRO_BLOCKS, 420, 1000L, 42.0, Work.Basis.COUNTED, null);
        var progress = new Progress(work, new Speed(64_000_000L, null), null);
        return new Item(BACKUP.identity(), BACKUP.row("DOING"), START, progress, standstill);
    }

    private static Tenant tenant(long id, String name, String type) {
        return new Tenant(new TenantId(id), name, type, "NORMAL");
    }

    private static Map.Entry<String, Double> overdue(String kind, double value) {
        return Map.entry("{cluster=prod,tenant=1002,tenant_name=tenant1002,kind=" + kind + "}", value);
    }
}
