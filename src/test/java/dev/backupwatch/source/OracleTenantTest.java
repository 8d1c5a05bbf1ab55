package dev.backupwatch.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.source.SourceConfig.Scope;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OracleTenantTest {

    @ParameterizedTest
    @CsvSource({
        "1235, Oracle tenant for current client driver is not supported",
        "1049, Unknown database ''OCEANBASE''",
        "1044, Access denied for user ''MONITOR''@''%'' to database ''OCEANBASE''"
    })
    void theLoginOfAnOracleModeTenantIsRefusedWithWhatToDo(int code, String words) {
        var login = new ClusterTarget.Login("monitor@books", new Secret("hidden"), Scope.AUTO);
        try (var server = new RefusingServer(code, words);
                var looks = new Looks(server.address(), login)) {
            assertThat(looks.incomplete()).satisfies(refused -> {
                assertThat(refused.trouble().code()).isEqualTo("oracle_mode");
                assertThat(refused.trouble().message())
                        .startsWith("cluster prod at 127.0.0.1:")
                        .contains("user monitor@books", "Oracle mode", "log into the sys tenant");
                assertThat(refused.isFleeting()).isFalse();
            });
        }
    }
}
