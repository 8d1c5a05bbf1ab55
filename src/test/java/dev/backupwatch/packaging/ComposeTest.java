package dev.backupwatch.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.story.Promtool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComposeTest {

    private static final Map<String, String> RESOLVED = new TreeMap<>();

    @BeforeAll
    static void letDockerComposeReadThem() throws IOException {
        for (String file : List.of("compose.yaml", "compose.replicas.yaml")) {
            RESOLVED.put(file, ComposeFile.resolved(file));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"compose.yaml", "compose.replicas.yaml"})
    void eachServiceKeepsTheRules(String file) {
        assertThat(ComposeRules.complaints(ComposeFile.of(text(file)))).isEmpty();
    }

    /** What it says, what it could say instead, and what is said of that. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            prom/prometheus:v[\\d.]+ | prom/prometheus:latest | prometheus has no version
            grafana/grafana:[\\d.]+ | grafana/grafana | grafana has no version
            'healthcheck:' | 'x-check:' | has no health check
            GF_SECURITY_ADMIN_PASSWORD__FILE | GF_SECURITY_ADMIN_PASSWORD | grafana has a plain
            127.0.0.1:8080:8080 | 8080:8080 | backupwatch listens to other machines
            'read_only: true' | 'read_only: false' | may write anywhere
            (?m)^    - ALL$ | '    - NET_RAW' | has rights of root
            no-new-privileges:true | no-new-privileges:false | may become root
            ',noexec' | '' | in which nothing can be executed
            """)
    void aServiceThatBreaksARuleIsTold(String said, String instead, String complaint) {
        String broken = text("compose.yaml").replaceFirst(said, instead);

        assertThat(broken).isNotEqualTo(text("compose.yaml"));
        assertThat(ComposeRules.complaints(ComposeFile.of(broken))).anyMatch(each -> each.contains(complaint));
    }

    @ParameterizedTest
    @ValueSource(strings = {"compose.yaml", "compose.replicas.yaml"})
    void whatIsMountedFromHereIsHere(String file) {
        String here = Path.of("docker").toAbsolutePath() + "/";
        List<String> mounted = ComposeFile.of(text(file)).services().values().stream()
                .flatMap(service -> ComposeFile.list((Map<?, ?>) service, "volumes").stream())
                .map(String::valueOf)
                .filter(volume -> volume.startsWith(here))
                .map(volume -> volume.split(":", 2)[0])
                .toList();

        assertThat(mounted).isNotEmpty().allMatch(path -> Files.exists(Path.of(path)));
    }

    @Test
    void eachSecretIsMadeUpOnceAndKeptOutOfGit(@TempDir Path folder) throws Exception {
        Path script = Files.copy(Path.of("docker", "secrets.sh"), folder.resolve("secrets.sh"));
        Map<String, String> secrets = madeUpBy(script);
        List<String> used = ComposeFile.map(ComposeFile.of(text("compose.yaml")).content(), "secrets").keySet().stream()
                .map(String::valueOf)
                .toList();

        assertThat(secrets.keySet()).containsAll(used);
        assertThat(secrets.values()).doesNotHaveDuplicates().allMatch(secret -> secret.length() > 40);
        assertThat(secrets).containsEntry("people-sha256", sha256(String.valueOf(secrets.get("people-token"))));
        assertThat(madeUpBy(script)).isEqualTo(secrets);
        assertThat(Files.readAllLines(Path.of(".gitignore"))).contains("/docker/secrets/");
    }

    @Test
    void prometheusAcceptsWhatItIsToldToAsk() throws IOException {
        Promtool.require();

        assertThat(Promtool.run("check", "config", "--syntax-only", "docker/prometheus.yml"))
                .contains("is valid prometheus config file syntax");
        assertThat(Files.readString(Path.of("docker", "prometheus.yml")))
                .contains("rule_files: [prometheus-rules.yml]")
                .contains("credentials_file: /run/secrets/prometheus-token");
    }

    @Test
    void grafanaFindsPrometheusAndTheFolderOfTheDashboard() throws IOException {
        Path provisioning = Path.of("docker", "grafana", "provisioning");
        ComposeFile file = ComposeFile.of(text("compose.yaml"));
        String source = Files.readString(provisioning.resolve("datasources/prometheus.yaml"));
        String dashboards = Files.readString(provisioning.resolve("dashboards/backupwatch.yaml"));

        assertThat(ComposeFile.yaml(source).toString()).contains("url=http://prometheus:9090");
        assertThat(file.services().keySet().stream().map(String::valueOf)).contains("prometheus");
        assertThat(ComposeFile.yaml(dashboards).toString()).contains("path=/etc/backupwatch}");
        assertThat(ComposeFile.list(file.service("grafana"), "volumes").stream().map(String::valueOf))
                .contains(Path.of("docker", "grafana").toAbsolutePath() + ":/etc/backupwatch:ro");
    }

    private static String text(String file) {
        return String.valueOf(RESOLVED.get(file));
    }

    private static Map<String, String> madeUpBy(Path script) throws IOException {
        assertThat(Tool.run(List.of("bash", script.toString()), Map.of()).status())
                .isZero();
        Map<String, String> secrets = new TreeMap<>();
        try (Stream<Path> files = Files.list(script.resolveSibling("secrets"))) {
            for (Path file : files.toList()) {
                secrets.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return secrets;
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
