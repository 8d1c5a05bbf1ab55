package dev.backupwatch.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemdUnitTest {

    private static final Path UNIT = Path.of("docker", "backupwatch.service");
    /** Of ten: what a service may do that was broken into, by systemd's own reckoning, in tenths. */
    private static final String MOST_EXPOSURE = "15";

    @TempDir
    private Path folder;

    @Test
    void systemdUnderstandsAllOfIt() throws IOException {
        assertThat(verified(Files.readString(UNIT))).isEqualTo(new Tool.Answer(0, ""));
    }

    @ParameterizedTest
    @CsvSource({
        "TimeoutStopSec=30, TimeoutStopSec=half a minute",
        "NoNewPrivileges=, NoMorePrivileges=",
        "@system-service, @systemservice",
        "[Install], [Instal]"
    })
    void whatSystemdDoesNotUnderstandIsTold(String said, String instead) throws IOException {
        String unit = Files.readString(UNIT);

        assertThat(unit).contains(said);
        assertThat(verified(unit.replace(said, instead)).said()).isNotEmpty();
    }

    @Test
    void whoBreaksIntoItFindsLittle() throws IOException {
        assertThat(exposure(Files.readString(UNIT)).status()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"DynamicUser=yes, User=root", "PrivateDevices=yes, PrivateDevices=no", "CapabilityBoundingSet=, #"})
    void aUnitThatIsLessShutIsTold(String said, String instead) throws IOException {
        String unit = Files.readString(UNIT);

        assertThat(unit).contains(said);
        assertThat(exposure(unit.replace(said, instead)).status()).isNotZero();
    }

    @Test
    void theJvmGetsTheOptionsThatItGetsInTheImage() throws IOException {
        String start = Files.readAllLines(UNIT).stream()
                .filter(line -> line.startsWith("ExecStart="))
                .findFirst()
                .orElse("");

        assertThat(Dockerfile.ofTheProject().entrypoint().stream().filter(word -> word.startsWith("-XX:")))
                .isNotEmpty()
                .allSatisfy(option -> assertThat(start).contains(" " + option + " "));
    }

    @Test
    void itIsReloadedDrainedAndStartedAgainAndKeepsItsLog() throws IOException {
        assertThat(Files.readAllLines(UNIT))
                .contains(
                        "ExecReload=/bin/kill -HUP $MAINPID",
                        "Restart=on-failure",
                        "TimeoutStopSec=30",
                        "MemoryMax=512M",
                        "StateDirectory=backupwatch",
                        "Environment=BACKUPWATCH_LOG_PATH=%S/backupwatch/backupwatch.db");
    }

    private Tool.Answer verified(String unit) throws IOException {
        return Tool.SYSTEMD_ANALYZE.run("verify", written(unit).toString());
    }

    private Tool.Answer exposure(String unit) throws IOException {
        return Tool.SYSTEMD_ANALYZE.run(
                "security",
                "--offline=true",
                "--threshold=" + MOST_EXPOSURE,
                written(unit).toString());
    }

    /** With the JVM of these tests, for systemd looks whether it is there. */
    private Path written(String unit) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return Files.writeString(
                folder.resolve("backupwatch.service"), unit.replace("ExecStart=/usr/bin/java", "ExecStart=" + java));
    }
}
