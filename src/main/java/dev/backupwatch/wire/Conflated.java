package dev.backupwatch.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backupwatch.event.Encoded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Changes of one row that are not told one by one: the next one that is told says what they come to together. */
public final class Conflated {

    private static final String CHANGED = "changed";
    private static final String CONFLATED = "conflated";
    private static final String DELTA = "delta";

    /** Each column's value before the first change of it. */
    private final Map<String, JsonNode> from;

    private final int count;

    private Conflated(Map<String, JsonNode> from, int count) {
        this.from = from;
        this.count = count;
    }

    public static Conflated nothing() {
        return new Conflated(Map.of(), 0);
    }

    /** That change event, which follows the ones before, is left out too. */
    public Conflated and(Encoded leftOut) {
        Map<String, JsonNode> earliest = new LinkedHashMap<>(from);
        read(leftOut)
                .path("data")
                .path(CHANGED)
                .properties()
                .forEach(column ->
                        earliest.putIfAbsent(column.getKey(), column.getValue().path("from")));
        return new Conflated(earliest, count + 1);
    }

    /**
     * The change event that follows them, told for them too: {@code data.conflated} says how many were left out, and
     * {@code changed} is relative to what was told before the first of them. A column that is as it was then is not in it.
     */
    public Encoded toldBy(Encoded newest) {
        ObjectNode event = read(newest);
        ObjectNode data = event.withObject("/data");
        JsonNode row = data.path("row");
        if (data.has(CHANGED)) {
            ObjectNode changed = data.objectNode();
            and(newest).from.forEach((column, before) -> put(changed, column, before, row.path(column)));
            data.set(CHANGED, changed);
        }
        data.put(CONFLATED, count);
        return Encoded.adopting(event.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** A column that the row no longer has is a change of the cluster's version, not of the row. */
    private static void put(ObjectNode changed, String column, JsonNode before, JsonNode to) {
        if (to.isMissingNode() || before.equals(to)) {
            return;
        }
        ObjectNode change = changed.putObject(column);
        change.set("from", before);
        change.set("to", to);
        if (before.isIntegralNumber() && to.isIntegralNumber()) {
            change.put(DELTA, to.longValue() - before.longValue());
        }
    }

    private static ObjectNode read(Encoded json) {
        try {
            return (ObjectNode) Json.MAPPER.readTree(json.shared());
        } catch (IOException bug) {
            throw new UncheckedIOException("a change event that is no JSON", bug);
        }
    }
}
