package dev.backupwatch.bench.clusters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How old the newest complete poll of each source is, as the service says it, asked again and again. */
final class Lags {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final double P99 = 0.99;

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI service;
    private final List<Double> seconds = new ArrayList<>();

    Lags(URI service) {
        this.service = service;
    }

    /** @return how many sources are known to be read */
    int ask() throws IOException, InterruptedException {
        int read = 0;
        for (JsonNode cluster : answer().get("clusters")) {
            if (cluster.get("state").asText().equals("ok")) {
                read++;
                seconds.add(cluster.get("sourceLagSeconds").asDouble());
            }
        }
        return read;
    }

    void forget() {
        seconds.clear();
    }

    /** Of the log's newest event. */
    long head() throws IOException, InterruptedException {
        String cursor = answer().get("cursor").asText();
        return Long.parseLong(cursor.substring(cursor.indexOf('-') + 1));
    }

    String median() {
        return at(0.5);
    }

    String p99() {
        return at(P99);
    }

    String most() {
        return at(1);
    }

    private String at(double share) {
        List<Double> sorted = new ArrayList<>(seconds);
        Collections.sort(sorted);
        return "%.2f s".formatted(sorted.get((int) Math.min(sorted.size() - 1L, (long) (share * sorted.size()))));
    }

    private JsonNode answer() throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(service.resolve("/api/v1/clusters")).build();
        return MAPPER.readTree(client.send(request, BodyHandlers.ofString()).body());
    }
}
