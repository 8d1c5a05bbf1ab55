package dev.backupwatch.source;

import dev.backupwatch.event.Cell;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.data.Numeric;
import java.math.BigDecimal;
import java.sql.JDBCType;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Turns one value of the MySQL client into a cell. The session's zone is +00:00, so every local time is UTC. */
final class CellDecoder {

    private CellDecoder() {}

    static Cell decode(String column, JDBCType type, @Nullable Object value) {
        if (value == null) {
            return Cell.NOTHING;
        }
        if (value instanceof LocalDateTime time) {
            return Cell.of(time.toInstant(ZoneOffset.UTC));
        }
        if (value instanceof Number number) {
            return number(column, type, number);
        }
        String text = value instanceof Buffer buffer ? buffer.toString() : value.toString();
        return column.endsWith("_TIMESTAMP") ? timestamp(text) : Cell.of(Redaction.of(text));
    }

    /** SCNs are nanoseconds, which JavaScript cannot hold; decimals are passed on as the database prints them. */
    private static Cell number(String column, JDBCType type, Number number) {
        boolean isInteger = type != JDBCType.DECIMAL
                && type != JDBCType.NUMERIC
                && !(number instanceof Double)
                && !(number instanceof Float);
        BigDecimal exact =
                number instanceof Numeric numeric ? numeric.bigDecimalValue() : new BigDecimal(number.toString());
        boolean fits = exact.scale() <= 0 && exact.toBigInteger().bitLength() < Long.SIZE;
        return isInteger && fits && !column.endsWith("_SCN")
                ? Cell.of(exact.longValueExact())
                : Cell.of(exact.toPlainString());
    }

    /** 4.0 and 4.1 tell END_TIMESTAMP as text, and as {@code ''} while the job runs. */
    private static Cell timestamp(String text) {
        if (text.isEmpty()) {
            return Cell.NOTHING;
        }
        Instant time = instantOrNull(text);
        return time == null ? Cell.of(text) : Cell.of(time);
    }

    static @Nullable Instant instantOrNull(String text) {
        try {
            return LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException notATimestamp) {
            return null;
        }
    }
}
