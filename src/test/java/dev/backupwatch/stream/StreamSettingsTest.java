package dev.backupwatch.stream;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamSettingsTest {

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT0.999999999S", "PT-1M", "PT24H0.000000001S"})
    void aStallTimeoutThatWouldEndEveryoneOrNobodyIsRefusedWithItsKey(Duration stallTimeout) {
        assertThatThrownBy(() -> settings(Duration.ZERO, stallTimeout))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("backupwatch.stream.stall-timeout");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1S", "PT24H"})
    void theShortestAndTheLongestAreNot(Duration stallTimeout) {
        assertThatCode(() -> settings(Duration.ZERO, stallTimeout)).doesNotThrowAnyException();
    }

    @Test
    void noTimeBeforeAnEventIsWaitedFor() {
        assertThatThrownBy(() -> settings(Duration.ofNanos(-1), Duration.ofMinutes(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("backupwatch.stream.coalesce");
    }

    @ParameterizedTest
    @CsvSource({"0,1,1", "1,0,1", "1,1,0"})
    void limitsThatLetNobodyInAreRefused(int subscribers, int perAddress, int filterValues) {
        assertThatThrownBy(() -> new StreamSettings.Limits(subscribers, perAddress, filterValues))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("backupwatch.stream.limits");
    }

    private static StreamSettings settings(Duration coalesce, Duration stallTimeout) {
        return new StreamSettings(1, 1, coalesce, stallTimeout, new StreamSettings.Limits(1, 1, 1));
    }
}
