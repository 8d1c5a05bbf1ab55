package dev.backupwatch.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.Cell;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.data.Numeric;
import java.sql.JDBCType;
import java.time.Instant;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellDecoderTest {

    @Test
    void nullIsNothingInEveryColumn() {
        assertThat(decode("STATUS", JDBCType.VARCHAR, null)).isEqualTo(Cell.NOTHING);
        assertThat(decode("END_TIMESTAMP", JDBCType.TIMESTAMP, null)).isEqualTo(Cell.NOTHING);
    }

    @Test
    void theEmptyEndOf40IsNothingAndOtherEmptyTextIsText() {
        assertThat(decode("END_TIMESTAMP", JDBCType.VARCHAR, "")).isEqualTo(Cell.NOTHING);
        assertThat(decode("COMMENT", JDBCType.VARCHAR, "")).isEqualTo(Cell.of(""));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 1002, 999_999_999_999_999_999L, Long.MAX_VALUE, Long.MIN_VALUE})
    void integersAreNumbers(long number) {
        assertThat(decode("INPUT_BYTES", JDBCType.BIGINT, number)).isEqualTo(Cell.of(number));
        assertThat(decode("INPUT_BYTES", JDBCType.BIGINT, Numeric.parse(Long.toString(number))))
                .isEqualTo(Cell.of(number));
    }

    @Test
    void allSizesOfIntegersAreAlike() {
        for (Number one : new Number[] {(byte) 1, (short) 1, 1, 1L}) {
            assertThat(decode("RESULT", JDBCType.INTEGER, one)).isEqualTo(Cell.of(1));
        }
    }

    @Test
    void anUnsignedIntegerBeyondALongIsTold() {
        assertThat(decode("X", JDBCType.BIGINT, Numeric.parse("18446744073709551615")))
                .isEqualTo(Cell.of("18446744073709551615"));
    }

    @Test
    void everyScnIsADecimalString() {
        assertThat(decode("START_SCN", JDBCType.BIGINT, 1_700_000_000_000_000_001L))
                .isEqualTo(Cell.of("1700000000000000001"));
        assertThat(decode("MIN_RESTORE_SCN", JDBCType.BIGINT, Numeric.parse("0")))
                .isEqualTo(Cell.of("0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"12.50", "0.00", "-3.10", "42", "100000000000000000000.0001"})
    void decimalsAreStringsAsTheDatabasePrintsThem(String printed) {
        assertThat(decode("INPUT_RATE_BYTES", JDBCType.DECIMAL, Numeric.parse(printed)))
                .isEqualTo(Cell.of(printed));
    }

    @Test
    void timesAreUtcWhateverTheirType() {
        Instant expected = Instant.parse("2026-03-01T18:00:00.123456Z");
        assertThat(decode("START_TIMESTAMP", JDBCType.TIMESTAMP, LocalDateTime.parse("2026-03-01T18:00:00.123456")))
                .isEqualTo(Cell.of(expected));
        assertThat(decode("END_TIMESTAMP", JDBCType.VARCHAR, "2026-03-01 18:00:00.123456"))
                .isEqualTo(Cell.of(expected));
        assertThat(decode("END_TIMESTAMP", JDBCType.LONGVARBINARY, Buffer.buffer("2026-03-01 18:00:00")))
                .isEqualTo(Cell.of(Instant.parse("2026-03-01T18:00:00Z")));
    }

    @Test
    void textThatIsNoTimeIsPassedOn() {
        assertThat(decode("END_TIMESTAMP", JDBCType.VARCHAR, "soon")).isEqualTo(Cell.of("soon"));
    }

    @Test
    void longTextComesAsBytes() {
        assertThat(decode("COMMENT", JDBCType.LONGVARBINARY, Buffer.buffer("备份失败")))
                .isEqualTo(Cell.of("备份失败"));
    }

    @Test
    void noKeyLeavesHere() {
        assertThat(decode("PATH", JDBCType.VARCHAR, "oss://b?access_key=S3CRET"))
                .isEqualTo(Cell.of("oss://b?access_key=***"));
        assertThat(decode("PATH", JDBCType.LONGVARBINARY, Buffer.buffer("oss://b?access_key=S3CRET")))
                .isEqualTo(Cell.of("oss://b?access_key=***"));
    }

    private static Cell decode(String column, JDBCType type, @Nullable Object value) {
        return CellDecoder.decode(column, type, value);
    }
}
