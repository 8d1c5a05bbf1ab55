package dev.backupwatch.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/** What a client knows that does what the contract says: a snapshot, folded with the events after it. */
public final class Fold {

    private final Map<String, JsonNode> rows = new TreeMap<>();

    void take(Received message) {
        if (message.is("stream.reset")) {
            rows.clear();
        } else if (message.is("stream.snapshot")) {
            message.data().get("jobs").forEach(this::put);
            message.data().get("tasks").forEach(this::put);
        } else if (message.isChange()) {
            change(message);
        }
    }

    public Map<String, JsonNode> rows() {
        return new TreeMap<>(rows);
    }

    private void change(Received event) {
        String source = event.json().get("source").asText();
        String key = source + " " + event.subject();
        String verb = event.shortType().substring(event.shortType().lastIndexOf('.') + 1);
        switch (verb) {
            case "started", "status_changed", "progressed", "updated" ->
                rows.put(key, event.data().get("row"));
            case "completed", "failed", "canceled", "lost" -> rows.remove(key);
            case "removed", "recreated" -> rows.keySet().removeIf(row -> row.startsWith(source + " "));
            default -> {}
        }
    }

    private void put(JsonNode item) {
        rows.put(item.get("source").asText() + " " + item.get("subject").asText(), item.get("row"));
    }
}
