package dev.backupwatch.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is not promised is noticed, on the README's example. */
class ContractTest {

    private static final String EXAMPLE = Pattern.compile("(?s)```json\n(.*?)```")
            .matcher(Published.text(Path.of("README.md")))
            .results()
            .map((MatchResult found) -> found.group(1))
            .findFirst()
            .orElseThrow();

    @Test
    void whatIsPromisedPasses() {
        assertThat(Contract.faults(EXAMPLE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "\"severity\":\"info\",|",
                "\"severity\":\"info\"|\"severity\":\"loud\"",
                "\"severity\":\"info\"|\"severity\":\"info\",\"colour\":\"blue\"",
                "2026-11-23T04:00:00.123456Z|2026-11-23T04:00:00.123Z",
                "2026-11-23T04:00:00.123456Z|2026-11-31T04:00:00.123456Z",
                "\"sequence\":\"00000000000000000042\"|\"sequence\":42",
                "\"subject\":\"backup/1002/1/tasks/1\"|\"subject\":\"backup/1002/1\"",
                "task.progressed|task.started",
                "task.progressed|task.lost",
                "task.progressed|task.danced",
                "v1:backup.task|v1:backup.job",
                "\"observed\":\"live\"|\"observed\":\"perhaps\"",
                "\"observed\":\"live\",|\"observed\":\"live\",\"colour\":\"blue\",",
                "\"tenantId\":1002,|\"tenantId\":\"1002\",",
                "\"taskId\":1,|",
                "\"STATUS\":|\"START_SCN\":1700000000000000001,\"STATUS\":",
                "\"STATUS\":|\"ELSE_SCN\":17,\"STATUS\":",
                "\"STATUS\":|\"PASSWD\":\"x\",\"STATUS\":",
                "\"STATUS\":|\"SHARES\":0.5,\"STATUS\":",
                "\"percent\":42.0|\"percent\":142.0",
                "\"low\":150,|"
            },
            delimiter = '|')
    void whatIsNotIsAFault(String promised, @Nullable String instead) {
        String other = EXAMPLE.replace(promised, instead == null ? "" : instead);

        assertThat(other).isNotEqualTo(EXAMPLE);
        assertThat(Contract.faults(other)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "\"specversion\":\"1.0\"|\"specversion\":\"9.0\"",
                "\"pollend\":|\"poll_end\":",
                "\"source\":\"/clusters/prod\"|\"source\":\"a b\"",
                "2026-11-23T04:00:00.123456Z|yesterday"
            },
            delimiter = '|')
    void whatIsNoCloudEventIsAFaultToItsOwnLibrary(String promised, String instead) {
        assertThat(Contract.faults(EXAMPLE.replace(promised, instead)))
                .anySatisfy(fault -> assertThat(fault).startsWith("no CloudEvent"));
    }
}
