package dev.backupwatch.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.backupwatch.source.SourceConfig;
import io.smallrye.config.SmallRyeConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each kind of mistake by itself, and that one does not hide another. */
class MistakesTest {

    private static final String PROD = "backupwatch.clusters.prod.";

    @Test
    void whatIsSoundIsNotComplainedOf() {
        assertThatCode(() -> Configured.sound().build()).doesNotThrowAnyException();
        assertThatCode(() -> Configured.empty().build()).doesNotThrowAnyException();
    }

    @Test
    void allMistakesAreToldAtOnceInTheOrderOfTheirKeys() {
        assertThat(Configured.empty()
                        .with(PROD + "url", "jdbc:mysql://ob.example/")
                        .with(PROD + "tls", "verify-ca")
                        .with("backupwatch.log.retention.age", "soon")
                        .with("backupwatch.stream.drain", "-1s")
                        .with("backupwatch.stream.tial", "1M")
                        .told())
                .containsExactly(
                        PROD + "tls-trust = (not set): is needed, a PEM file of the certificates to trust,"
                                + " because tls is verify-ca or verify-identity",
                        PROD + "url = jdbc:mysql://ob.example/: url must look like mysql://host:2881/oceanbase",
                        PROD + "username = (not set): is needed; as a variable of the environment,"
                                + " BACKUPWATCH_CLUSTERS__PROD__USERNAME",
                        "backupwatch.log.retention.age = soon: must be a duration, as 500ms, 10s, 5m, 2h, 30d or PT1H30M",
                        "backupwatch.stream.drain = -1s: must not be negative",
                        "backupwatch.stream.tial = 1M: is not a key; did you mean backupwatch.stream.tail?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "backupwatch.log.type | file | must be one of sqlite, jetstream, memory",
                "backupwatch.log.jetstream.tls | ture | must be one of true, false",
                "backupwatch.log.jetstream.replicas | three | must be a whole number",
                "backupwatch.log.jetstream.replicas | 2 | backupwatch.log.jetstream.replicas is 1, 3 or 5, not 2",
                "backupwatch.log.jetstream.lease | 1ms | backupwatch.log.jetstream.lease must be at least PT0.5S, but is PT0.001S",
                "backupwatch.log.jetstream.credentials | nowhere.creds | must be a file that is there and may be read",
                "backupwatch.log.jetstream.servers | nats://a:4222 | has no effect: set backupwatch.log.type to jetstream",
                "backupwatch.log.retention.size | much | must be a size, as 512K, 64M or 1G",
                "backupwatch.log.retention.size | 1K | a log needs at least 262144 bytes, but the size is 1024",
                "backupwatch.log.retention.age | 0s | events must be kept for some time, but the age is PT0S",
                "backupwatch.log.backfill | -1d | must not be negative",
                "backupwatch.lost-after | 0s | must be longer than 0",
                "backupwatch.insight.stall | 0s | must be longer than 0",
                "backupwatch.insight.overdue.any | -1h | must be longer than 0",
                "backupwatch.stream.limits.subscribers | 0 | must be at least 1",
                "backupwatch.secrets.path | /no/such/folder | must be a folder that is there",
                "backupwatch.clusters.prod.scope | all | must be one of auto, sys, tenant",
                "backupwatch.clusters.prod.timeout | 0s | must be longer than 0",
                "backupwatch.clusters.prod.poll.idle | -1s | must be longer than 0",
                "backupwatch.clusters.prod.tls-trust | nowhere.pem | must be a file that is there and may be read",
                "backupwatch.clusters.prod.tls-trust | pom.xml | has no effect, because tls is disabled: set tls to verify-ca or verify-identity",
            })
    void aValueIsToldWithWhatIsAllowed(String key, String value, String allowed) {
        assertThat(Configured.sound().with(key, value).told())
                .containsExactly("%s = %s: %s".formatted(key, value, allowed));
    }

    @Test
    void whatContradictsIsToldAtTheKeyToChange() {
        assertThat(Configured.sound().with("backupwatch.log.type", "jetstream").told())
                .containsExactly("backupwatch.log.jetstream.servers = (not set): is needed, as nats://host:4222,"
                        + " because backupwatch.log.type is jetstream");
        assertThat(Configured.sound()
                        .with("backupwatch.log.jetstream.password", "p")
                        .told())
                .containsExactly(
                        "backupwatch.log.jetstream.username = (not set): is needed, because a password is set");
    }

    @Test
    void whatDependsOnAValueThatCannotBeReadIsNotGuessed() {
        assertThat(Configured.sound()
                        .with(PROD + "tls", "verify")
                        .with("backupwatch.log.type", "jetsream")
                        .with("backupwatch.log.jetstream.servers", "nats://a:4222")
                        .told())
                .containsExactly(
                        PROD + "tls = verify: must be one of disabled, preferred, required, verify-ca, verify-identity",
                        "backupwatch.log.type = jetsream: must be one of sqlite, jetstream, memory");
    }

    @Test
    void aClustersNameHasItsRules() {
        assertThat(Configured.empty()
                        .with("backupwatch.clusters.\"a b\".url", "mysql://ob.example")
                        .with("backupwatch.clusters.\"a b\".username", "monitor")
                        .told())
                .singleElement()
                .asString()
                .contains("backupwatch.clusters.\"a b\"", "1 to 63 characters");
    }

    @ParameterizedTest
    @CsvSource({
        "backupwatch.cluster.prod.url, backupwatch.clusters.prod.url",
        "backupwatch.clusters.prod.poll-idle, backupwatch.clusters.prod.poll.idle",
        "backupwatch.lost.after, backupwatch.lost-after",
        "backupwatch.log.retention-age, backupwatch.log.retention.age",
    })
    void theNearestKeyIsNamed(String written, String meant) {
        assertThat(Configured.sound().with(written, "x").mistakes())
                .filteredOn(mistake -> mistake.key().equals(written))
                .singleElement()
                .satisfies(mistake ->
                        assertThat(mistake.complaint()).isEqualTo("is not a key; did you mean " + meant + "?"));
    }

    @Test
    void whereNoKeyIsNearNoneIsNamed() {
        assertThat(Configured.sound().with("backupwatch.weather", "fine").told())
                .containsExactly("backupwatch.weather = ***: is not a key");
    }

    @Test
    void aVariableIsToldByTheNameThatWasWritten() {
        assertThat(Configured.sound()
                        .withVariable("BACKUPWATCH_CLUSTERS__PROD__POLL_IDEL", "3s")
                        .withVariable("BACKUPWATCH_CLUSTERS__PROD__TIMEOUT", "soon")
                        .withVariable("BACKUPWATCH_LOST_AFTER", "0s")
                        .withVariable("BACKUPWATCH_LOST_AFTR", "1s")
                        .withVariable("BACKUPWATCH_STREAM_STALL_TIMEOUT", "90s")
                        .told())
                .containsExactlyInAnyOrder(
                        "BACKUPWATCH_CLUSTERS__PROD__POLL_IDEL = 3s: is not a key;"
                                + " did you mean BACKUPWATCH_CLUSTERS__PROD__POLL_IDLE?",
                        "BACKUPWATCH_CLUSTERS__PROD__TIMEOUT = soon: must be a duration, as 500ms, 10s, 5m, 2h, 30d or PT1H30M",
                        "BACKUPWATCH_LOST_AFTER = 0s: must be longer than 0",
                        "BACKUPWATCH_LOST_AFTR = 1s: is not a key; did you mean BACKUPWATCH_LOST_AFTER?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BACKUPWATCH_SERVICE_HOST",
                "BACKUPWATCH_SERVICE_PORT_HTTP",
                "BACKUPWATCH_PORT",
                "BACKUPWATCH_PORT_8080_TCP_ADDR",
                "BACKUPWATCH_METRICS_SERVICE_HOST"
            })
    void whatKubernetesSetsForAServiceOfThatNameIsNoMistake(String variable) {
        assertThatCode(() ->
                        Configured.sound().withVariable(variable, "10.0.0.1").build())
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "pasword", "passwort", "pwd", "api-key", "tokn", "secret"})
    void noSecretIsShownHoweverItsKeyIsMistyped(String name) {
        var mistaken = Configured.sound().with(PROD + name, "S3CRET").with(PROD + "timeout", "never");
        assertThat(mistaken.mistakes())
                .isNotEmpty()
                .allSatisfy(mistake -> assertThat(mistake.toString()).doesNotContain("S3CRET"));
    }

    @Test
    void aUrlIsShownWithoutItsUser() {
        assertThat(Configured.sound()
                        .with(PROD + "url", "mysql://me:S3/CR@ET@ob.example/")
                        .told())
                .containsExactly(
                        PROD + "url = mysql://***@ob.example/: url must look like mysql://host:2881/oceanbase");
    }

    @Test
    void anExpressionThatLeadsNowhereIsAMistakeOfItsKey() {
        assertThat(Configured.sound()
                        .with("backupwatch.log.path", "${NOWHERE}/b.db")
                        .mistakes())
                .singleElement()
                .satisfies(mistake -> {
                    assertThat(mistake.key()).isEqualTo("backupwatch.log.path");
                    assertThat(mistake.complaint()).contains("must not name another key");
                });
    }

    @Test
    void aKeyIsTheSameHoweverItIsSpelled() {
        SmallRyeConfig config = Configured.empty()
                .with("backupwatch.clusters.\"prod\".url", "mysql://ob.example")
                .with("backupwatch.clusters.prod.username", "low")
                .withVariable("BACKUPWATCH_CLUSTERS__PROD__USERNAME", "high")
                .withVariable("BACKUPWATCH_CLUSTERS_PROD_PASSWORD", "p")
                .build();

        SourceConfig.Cluster prod = Configured.cluster(config, "prod");
        assertThat(prod.url()).isEqualTo("mysql://ob.example");
        assertThat(prod.username()).isEqualTo("high");
        assertThat(prod.password()).contains("p");
    }

    @Test
    void theListSaysHowManyThereAreAndWhereEachWasSet() {
        assertThat(Mistake.list(Configured.sound()
                        .with(PROD + "timeout", "never")
                        .withVariable("BACKUPWATCH_LOG_TYPE", "file")
                        .mistakes()))
                .isEqualToNormalizingNewlines("""
                        The configuration has 2 mistakes:
                          backupwatch.clusters.prod.timeout = never
                            must be a duration, as 500ms, 10s, 5m, 2h, 30d or PT1H30M
                            set in /etc/backupwatch/application.properties
                          BACKUPWATCH_LOG_TYPE = file
                            must be one of sqlite, jetstream, memory
                            set in the environment""");
    }
}
