package dev.backupwatch.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandInDeathTest {

    @TempDir
    Path temporary;

    @Test
    void aKilledJvmTakesItsMariaDbAlong() throws IOException, InterruptedException {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Owner.class.getName(),
                        temporary.resolve("s").toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        ProcessHandle mariaDb = ProcessHandle.of(pidFrom(jvm)).orElseThrow();
        assertThat(mariaDb.info().command().orElseThrow()).endsWith("mariadbd");

        jvm.destroyForcibly().waitFor();

        await().atMost(Duration.ofSeconds(10)).until(() -> !mariaDb.isAlive());
    }

    private static long pidFrom(Process jvm) throws IOException {
        BufferedReader output = jvm.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("mariadbd runs as ")) {
                return Long.parseLong(line.substring("mariadbd runs as ".length()));
            }
        }
        throw new AssertionError("the JVM ended before its stand-in was up");
    }

    /** Runs in the JVM to be killed. */
    static final class Owner {

        private Owner() {}

        public static void main(String[] args) throws InterruptedException {
            StandIn standIn = StandIn.start(Path.of(args[0]), StandIns.SETUP);
            System.out.println("mariadbd runs as " + standIn.pid());
            Thread.currentThread().join();
        }
    }
}
