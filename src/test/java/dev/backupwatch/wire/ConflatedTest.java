package dev.backupwatch.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backupwatch.event.Encoded;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ConflatedTest {

    private static final Encoded FIRST = event("""
            {"id":"k-1","data":{"changed":{"A":{"from":1,"to":2,"delta":1},"B":{"from":"x","to":"y"},
            "N":{"from":null,"to":3}},"row":{"A":2,"B":"y","N":3,"C":0}}}""");
    private static final Encoded SECOND = event("""
            {"id":"k-2","data":{"changed":{"A":{"from":2,"to":9,"delta":7},"C":{"from":0,"to":-4,"delta":-4}},
            "row":{"A":9,"B":"y","N":3,"C":-4}}}""");
    private static final Encoded THIRD = event("""
            {"id":"k-3","data":{"changed":{"B":{"from":"y","to":"x"},"A":{"from":9,"to":8,"delta":-1}},
            "row":{"A":8,"B":"x","N":3,"C":-4}}}""");

    @Test
    void whatIsToldIsTheNewestWithTheChangesSinceWhatWasToldBefore() {
        JsonNode told = read(Conflated.nothing().and(FIRST).and(SECOND).toldBy(THIRD));

        assertThat(told.path("id").asText()).isEqualTo("k-3");
        assertThat(told.path("data").path("conflated").asInt()).isEqualTo(2);
        assertThat(told.path("data").path("row"))
                .isEqualTo(read(THIRD).path("data").path("row"));
        assertThat(told.path("data").path("changed")).isEqualTo(read(event("""
                {"A":{"from":1,"to":8,"delta":7},"N":{"from":null,"to":3},"C":{"from":0,"to":-4,"delta":-4}}""")));
    }

    @Test
    void aColumnThatTheRowHasLostSinceIsNoChangeOfTheRow() {
        Encoded upgraded = event("""
                {"data":{"changed":{"A":{"from":2,"to":3,"delta":1}},"row":{"A":3}}}""");

        assertThat(read(Conflated.nothing().and(FIRST).toldBy(upgraded))
                        .path("data")
                        .path("changed")
                        .properties())
                .extracting(java.util.Map.Entry::getKey)
                .containsExactly("A");
    }

    @Test
    void oneWithoutColumnsThatChangedHasNoneAfterwardsEither() {
        Encoded derived = event("{\"data\":{\"row\":{\"A\":1}}}");

        JsonNode data = read(Conflated.nothing().and(derived).toldBy(derived)).path("data");
        assertThat(data.has("changed")).isFalse();
        assertThat(data.path("conflated").asInt()).isEqualTo(1);
    }

    private static Encoded event(String json) {
        return new Encoded(json.replace("\n", "").getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode read(Encoded json) {
        try {
            return new ObjectMapper().readTree(json.toString());
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }
}
