package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the production artifact finds its configuration, and what it says of one that is full of mistakes. */
class ConfigurationIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SECRET = "S3CRET";
    private static final Pattern LISTENING = Pattern.compile("Listening on: (http://\\S+)");

    @TempDir
    Path folder;

    private Path here;
    private Path jar;
    private Path secrets;
    private Path output;

    /** The jar is elsewhere than where it is started. */
    @BeforeEach
    void install() throws IOException {
        folder = folder.toRealPath();
        here = Files.createDirectories(folder.resolve("here"));
        secrets = Files.createDirectories(folder.resolve("secrets"));
        output = folder.resolve("printed");
        Path there = Files.createDirectories(folder.resolve("there"));
        Path packaged = PackagedService.FOLDER.toAbsolutePath();
        for (String part : List.of("app", "lib", "quarkus")) {
            Files.createSymbolicLink(there.resolve(part), packaged.resolve(part));
        }
        jar = Files.copy(packaged.resolve("quarkus-run.jar"), there.resolve("quarkus-run.jar"));
    }

    @Test
    void allMistakesOfAllPlacesAreToldAtOnceEachWithThePlaceThatCounts() throws Exception {
        write(here.resolve("config/application.properties"), """
                backupwatch.clusters."prod".url=jdbc:mysql://me:S3CRET@ob.example/
                backupwatch.clusters.prod.pasword=S3CRET
                backupwatch.clusters.prod.tls=verify-ca
                backupwatch.insight.stall=-8s
                backupwatch.log.backfill=-9s
                backupwatch.log.type=file
                """);
        write(here.resolve("config/application.yaml"), """
                backupwatch:
                  lost-after: -4s
                  insight:
                    stall: -7s
                  clusters:
                    prod:
                      timeout: -6s
                """);
        write(jar.resolveSibling("config/application.properties"), """
                backupwatch.insight.overdue.any=-12s
                backupwatch.stream.coalesce=-13s
                """);
        write(jar.resolveSibling("config/application.yaml"), """
                backupwatch:
                  log:
                    backfill: -10s
                  stream:
                    coalesce: -11s
                """);
        write(secrets.resolve("clusters_prod_timeout"), "-5s\n");
        write(secrets.resolve("backupwatch.clusters.prod.secret"), SECRET);

        Process process = start(
                Map.of(
                        "BACKUPWATCH_SECRETS_PATH", secrets.toString(),
                        "BACKUPWATCH_LOST_AFTER", "-3s",
                        "BACKUPWATCH_STREAM_DRAIN", "-2s",
                        "BACKUPWATCH_CLUSTERS__PROD__POLL_IDEL", "1s"),
                "-Dbackupwatch.stream.drain=-1s");

        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(printed()).isEqualToNormalizingNewlines(expected());
        assertThat(process.exitValue()).isEqualTo(1);
    }

    private String expected() {
        return """
                The configuration has 14 mistakes:
                  backupwatch.clusters.prod.pasword = ***
                    is not a key; did you mean backupwatch.clusters.prod.password?
                    set in config/application.properties, line 2
                  BACKUPWATCH_CLUSTERS__PROD__POLL_IDEL = 1s
                    is not a key; did you mean BACKUPWATCH_CLUSTERS__PROD__POLL_IDLE?
                    set in the environment
                  backupwatch.clusters.prod.secret = ***
                    is not a key; did you mean backupwatch.clusters.prod.scope?
                    set in %1$s/backupwatch.clusters.prod.secret
                  backupwatch.clusters.prod.timeout = -5s
                    must be longer than 0
                    set in %1$s/clusters_prod_timeout
                  backupwatch.clusters.prod.tls-trust
                    is needed, a PEM file of the certificates to trust, because tls is verify-ca or verify-identity
                  backupwatch.clusters.prod.url = jdbc:mysql://***@ob.example/
                    url must look like mysql://host:2881/oceanbase
                    set in config/application.properties, line 1
                  backupwatch.clusters.prod.username
                    is needed; as a variable of the environment, BACKUPWATCH_CLUSTERS__PROD__USERNAME
                  backupwatch.insight.overdue.any = -12s
                    must be longer than 0
                    set in %2$s/config/application.properties, line 1
                  backupwatch.insight.stall = -7s
                    must be longer than 0
                    set in config/application.yaml
                  backupwatch.log.backfill = -9s
                    must not be negative
                    set in config/application.properties, line 5
                  backupwatch.log.type = file
                    must be one of sqlite, jetstream, memory
                    set in config/application.properties, line 6
                  BACKUPWATCH_LOST_AFTER = -3s
                    must be longer than 0
                    set in the environment
                  backupwatch.stream.coalesce = -11s
                    backupwatch.stream.coalesce must not be negative, but is PT-11S
                    set in %2$s/config/application.yaml
                  backupwatch.stream.drain = -1s
                    must not be negative
                    set in an option -D
                """.formatted(secrets, jar.getParent());
    }

    @Test
    void itStartsWithAFileBesideTheJarAndAPasswordInASecretOfWhichNothingIsPrinted() throws Exception {
        write(jar.resolveSibling("config/application.yaml"), """
                quarkus:
                  http:
                    host: 127.0.0.1
                    port: 0
                backupwatch:
                  log:
                    type: memory
                  secrets:
                    path: %s
                  clusters:
                    prod:
                      url: mysql://127.0.0.1:1/oceanbase
                      username: monitor@sys
                """.formatted(secrets));
        write(secrets.resolve("clusters_prod_password"), SECRET);

        Process process = start(Map.of());
        try {
            Service service = awaitListening();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(service.get("/api/v1/clusters").body()).contains("\"prod\""));
        } finally {
            process.destroyForcibly();
            process.onExit().join();
        }
        assertThat(printed()).doesNotContain(SECRET);
    }

    private Process start(Map<String, String> environment, String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-jar", jar.toString()));
        var builder = new ProcessBuilder(command)
                .directory(here.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private Service awaitListening() throws IOException {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> LISTENING.matcher(printed()).find());
        Matcher listening = LISTENING.matcher(printed());
        assertThat(listening.find()).isTrue();
        return new Service(URI.create(listening.group(1)));
    }

    private String printed() throws IOException {
        return Files.readString(output);
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
