package dev.backupwatch.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MariaDbProgramsTest {

    @TempDir
    Path folder;

    @Test
    void withoutBinariesTheProgramsOnPathServe() throws IOException {
        Path program = Files.createFile(folder.resolve("mariadbd"));
        assertThat(program.toFile().setExecutable(true)).isTrue();

        assertThat(MariaDbPrograms.onPath("/nowhere" + File.pathSeparator + folder, "mariadbd"))
                .isEqualTo(program);
    }

    @Test
    void whereThereIsNoMariaDbTheExceptionSaysWhatToInstall() {
        assertThatThrownBy(() -> MariaDbPrograms.onPath(folder.toString(), "mariadbd"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("no mariadbd on PATH", "Install mariadb-server");
    }

    @Test
    void aServerThatEndsAtOnceSaysWhatItPrinted() {
        assertThatThrownBy(
                        () -> MariaDbServer.start(List.of("sh", "-c", "echo Address already in use; exit 1"), folder))
                .hasRootCauseMessage("Address already in use");
    }
}
