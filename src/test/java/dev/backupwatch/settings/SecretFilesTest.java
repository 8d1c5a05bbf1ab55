package dev.backupwatch.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFilesTest {

    private static final String FOLDER = "backupwatch.secrets.path";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "backupwatch.clusters.prod.password",
                "backupwatch.clusters.\"prod\".password",
                "clusters_prod_password",
                "backupwatch_clusters_prod_password"
            })
    void aFileIsNamedAsTheKeyOrShorter(String name) throws IOException {
        write(name, "S3CRET\n");

        assertThat(password()).isEqualTo("S3CRET");
    }

    @ParameterizedTest
    @CsvSource({"clusters_prod_eu_password, prod_eu", "clusters_prod-eu_password, prod-eu"})
    void aClustersNameMayHaveUnderscoresAndDashes(String file, String cluster) throws IOException {
        write(file, "p");

        SmallRyeConfig config = Configured.empty()
                .with(FOLDER, folder.toString())
                .with("backupwatch.clusters.%s.url".formatted(cluster), "mysql://ob.example")
                .with("backupwatch.clusters.%s.username".formatted(cluster), "monitor")
                .build();

        assertThat(Configured.cluster(config, cluster).password()).contains("p");
    }

    @ParameterizedTest
    @ValueSource(strings = {" a b ", "${HOME}", "$1$x\\$y", "a\\b", "a,b", "#a"})
    void itsContentIsTakenAsItStands(String password) throws IOException {
        write("clusters_prod_password", password + "\r\n");

        assertThat(password()).isEqualTo(password);
    }

    @Test
    void itWinsOverAFileOfSettingsAndTheEnvironmentOverIt() throws IOException {
        write("clusters_prod_password", "of the secret");
        var sources = Configured.sound()
                .with(FOLDER, folder.toString())
                .with("backupwatch.clusters.\"prod\".password", "of the file");
        assertThat(passwordIn(sources.build())).isEqualTo("of the secret");

        sources.withVariable("BACKUPWATCH_CLUSTERS__PROD__PASSWORD", "of the environment");
        assertThat(passwordIn(sources.build())).isEqualTo("of the environment");
    }

    @Test
    void filesOfOthersAreLeftAlone() throws IOException {
        write("postgres_password", "x");
        write("tls.crt", "x");
        Files.createDirectory(folder.resolve("kubernetes.io"));

        Configured.sound().with(FOLDER, folder.toString()).build();
    }

    @Test
    void aMistakeInAFilesNameIsToldWithoutItsContent() throws IOException {
        write("backupwatch.clusters.prod.pasword", "S3CRET");

        assertThat(Configured.sound().with(FOLDER, folder.toString()).mistakes())
                .singleElement()
                .satisfies(mistake -> assertThat(mistake.toString())
                        .contains("did you mean backupwatch.clusters.prod.password?", folder.toString())
                        .doesNotContain("S3CRET"));
    }

    private String password() {
        return passwordIn(Configured.sound().with(FOLDER, folder.toString()).build());
    }

    private static String passwordIn(SmallRyeConfig config) {
        return Configured.cluster(config, "prod").password().orElseThrow();
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }
}
