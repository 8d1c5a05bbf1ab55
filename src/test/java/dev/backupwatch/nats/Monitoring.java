package dev.backupwatch.nats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What a server says of itself. One that is down says nothing. */
record Monitoring(int port) {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Its streams are restored, and where it is one of several, it has caught up with them. */
    boolean isHealthy() {
        return ask("/healthz").path("status").asText().equals("ok");
    }

    /** The name of the server that leads the cluster's JetStream; empty as long as this one knows of none. */
    String metaLeader() {
        return ask("/jsz").at("/meta_cluster/leader").asText();
    }

    /** The name of the server that leads this stream; empty as long as this one knows of none. */
    String leaderOf(String stream) {
        for (JsonNode account : ask("/jsz?accounts=true&streams=true").path("account_details")) {
            for (JsonNode each : account.path("stream_detail")) {
                if (each.path("name").asText().equals(stream)) {
                    return each.at("/cluster/leader").asText();
                }
            }
        }
        return "";
    }

    private JsonNode ask(String path) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE)
                .build();
        try {
            return MAPPER.readTree(
                    CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException down) {
            return MissingNode.getInstance();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
