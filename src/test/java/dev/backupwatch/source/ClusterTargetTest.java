package dev.backupwatch.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.source.ClusterTarget.Address;
import dev.backupwatch.source.ClusterTarget.Pace;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterTargetTest {

    static final String PASSWORD = "S3CRET";

    @ParameterizedTest
    @CsvSource({
        "mysql://ob.example:2883/oceanbase, ob.example:2883",
        "mysql://10.0.0.1/oceanbase, 10.0.0.1:2881",
        "mysql://ob.example, ob.example:2881",
        "mysql://[::1]:2881/oceanbase, [::1]:2881"
    })
    void anAddressIsAHostAndAPort(String url, String address) {
        assertThat(Address.of(url)).hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ob.example:2881",
                "jdbc:mysql://ob.example:2881/oceanbase",
                "http://ob.example/",
                "mysql:///oceanbase",
                "mysql://",
                "mysql://ob.example:port/oceanbase",
                "mysql://ob.example:99999/oceanbase",
                "mysql://ob.example:0/oceanbase",
                "mysql://a b/oceanbase"
            })
    void whatIsNoAddressIsRefused(String url) {
        assertThatThrownBy(() -> Address.of(url)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://me:S3CRET@ob.example:2881/oceanbase", "mysql://me:S3CRET%zz@ob.example/",
                        "mysql://me:S3CRET x@ob/",
                "mysql://me:#S3CRET@ob.example/", "mysql://ob.example/?password=S3CRET^", "S3CRET@sys:x"
            })
    void aRefusalNeverRepeatsThePasswordThatWasPutThereByMistake(String url) {
        assertThatThrownBy(() -> Address.of(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .message()
                .doesNotContain(PASSWORD);
    }

    @Test
    void aSecretPrintsAsNothing() {
        assertThat(new Secret(PASSWORD)).hasToString("***");
        assertThat(target().toString()).contains("prod", "monitor@sys").doesNotContain(PASSWORD);
        assertThat(new Secret(PASSWORD).reveal()).isEqualTo(PASSWORD);
    }

    @Test
    void aPaceHasNoPauseOfNothing() {
        Duration second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new Pace(second, Duration.ZERO, second, second))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Pace(second, second, second, second.negated()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    static ClusterTarget target() {
        return new ClusterTarget(
                new ClusterName("prod"),
                Address.of("mysql://ob.example:2881/oceanbase"),
                new ClusterTarget.Login("monitor@sys#obcluster", new Secret(PASSWORD), SourceConfig.Scope.AUTO),
                new ClusterTarget.Encryption(SourceConfig.Tls.DISABLED, Optional.empty()),
                new Pace(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(10)));
    }
}
