package dev.backupwatch.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people run before there is a service, and nobody else tries. */
class ScriptsTest {

    private static final Path BOOTSTRAP = Path.of("docker", "bootstrap.sh");
    private static final Pattern STATEMENT =
            Pattern.compile("(.*<<< |wait_for \\S+ )?\"?(CREATE|GRANT|ALTER|SELECT) .*");
    private static final Pattern SOURCE =
            Pattern.compile("\\s*(--|#) https://github\\.com/oceanbase/oceanbase-doc/blob/V[\\d.]+/en-US/\\S+\\.md");

    /** Answers as OceanBase does, and writes down what it was told. */
    private static final String OBCLIENT = """
            #!/bin/sh
            told=$(cat)
            printf '%s\\n' "$told" | grep -v '^--' >> "$TOLD"
            case $told in
              *'COUNT(*) FROM oceanbase.DBA_OB_TENANTS'*) echo "$TENANTS" ;;
              *LOG_MODE*) echo "$LOG_MODE" ;;
              *'STATUS FROM oceanbase.CDB_OB_ARCHIVELOG'*) echo DOING ;;
              *'COUNT(*) FROM oceanbase.'*) echo 0 ;;
            esac
            """;

    @Test
    void shellcheckFindsNothing() throws IOException {
        assertThat(Tool.SHELLCHECK.run(
                        "docker/bootstrap.sh",
                        "docker/secrets.sh",
                        ".ci/run",
                        "src/test/resources/packaging/contained.sh"))
                .isEqualTo(new Tool.Answer(0, ""));
    }

    @Test
    void eachStatementStandsBelowThePageThatTellsOfIt() throws IOException {
        List<String> lines = Files.readAllLines(BOOTSTRAP);
        List<String> statements = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            if (STATEMENT.matcher(lines.get(i)).matches()) {
                statements.add(lines.get(i));
                assertThat(lines.get(i - 1)).as("above " + lines.get(i)).matches(SOURCE);
            }
        }
        assertThat(statements).hasSize(15);
    }

    @Test
    void anEmptyOceanBaseGetsAUserATenantAPlaceForBackupsAndABackup(@TempDir Path folder) throws IOException {
        List<String> told = toldToOceanBase(folder, Map.of("TENANTS", "0", "LOG_MODE", "NOARCHIVELOG"));

        assertThat(told.stream().filter(line -> !line.startsWith("SELECT")))
                .containsExactly(
                        "CREATE USER IF NOT EXISTS 'monitor' IDENTIFIED BY 'secret-monitor-password';",
                        "GRANT SELECT ON oceanbase.* TO 'monitor';",
                        "ALTER SYSTEM SET __min_full_resource_pool_memory = 1073741824;",
                        "CREATE RESOURCE UNIT IF NOT EXISTS orders_unit MAX_CPU = 1, MIN_CPU = 1, MEMORY_SIZE = '2G', LOG_DISK_SIZE = '4G';",
                        "CREATE RESOURCE POOL orders_pool UNIT = 'orders_unit', UNIT_NUM = 1, ZONE_LIST = ('zone1');",
                        "CREATE TENANT IF NOT EXISTS orders PRIMARY_ZONE = 'zone1', RESOURCE_POOL_LIST = ('orders_pool') SET ob_tcp_invited_nodes = '%';",
                        "ALTER SYSTEM SET LOG_ARCHIVE_DEST = 'LOCATION=file://" + folder
                                + "/orders/archive' TENANT = orders;",
                        "ALTER SYSTEM SET DATA_BACKUP_DEST = 'file://" + folder + "/orders/data' TENANT = orders;",
                        "ALTER SYSTEM ARCHIVELOG TENANT = orders;",
                        "ALTER SYSTEM BACKUP TENANT = orders;");
        assertThat(folder.resolve("orders/archive")).isEmptyDirectory();
        assertThat(folder.resolve("orders/data")).isEmptyDirectory();
    }

    @Test
    void oneThatHasThemGetsABackupAlone(@TempDir Path folder) throws IOException {
        List<String> told = toldToOceanBase(folder, Map.of("TENANTS", "1", "LOG_MODE", "ARCHIVELOG"));

        assertThat(told.stream().filter(line -> line.startsWith("ALTER") || line.matches("CREATE (?!USER IF NOT).*")))
                .containsExactly("ALTER SYSTEM BACKUP TENANT = orders;");
    }

    private static List<String> toldToOceanBase(Path folder, Map<String, String> answers) throws IOException {
        for (String secret : List.of("oceanbase-root", "monitor-password")) {
            Files.writeString(folder.resolve(secret), "secret-" + secret);
        }
        Path client = Files.writeString(folder.resolve("obclient"), OBCLIENT);
        Files.setPosixFilePermissions(client, PosixFilePermissions.fromString("rwx------"));
        Map<String, String> environment = new TreeMap<>(answers);
        environment.put("PATH", folder + ":" + System.getenv("PATH"));
        environment.put("TOLD", folder.resolve("told").toString());
        environment.put("SECRETS", folder.toString());
        environment.put("BACKUPS", folder.toString());
        Tool.Answer answer = Tool.run(List.of("bash", BOOTSTRAP.toString()), environment);
        assertThat(answer.status()).as(answer.said()).isZero();
        return Files.readAllLines(folder.resolve("told"));
    }
}
