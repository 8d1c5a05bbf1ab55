package dev.backupwatch.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.packaging.Dockerfile.Instruction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerfileTest {

    private static final Path FILE = Path.of("docker", "Dockerfile");

    @Test
    void theImageKeepsTheRules() throws IOException {
        assertThat(ImageRules.complaints(Dockerfile.ofTheProject())).isEmpty();
    }

    /** What it says, what it could say instead, and what is said of that. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FROM eclipse-temurin:[^ ]*-jre-noble | FROM eclipse-temurin | names no version
            FROM eclipse-temurin:[^ ]*-jre-noble | FROM eclipse-temurin:latest | names no version
            (?m)^USER 1001\\n | '' | so it runs as root
            USER 1001 | USER root | is no number
            USER 1001 | USER 0 | is no number
            (?s)(WORKDIR /opt.*)(USER 1001\\n) | $2$1 | which the service could change
            ENTRYPOINT \\[.*\\] | ENTRYPOINT java -jar quarkus-run.jar | does not hand on SIGTERM
            (?s)HEALTHCHECK.*?ready"] | '' | HEALTHCHECK: there must be one
            (?s)CMD \\["curl.*?] | CMD curl -f http://127.0.0.1:8080/ | runs in a shell
            RUN install | RUN apt-get update && apt-get install -y jq && install | leaves behind
            RUN install | RUN wget -q https://example.com/tool && install | fetches what nobody checks
            COPY LICENSE | ADD LICENSE | may fetch or unpack
            COPY src/main src/main | COPY . . | copies whatever lies there
            (?s)(COPY mvnw pom.xml ./\\n)(.*?)(COPY src/main src/main\\n) | $3$2$1 | sources come before
            (?s)(COPY [^\\n]*/lib/ lib/\\n)(.*?)(COPY [^\\n]*/app/ app/\\n) | $3$2$1 | what changes often comes first
            EXPOSE 8080 | ENV BACKUPWATCH_CLUSTERS__PROD__PASSWORD=x | stays readable
            EXPOSE 8080 | ARG TOKEN | stays readable
            (?m)^VOLUME.*\\n | '' | VOLUME: there must be one
            WORKDIR /opt/backupwatch | WORKDIR backupwatch | depends on the one before
            """)
    void anImageThatBreaksARuleIsTold(String said, String instead, String complaint) throws IOException {
        String file = Files.readString(FILE);
        String broken = file.replaceFirst(said, instead);

        assertThat(broken).isNotEqualTo(file);
        assertThat(ImageRules.complaints(Dockerfile.of(broken))).anyMatch(each -> each.contains(complaint));
    }

    @Test
    void theBuildIsGivenWhatItCopiesAndNothingElse() throws IOException {
        List<String> given = Files.readAllLines(Path.of(".dockerignore")).stream()
                .filter(line -> line.startsWith("!") && !line.equals("!src"))
                .map(line -> line.substring(1))
                .toList();
        List<String> copied = Dockerfile.ofTheProject().all("COPY").stream()
                .map(Instruction::text)
                .filter(text -> !text.startsWith("--from"))
                .flatMap(text -> Stream.of(text.replaceFirst(" \\S+$", "").split(" ", -1)))
                .toList();

        assertThat(Files.readAllLines(Path.of(".dockerignore"))).contains("*", "!src", "src/*");
        assertThat(given).containsExactlyInAnyOrderElementsOf(copied);
        assertThat(copied).allMatch(file -> Files.exists(Path.of(file)));
    }
}
