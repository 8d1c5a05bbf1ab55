package dev.backupwatch.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Encoded;
import dev.backupwatch.event.EventType;
import dev.backupwatch.event.SourceEvent;
import dev.backupwatch.event.Trouble;
import java.nio.charset.StandardCharsets;

/** What is told to those who may not see all tenants instead of words that may name any of them. */
public final class Withheld {

    private static final String WORDS = "those who may see all of its tenants are told why";

    private Withheld() {}

    /** A {@code source.degraded} event: its reason stays, its message does not. */
    public static Encoded message(Encoded degraded) {
        ObjectNode event = (ObjectNode) Json.parsed(degraded);
        ObjectNode data = event.withObject("/data");
        var told = new SourceEvent(
                new ClusterName(data.path("cluster").asText()),
                EventType.SOURCE_DEGRADED,
                new Trouble(data.path("reason").asText(), WORDS));
        data.put("message", WORDS);
        data.withObject("/text").put("en", English.sentence(told)).put("zh", Chinese.sentence(told));
        return Encoded.adopting(event.toString().getBytes(StandardCharsets.UTF_8));
    }
}
