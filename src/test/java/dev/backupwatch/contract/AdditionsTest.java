package dev.backupwatch.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever changes the contract is told whether that is an addition. */
class AdditionsTest {

    private static final String JOB = "/schemas/backup.job/properties";
    private static final String ENVELOPE = "/schemas/envelope";
    private static final String EVENTS = "/openapi/paths/~1api~1v1~1events/get";

    private final JsonNode earlier = Published.all();
    private final ObjectNode later = earlier.deepCopy();

    @ParameterizedTest
    @CsvSource({
        JOB + ",status",
        JOB + "/changed,$ref",
        "/schemas/common/$defs,progress",
        "/schemas/common/$defs/progress/properties/percent,maximum",
        "/schemas/stream.reset,required",
        "/schemas,answer.days",
        "/openapi/paths,/api/v1/jobs",
        EVENTS + "/responses,410",
        EVENTS + "/responses/200/content,application/x-ndjson",
        EVENTS + "/responses/200/headers,Link",
        "/openapi/paths/~1api~1v1~1session,delete",
        "/openapi/components/securitySchemes,token",
        "/asyncapi/channels,lines",
        "/asyncapi/channels/webSocket/messages,stream.reset",
        "/asyncapi/operations,ping",
        "/asyncapi/components/messages,source.added"
    })
    void whatIsGoneIsABreak(String place, String name) {
        at(place).remove(name);

        assertBreaksAt(place + "/" + name);
    }

    @ParameterizedTest
    @CsvSource({
        ENVELOPE + "/required,/schemas/envelope/required",
        ENVELOPE + "/properties/type/x-extensible-enum,/schemas/envelope/properties/type",
        ENVELOPE + "/allOf,/schemas/envelope/allOf",
        "/schemas/row.job/properties/END_TIMESTAMP/type,/schemas/row.job/properties/END_TIMESTAMP/type",
        EVENTS + "/parameters,/openapi/paths/~1api~1v1~1events/get/parameters",
        "/openapi/components/parameters/state/schema/enum,/openapi/components/parameters/state/schema/enum",
        "/openapi/security,/openapi/security",
        "/asyncapi/operations/sendLines/messages,/asyncapi/operations/sendLines/messages"
    })
    void whatAListLacksIsABreak(String list, String place) {
        ((ArrayNode) later.at(list)).remove(0);

        assertBreaksAt(place);
    }

    @ParameterizedTest
    @CsvSource({
        JOB + "/status,type,'\"integer\"'",
        JOB + "/status,type,'[\"string\",\"null\"]'",
        JOB + "/status,pattern,'\"^[A-Z]+$\"'",
        ENVELOPE + "/properties/specversion,const,'\"1.1\"'",
        ENVELOPE + ",required,'[\"id\"]'",
        "/schemas/source,required,'[\"cluster\",\"text\",\"reason\"]'",
        "/schemas/source,additionalProperties,false",
        "/openapi/paths/~1api~1v1~1jobs~1{cluster}~1{tenantId}~1{jobId}/get/parameters/0/schema,pattern,'\"x\"'",
        "/openapi/components/parameters/limit,required,true",
        "/openapi/components/parameters/limit/schema,maximum,100",
        "/openapi/paths/~1openapi/get,security,'[{\"token\":[]}]'",
        "/asyncapi/channels/webSocket,address,'\"/elsewhere\"'"
    })
    void whatAssertsSomethingElseIsABreak(String place, String keyword, String value) {
        at(place).set(keyword, Published.parsed(value));

        assertThat(Additions.breaks(earlier, later)).isNotEmpty();
    }

    @Test
    void aParameterThatMustBeGivenIsABreakAndOneThatMayBeIsNot() {
        ObjectNode parameter = ((ArrayNode) later.at(EVENTS + "/parameters")).addObject();
        parameter.put("name", "colour").put("in", "query");
        assertThat(Additions.breaks(earlier, later)).isEmpty();

        parameter.put("required", true);
        assertBreaksAt(EVENTS + "/parameters");
    }

    @Test
    void aReferenceToAParameterThatMustBeGivenIsABreak() {
        at("/openapi/components/parameters")
                .putObject("colour")
                .put("name", "colour")
                .put("required", true);
        assertThat(Additions.breaks(earlier, later)).isEmpty();

        ((ArrayNode) later.at(EVENTS + "/parameters")).addObject().put("$ref", "#/components/parameters/colour");
        assertBreaksAt(EVENTS + "/parameters");
    }

    @Test
    void whatIsAddedIsNoBreak() {
        at(JOB).putObject("colour").put("type", "string");
        at("/schemas").putObject("stream.moved").put("type", "object");
        ((ArrayNode) later.at(ENVELOPE + "/properties/type/x-extensible-enum")).add("dev.backupwatch.stream.moved");
        ((ArrayNode) later.at("/openapi/components/parameters/state/schema/enum")).add("resting");
        at("/openapi/paths").putObject("/api/v2/events").putObject("get");
        at("/openapi/paths/~1api~1v1~1jobs").putObject("post");
        at(EVENTS + "/responses").putObject("429");
        at("/asyncapi/channels").putObject("carrierPigeon").put("address", "/roof");
        at("/asyncapi/components/messages").putObject("stream.moved").put("name", "moved");
        at(ENVELOPE).put("description", "put better");

        assertThat(Additions.breaks(earlier, later)).isEmpty();
    }

    private ObjectNode at(String place) {
        return (ObjectNode) later.at(place);
    }

    private void assertBreaksAt(String place) {
        List<String> breaks = Additions.breaks(earlier, later);
        assertThat(breaks).isNotEmpty().allSatisfy(each -> assertThat(each).startsWith(place.replace("~1", "/")));
    }
}
