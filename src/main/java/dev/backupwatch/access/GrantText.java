package dev.backupwatch.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backupwatch.event.Visibility;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A grant as what is sealed bears it. */
final class GrantText {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private GrantText() {}

    static String write(Grant grant) {
        ObjectNode json = MAPPER.createObjectNode()
                .put("subject", grant.subject())
                .put("credential", grant.credential())
                .put("admin", grant.isAdmin());
        grant.expires().ifPresent(expires -> json.put("expires", expires.toString()));
        json.set("clusters", MAPPER.valueToTree(new TreeSet<>(grant.visibility().clusters())));
        json.set("tenants", MAPPER.valueToTree(new TreeSet<>(grant.visibility().tenants())));
        return json.toString();
    }

    /** What {@link #write} wrote: its seal says that it did. */
    static Grant read(String text) {
        try {
            JsonNode json = MAPPER.readTree(text);
            @Nullable JsonNode expires = json.get("expires");
            return new Grant(
                    json.path("subject").asText(),
                    json.path("credential").asText(),
                    new Visibility(names(json.path("clusters")), names(json.path("tenants"))),
                    Optional.ofNullable(expires).map(JsonNode::asText).map(Instant::parse),
                    json.path("admin").asBoolean());
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("sealed, but not written here", bug);
        }
    }

    private static Set<String> names(JsonNode array) {
        Set<String> names = new TreeSet<>();
        array.forEach(name -> names.add(name.asText()));
        return names;
    }
}
