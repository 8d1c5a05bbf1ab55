package dev.backupwatch.stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backupwatch.event.Cursor;
import dev.backupwatch.event.Encoded;
import dev.backupwatch.event.EventType;
import java.util.Optional;

/** A message as its JSON tells it. */
final class Told {

    private static final String CONTROL = "dev.backupwatch.stream.";

    private Told() {}

    static Message message(Encoded json) {
        JsonNode message = Streaming.json(json);
        String type = message.path("type").asText();
        if (type.startsWith(CONTROL)) {
            Optional<Cursor> cursor =
                    Cursor.parse(message.path("data").path("cursor").asText());
            return new Message.Control(type.substring(CONTROL.length()), json, cursor);
        }
        Cursor place = Cursor.parse(message.path("id").asText()).orElseThrow();
        return new Message.Event(place, EventType.ofFullName(type).orElseThrow(), json);
    }
}
