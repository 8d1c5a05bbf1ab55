package dev.backupwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.eventlog.Note;
import dev.backupwatch.eventlog.StateKey;
import dev.backupwatch.story.Backup;
import dev.backupwatch.story.ManualClock;
import dev.backupwatch.story.WrittenLog;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConfiguredSourcesTest {

    private static final ClusterName GONE = new ClusterName("gone");

    @Test
    void whatIsNewIsAddedAndWhatIsGoneIsRemovedFirst() {
        assertThat(changes(names("b", "kept", "a"), names("d", "kept", "c")))
                .containsExactly("a source.removed", "b source.removed", "c source.added", "d source.added");
    }

    @Test
    void theSameConfigurationTellsNothing() {
        Brought step = new ConfiguredSources(names("a", "b"), names("b", "a"))
                .step(ManualClock.START, new WrittenLog().state(), List.of());

        assertThat(step.isEmpty()).isTrue();
    }

    @Test
    void aFirstStartAddsThemAllAndNotesThemSoThatTheNextDoesNot() {
        assertThat(changes(Set.of(), names("b", "a"))).containsExactly("a source.added", "b source.added");

        Brought step = new ConfiguredSources(Set.of(), names("b", "a"))
                .step(ManualClock.START, new WrittenLog().state(), List.of());
        assertThat(step.notes().put())
                .extracting(note -> note.key().cluster().value())
                .containsExactly("a", "b");
    }

    @Test
    void whatIsKnownOfASourceThatIsGoneIsGoneWithIt() {
        var log = new WrittenLog();
        log.poll(
                Backup.of(1002, 1).in("gone").started(),
                Backup.of(1002, 1).in("kept").started());
        Note note = ClusterNotes.added(GONE);
        Brought step = new ConfiguredSources(names("gone", "kept"), names("kept"))
                .step(ManualClock.START, log.state(), List.of(note));

        assertThat(step.change().removed()).containsExactly(new StateKey(GONE, RowKey.job(new TenantId(1002), 1)));
        assertThat(step.notes().removed()).containsExactly(note.key());
        assertThat(step.notes().put()).isEmpty();
    }

    private static List<String> changes(Set<ClusterName> known, Set<ClusterName> configured) {
        return new ConfiguredSources(known, configured)
                .step(ManualClock.START, new WrittenLog().state(), List.of()).events().stream()
                        .map(event ->
                                event.facets().cluster() + " " + event.type().shortName())
                        .toList();
    }

    private static Set<ClusterName> names(String... names) {
        return Stream.of(names).map(ClusterName::new).collect(Collectors.toSet());
    }
}
