package dev.backupwatch.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * What was promised, {@code src/test/resources/contract/v1.json}, is still promised. {@code -Dcontract.write=true} adds to it
 * what is promised from now on; it takes additions only.
 */
class PromisesTest {

    private static final Path PROMISED = Path.of("src", "test", "resources", "contract", "v1.json");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void whatWasPromisedIsStillPromised() {
        assertThat(Additions.breaks(promised(), Published.all()))
                .as("v1 changes by additions only")
                .isEmpty();
    }

    /** Otherwise it could go again, and nobody would be told. */
    @Test
    void whatWasAddedIsPromisedFromNowOn() throws IOException {
        JsonNode published = withoutWords(Published.all(), false);
        if (Boolean.getBoolean("contract.write")) {
            assertThat(Additions.breaks(promised(), published)).isEmpty();
            Files.writeString(PROMISED, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(published) + "\n");
        }
        assertThat(Additions.breaks(published, promised()))
                .as("added, and to be promised by -Dcontract.write=true -Dtest=PromisesTest")
                .isEmpty();
    }

    private static JsonNode promised() {
        return Published.parsed(Published.text(PROMISED));
    }

    private static JsonNode withoutWords(JsonNode part, boolean areNames) {
        if (part instanceof ObjectNode members) {
            if (!areNames) {
                members.remove(Additions.WORDS);
            }
            members.properties()
                    .forEach(member ->
                            withoutWords(member.getValue(), member.getKey().equals("properties")));
        } else {
            part.forEach(element -> withoutWords(element, false));
        }
        return part;
    }
}
