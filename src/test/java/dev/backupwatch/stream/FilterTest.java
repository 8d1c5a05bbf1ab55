package dev.backupwatch.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backupwatch.event.ChangeEvent;
import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.EventType;
import dev.backupwatch.event.SourceEvent;
import dev.backupwatch.event.Trouble;
import dev.backupwatch.event.Visibility;
import dev.backupwatch.story.Backup;
import dev.backupwatch.story.KnownTenant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {

    private static final Backup PARENT = Backup.of(1, 7);
    private static final Backup CHILD = Backup.of(1002, 3).under(PARENT);
    private static final Backup STRANGER = Backup.of(1004, 9);
    private static final SourceEvent DEGRADED = new SourceEvent(
            new ClusterName("prod"), EventType.SOURCE_DEGRADED, new Trouble("timeout", "it does not answer"));

    @Test
    void noParameterLetsEverythingThrough() {
        assertThat(List.of(PARENT.started(), CHILD.taskCompleted(4), STRANGER.lost(), DEGRADED))
                .allMatch(event -> Filter.ALL.accepts(event.facets()));
        assertThat(filter()).isEqualTo(Filter.ALL);
    }

    @ParameterizedTest
    @CsvSource({
        "cluster=prod,true",
        "cluster=stage,false",
        "tenant=1002,true",
        "tenant=tenant1002,true",
        "tenant=1004,false",
        "job=3,true",
        "job=7,false",
        "root=1/7,true",
        "root=1002/3,true",
        "root=1/3,false",
        "type=backup,true",
        "type=backup.job,true",
        "type=backup.job.failed,true",
        "type=backup.task,false",
        "type=source,false",
        "severity=info,true",
        "severity=warning,true",
        "severity=error,true"
    })
    void eachParameterAsksForOneThing(String parameter, boolean isAccepted) {
        assertThat(accepts(filter(parameter), CHILD.failed())).isEqualTo(isAccepted);
    }

    @Test
    void valuesOfOneParameterAreAlternativesRepeatedOrSeparatedByCommas() {
        for (Filter filter : List.of(filter("tenant=1002", "tenant=1004"), filter("tenant=1002,1004"))) {
            assertThat(accepts(filter, CHILD.started())).isTrue();
            assertThat(accepts(filter, STRANGER.started())).isTrue();
            assertThat(accepts(filter, PARENT.started())).isFalse();
        }
    }

    @Test
    void differentParametersMustAllHold() {
        Filter filter = filter("tenant=1002,1004", "type=backup.job.failed", "job=3");
        assertThat(accepts(filter, CHILD.failed())).isTrue();
        assertThat(accepts(filter, CHILD.started())).isFalse();
        assertThat(accepts(filter, STRANGER.failed())).isFalse();
    }

    @Test
    void aRootMeansTheClusterJobItsTenantsJobsAndTheirTasks() {
        Filter filter = filter("root=1/7");
        assertThat(List.of(PARENT.started(), CHILD.started(), CHILD.taskStarted(5)))
                .allMatch(event -> accepts(filter, event));
        assertThat(accepts(filter, STRANGER.started())).isFalse();
    }

    @Test
    void aTaskBelongsToItsJob() {
        assertThat(accepts(filter("job=3"), CHILD.taskStarted(99))).isTrue();
        assertThat(accepts(filter("job=99"), CHILD.taskStarted(99))).isFalse();
    }

    @Test
    void whatASourceTellsOfItselfPassesTenantJobAndRootButNotClusterTypeAndSeverity() {
        assertThat(accepts(filter("tenant=1002", "job=3", "root=1/7"), DEGRADED))
                .isTrue();
        assertThat(accepts(filter("cluster=stage"), DEGRADED)).isFalse();
        assertThat(accepts(filter("type=backup"), DEGRADED)).isFalse();
        assertThat(accepts(filter("type=source.degraded"), DEGRADED)).isTrue();
        assertThat(accepts(filter("severity=warning"), DEGRADED)).isTrue();
        assertThat(accepts(filter("severity=error"), DEGRADED)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "cluster=prod,true,true",
        "cluster=stage,false,false",
        "tenant=1002,true,true",
        "tenant=tenant1002,true,true",
        "tenant=1004,false,false",
        "type=backup.tenant,true,true",
        "type=backup.tenant.skipped,true,false",
        "type=backup.job,false,false",
        "severity=warning,true,true",
        "severity=error,true,false",
        "job=7,false,false",
        "job=0,false,false",
        "root=1/7,true,false",
        "root=1/8,false,false",
        "root=1002/0,false,false"
    })
    void whatIsToldOfATenantIsOfNoJobAndOfTheRootThatSkippedIt(
            String parameter, boolean isSkippedAccepted, boolean isOverdueAccepted) {
        KnownTenant tenant = KnownTenant.of(1002);
        assertThat(accepts(filter(parameter), tenant.isSkippedBy(PARENT))).isEqualTo(isSkippedAccepted);
        assertThat(accepts(filter(parameter), tenant.isOverdue())).isEqualTo(isOverdueAccepted);
    }

    @Test
    void severityMeansAtLeast() {
        assertThat(List.of(CHILD.started(), CHILD.lost(), CHILD.failed()).stream()
                        .map(event -> accepts(filter("severity=warning"), event)))
                .containsExactly(false, true, true);
    }

    @Test
    void aPrefixEndsAtADot() {
        assertThat(EventType.values())
                .filteredOn(type -> Filter.isPrefix("backup.task", type.shortName()))
                .allMatch(type -> type.family().equals("backup.task"))
                .hasSize(8);
        assertThat(Filter.isPrefix("backup.ta", "backup.task")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "type=backup,true,true",
        "type=backup.job,true,false",
        "type=backup.job.started,true,false",
        "type=backup.task.failed,false,true",
        "type=source,false,false",
        "type=backup.tenant,false,false",
        "severity=error,true,true"
    })
    void inASnapshotATypeChoosesBetweenJobsAndTasks(String parameter, boolean jobs, boolean tasks) {
        assertThat(filter(parameter).acceptsRow(CHILD.identity())).isEqualTo(jobs);
        assertThat(filter(parameter).acceptsRow(CHILD.task(1))).isEqualTo(tasks);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "job=abc",
                "job=-1",
                "job=1.5",
                "job=",
                "job=1,,2",
                "job=1234567890123456789",
                "root=7",
                "root=1/",
                "root=/7",
                "root=1/7/2",
                "root=a/b",
                "type=nope",
                "type=backup.",
                "type=backup.jo",
                "type=dev.backupwatch.backup.job",
                "severity=fatal",
                "severity=INFO",
                "cluster=",
                "tenant= "
            })
    void whatCannotBeReadIsRefusedWithAMessageThatNamesTheParameter(String parameter) {
        String name = parameter.substring(0, parameter.indexOf('='));
        assertThatThrownBy(() -> filter(parameter))
                .isInstanceOfSatisfying(
                        BadRequestException.class,
                        refused -> assertThat(refused.kind()).isEqualTo("bad-filter"))
                .hasMessageStartingWith(name);
    }

    private static boolean accepts(Filter filter, ChangeEvent event) {
        return filter.accepts(event.facets());
    }

    static Filter filter(String... parameters) {
        Map<String, List<String>> byName = new LinkedHashMap<>();
        for (String parameter : parameters) {
            int equals = parameter.indexOf('=');
            byName.computeIfAbsent(parameter.substring(0, equals), name -> new ArrayList<>())
                    .add(parameter.substring(equals + 1));
        }
        return FilterText.read(byName, Visibility.ALL);
    }
}
