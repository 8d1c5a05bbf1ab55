package dev.backupwatch.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.ops.Prepared.Change;
import dev.backupwatch.ops.Prepared.Mistakes;
import dev.backupwatch.story.LogTap;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReloadTest {

    private static final SmallRyeConfig ANY = config(Map.of());

    private final List<String> performed = new ArrayList<>();

    /** A part that reads the keys below its name. */
    private record Part(String name, Prepared prepared) implements Reloadable {

        @Override
        public boolean reads(String key) {
            return key.startsWith("backupwatch." + name + ".");
        }

        @Override
        public Prepared prepare(SmallRyeConfig fresh) {
            return prepared;
        }
    }

    @Test
    void aMistakeInOnePartKeepsAllAsTheyAreAndEveryMistakeIsTold() {
        var reload = new Reload(
                List.of(
                        new Part("one", change("one", true)),
                        new Part("two", new Mistakes(List.of("a is wrong", "b is wrong"))),
                        new Part("three", new Mistakes(List.of("c is wrong")))),
                ANY);
        try (LogTap printed = LogTap.open()) {
            assertThat(reload.take(ANY))
                    .isEqualTo(new Reload.Refused(List.of("a is wrong", "b is wrong", "c is wrong")));
            assertThat(printed.lines())
                    .hasSize(4)
                    .allMatch(line -> line.contains("WARN"))
                    .anyMatch(line -> line.contains("c is wrong"));
        }
        assertThat(performed).isEmpty();
    }

    @Test
    void eachPartIsPerformedOnceAndOneThatOnlyRemembersIsSaidToWait() {
        var reload =
                new Reload(List.of(new Part("one", change("one", false)), new Part("two", change("two", true))), ANY);

        assertThat(reload.take(ANY))
                .isEqualTo(new Reload.Accepted(
                        Map.of("one", List.of("changed"), "two", List.of("changed")), Set.of(), false));
        assertThat(performed).containsExactly("one", "two");
    }

    @Test
    void keysThatNoPartReadsNeedARestartUntilTheyAreAsAtTheStart() {
        SmallRyeConfig start = config(Map.of(
                "backupwatch.one.a", "1", "backupwatch.log.path", "x", "backupwatch.gone", "1", "elsewhere", "1"));
        var reload = new Reload(List.of(new Part("one", change("one", true))), start);
        SmallRyeConfig changed = config(Map.of(
                "backupwatch.one.a", "2", "backupwatch.log.path", "y", "quarkus.http.port", "1", "elsewhere", "2"));

        assertThat(((Reload.Accepted) reload.take(changed)).needsRestart())
                .containsExactly("backupwatch.gone", "backupwatch.log.path", "quarkus.http.port");
        assertThat(((Reload.Accepted) reload.take(start)).needsRestart()).isEmpty();
    }

    private Change change(String name, boolean isDone) {
        return new Change(Map.of(name, List.of("changed")), () -> {
            performed.add(name);
            return Uni.createFrom().item(isDone);
        });
    }

    private static SmallRyeConfig config(Map<String, String> values) {
        return new SmallRyeConfigBuilder().withDefaultValues(values).build();
    }
}
