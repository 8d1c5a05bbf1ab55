package dev.backupwatch.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.backupwatch.event.Encoded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * What a question looks at in a row whose bytes are there already. Reads no further than the row, and makes nothing of the
 * rest: a question may look at every ending that the log holds.
 *
 * @param backupType BACKUP_TYPE, for example FULL; absent where the row has none, as a task's
 * @param start START_TIMESTAMP; absent as {@code end} is
 * @param end END_TIMESTAMP; absent where the row has none, or it is no time
 */
public record RowGlance(
        @Nullable String backupType,
        @Nullable Instant start,
        @Nullable Instant end) {

    private static final RowGlance NOTHING = new RowGlance(null, null, null);

    /**
     * @param json a change event, which has the row in its data, or an item of the state, which has it itself
     * @throws UncheckedIOException if it is no JSON
     */
    public static RowGlance at(Encoded json) {
        try (JsonParser parser = Json.MAPPER.createParser(json.shared())) {
            return hasEntered(parser) ? read(parser) : NOTHING;
        } catch (IOException bug) {
            throw new UncheckedIOException("the log holds an event that is no JSON", bug);
        }
    }

    private static boolean hasEntered(JsonParser parser) throws IOException {
        parser.nextToken();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            boolean isObject = parser.nextToken() == JsonToken.START_OBJECT;
            if (isObject && name.equals("row")) {
                return true;
            }
            if (!isObject || !name.equals("data")) {
                parser.skipChildren();
            }
        }
        return false;
    }

    private static RowGlance read(JsonParser parser) throws IOException {
        String backupType = null;
        Instant start = null;
        Instant end = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String column = parser.currentName();
            parser.nextToken();
            if (column.equals("BACKUP_TYPE")) {
                backupType = parser.getValueAsString();
            } else if (column.equals("START_TIMESTAMP")) {
                start = time(parser.getValueAsString());
            } else if (column.equals("END_TIMESTAMP")) {
                end = time(parser.getValueAsString());
            }
        }
        return new RowGlance(backupType, start, end);
    }

    private static @Nullable Instant time(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException noTime) {
            return null;
        }
    }
}
