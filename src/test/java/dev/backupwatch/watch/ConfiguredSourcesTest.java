package dev.backupwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.eventlog.StateKey;
import dev.backupwatch.story.Backup;
import dev.backupwatch.story.WrittenLog;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConfiguredSourcesTest {

    @Test
    void whatIsNewIsAddedAndWhatIsGoneIsRemovedFirst() {
        assertThat(changes(names("b", "kept", "a"), names("d", "kept", "c")))
                .containsExactly("a source.removed", "b source.removed", "c source.added", "d source.added");
    }

    @Test
    void theSameConfigurationTellsNothing() {
        assertThat(changes(names("a", "b"), names("b", "a"))).isEmpty();
    }

    @Test
    void aFirstStartAddsThemAll() {
        assertThat(changes(Set.of(), names("b", "a"))).containsExactly("a source.added", "b source.added");
    }

    @Test
    void theRowsOfASourceThatIsGoneAreGoneWithIt() {
        var log = new WrittenLog();
        log.poll(
                Backup.of(1002, 1).in("gone").started(),
                Backup.of(1002, 1).in("kept").started());
        var state = log.reader().state().await().indefinitely();

        assertThat(ConfiguredSources.removedRows(state, names("kept")).removed())
                .containsExactly(new StateKey(new ClusterName("gone"), RowKey.job(new TenantId(1002), 1)));
    }

    private static List<String> changes(Set<ClusterName> known, Set<ClusterName> configured) {
        return ConfiguredSources.changes(known, configured).stream()
                .map(event -> event.facets().cluster() + " " + event.type().shortName())
                .toList();
    }

    private static Set<ClusterName> names(String... names) {
        return Stream.of(names).map(ClusterName::new).collect(Collectors.toSet());
    }
}
