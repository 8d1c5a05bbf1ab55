package dev.backupwatch.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backupwatch.event.Encoded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Messages as lines for a terminal. */
public final class HumanLine {

    private HumanLine() {}

    /** @param language {@code en} or {@code zh} */
    public static String event(Encoded json, String language) {
        JsonNode event = read(json);
        return "%s %-7s %s: %s"
                .formatted(
                        event.path("time").asText(),
                        event.path("severity").asText(),
                        event.path("data").path("cluster").asText(),
                        oneLine(event.path("data").path("text").path(language).asText()));
    }

    /** What the stream says of itself: each begins with #, so that a filter can drop it. */
    public static List<String> control(Encoded json) {
        JsonNode message = read(json);
        JsonNode data = message.path("data");
        String type = message.path("type").asText();
        String kind = type.substring(type.lastIndexOf('.') + 1);
        List<String> lines = new ArrayList<>();
        if (kind.equals("snapshot")) {
            data.path("jobs").forEach(item -> lines.add(item(item)));
            data.path("tasks").forEach(item -> lines.add(item(item)));
        } else if (kind.equals("bookmark")) {
            data.path("sources")
                    .properties()
                    .forEach(source -> lines.add("# %s is %s, as of %s"
                            .formatted(
                                    source.getKey(),
                                    source.getValue().path("state").asText(),
                                    source.getValue().path("asOf").asText("never"))));
        } else {
            lines.add("# %s: %s %s"
                    .formatted(
                            kind,
                            data.path("reason").asText(),
                            oneLine(data.path("detail").asText()))
                    .strip());
        }
        return lines;
    }

    private static String item(JsonNode item) {
        return "# %s %s %s since %s"
                .formatted(
                        item.path("cluster").asText(),
                        item.path("subject").asText(),
                        oneLine(item.path("status").asText()),
                        item.path("since").asText());
    }

    /**
     * COMMENT and STATUS come from elsewhere and may hold line breaks or what steers a terminal: also the controls above
     * ASCII, of which U+009B begins a command as ESC [ does.
     */
    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]", " ");
    }

    private static JsonNode read(Encoded json) {
        try {
            return Json.MAPPER.readTree(json.shared());
        } catch (IOException bug) {
            throw new UncheckedIOException("a message that is no JSON", bug);
        }
    }
}
