package dev.backupwatch.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.Sequence;
import dev.backupwatch.event.Visibility;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RightsMemoryTest {

    private static final Grant SHOP = seeing("orders");

    @TempDir
    Path folder;

    private Path file;
    private RightsMemory memory;

    @BeforeEach
    void nothingIsKnown() {
        file = folder.resolve("logs/backupwatch.db.rights");
        memory = new RightsMemory(file);
    }

    @Test
    void whatWasNeverNotedIsNotKnown() {
        assertThat(memory.since(SHOP)).isEmpty();
    }

    @Test
    void rightsThatStayAreKnownSinceTheyWereFirstNoted() {
        note(SHOP, 10);
        note(SHOP, 20);
        assertThat(memory.since(SHOP)).contains(new Sequence(10));
    }

    @Test
    void otherRightsAreOfNow() {
        note(SHOP, 10);
        Grant widened = seeing("orders", "billing");
        assertThat(memory.since(widened)).isEmpty();
        note(widened, 20);
        assertThat(memory.since(widened)).contains(new Sequence(20));
        assertThat(memory.since(SHOP)).as("back again is another change").isEmpty();
    }

    @Test
    void itOutlastsTheProcess() {
        note(SHOP, 10);
        assertThat(new RightsMemory(file).since(SHOP)).contains(new Sequence(10));
    }

    @Test
    void aLogThatWasBegunAnewIsBehindWhatIsRemembered() {
        note(SHOP, 1000);
        note(SHOP, 3);
        assertThat(memory.since(SHOP)).contains(new Sequence(3));
    }

    @Test
    void aFileThatIsDamagedIsNothingKnown() throws IOException {
        note(SHOP, 10);
        Files.writeString(file, "{");
        var damaged = new RightsMemory(file);
        assertThat(damaged.since(SHOP)).isEmpty();
        damaged.note(SHOP, new Sequence(30));
        assertThat(new RightsMemory(file).since(SHOP)).contains(new Sequence(30));
    }

    private void note(Grant grant, long head) {
        memory.note(grant, new Sequence(head));
    }

    private static Grant seeing(String... tenants) {
        return new Grant("shop", "c1", new Visibility(Set.of(), Set.of(tenants)), Optional.empty(), false);
    }
}
