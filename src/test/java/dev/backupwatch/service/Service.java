package dev.backupwatch.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backupwatch.contract.Contract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;

/** A running service, asked over HTTP. */
record Service(URI base) {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    URI uri(String pathAndQuery) {
        return URI.create(base.toString().replaceFirst("/$", "") + pathAndQuery);
    }

    HttpResponse<String> get(String pathAndQuery, String... headers) {
        var request = HttpRequest.newBuilder(uri(pathAndQuery)).timeout(PATIENCE);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            var response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            String mediaType = response.headers().firstValue("Content-Type").orElse("");
            Contract.answer(pathAndQuery, response.statusCode(), mediaType, response.body());
            return response;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    JsonNode json(String pathAndQuery) {
        try {
            return MAPPER.readTree(get(pathAndQuery).body());
        } catch (IOException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }

    /** How many streams are open, as its health tells it. */
    int openStreams() {
        for (JsonNode check : json("/q/health/ready").get("checks")) {
            if (check.get("name").asText().equals("streams")) {
                return check.at("/data/open").asInt();
            }
        }
        throw new AssertionError("no check of the streams");
    }

    /** Waits until a poll is over that began after now: the first to complete may have begun before. */
    void awaitPoll() {
        awaitNextAsOf();
        awaitNextAsOf();
    }

    /** The rows that the service says are running, and the cursor at which it says so. */
    State state() {
        while (true) {
            JsonNode jobs = json("/api/v1/jobs?state=running&limit=1000");
            JsonNode tasks = json("/api/v1/tasks?state=running&limit=1000");
            if (jobs.get("cursor").equals(tasks.get("cursor"))) {
                Map<String, JsonNode> rows = new TreeMap<>();
                jobs.get("jobs").forEach(item -> put(rows, item));
                tasks.get("tasks").forEach(item -> put(rows, item));
                return new State(jobs.get("cursor").asText(), rows);
            }
        }
    }

    record State(String cursor, Map<String, JsonNode> rows) {}

    private void awaitNextAsOf() {
        String before = asOf();
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> !asOf().equals(before));
    }

    private String asOf() {
        return json("/api/v1/clusters").at("/clusters/0/asOf").asText();
    }

    private static void put(Map<String, JsonNode> rows, JsonNode item) {
        rows.put(item.get("source").asText() + " " + item.get("subject").asText(), item.get("row"));
    }
}
