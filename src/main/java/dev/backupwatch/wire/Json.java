package dev.backupwatch.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backupwatch.event.Cell;
import dev.backupwatch.event.Encoded;
import dev.backupwatch.event.Row;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import org.jspecify.annotations.Nullable;

/** How values of the vocabulary look in JSON. */
final class Json {

    static final ObjectMapper MAPPER = new ObjectMapper();

    private static final JsonFactory FACTORY =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_CONTENT).build();

    /** RFC 3339 in UTC with microseconds, always six digits, so that it also sorts as text. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 6, 6, true)
            .appendLiteral('Z')
            .toFormatter(java.util.Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Json() {}

    /** Writes the members of one object. */
    interface Members {
        void writeTo(JsonGenerator json) throws IOException;
    }

    static byte[] object(Members members) {
        var bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            members.writeTo(json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing JSON into memory", impossible);
        }
        return bytes.toByteArray();
    }

    /** @throws UncheckedIOException if it is none */
    static JsonNode parsed(Encoded item) {
        try {
            return MAPPER.readTree(item.shared());
        } catch (IOException bug) {
            throw new UncheckedIOException("the state holds an item that is no JSON", bug);
        }
    }

    static String time(Instant instant) {
        return TIME.format(instant);
    }

    static void optional(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    static void optional(JsonGenerator json, String name, @Nullable Long value) throws IOException {
        if (value != null) {
            json.writeNumberField(name, value);
        }
    }

    static void row(JsonGenerator json, Row row) throws IOException {
        json.writeObjectFieldStart("row");
        for (int i = 0; i < row.cells().size(); i++) {
            cell(json, row.columns().names().get(i), row.cells().get(i));
        }
        json.writeEndObject();
    }

    static void cell(JsonGenerator json, String name, Cell cell) throws IOException {
        if (cell instanceof Cell.Whole whole) {
            json.writeNumberField(name, whole.value());
        } else if (cell instanceof Cell.Text text) {
            json.writeStringField(name, text.value());
        } else if (cell instanceof Cell.Moment moment) {
            json.writeStringField(name, time(moment.value()));
        } else {
            json.writeNullField(name);
        }
    }
}
