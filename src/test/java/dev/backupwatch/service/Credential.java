package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backupwatch.contract.Contract;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * How somebody shows who they are.
 *
 * @param header of each request; empty where the URL says it
 * @param parameter of a stream's URL; empty where a header says it
 */
record Credential(Map<String, String> header, String parameter) {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    static final Credential NONE = new Credential(Map.of(), "");

    static Credential bearer(String token) {
        return new Credential(Map.of("Authorization", "Bearer " + token), "");
    }

    /** Of a browser that has signed in with that token. */
    static Credential session(Service service, String token) throws IOException, InterruptedException {
        HttpResponse<String> signedIn = signIn(service, token);
        assertThat(signedIn.statusCode()).isEqualTo(204);
        String cookie = signedIn.headers().firstValue("Set-Cookie").orElseThrow();
        return new Credential(Map.of("Cookie", cookie.replaceAll(";.*", "")), "");
    }

    static HttpResponse<String> signIn(Service service, String token) throws IOException, InterruptedException {
        String body = "{\"token\":\"" + token + "\"}";
        var request = HttpRequest.newBuilder(service.uri("/api/v1/session"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** For one stream. */
    Credential ticket(Service service) throws IOException, InterruptedException {
        HttpResponse<String> issued = CLIENT.send(
                on(service.uri("/api/v1/tickets"))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(issued.statusCode()).isEqualTo(201);
        Contract.answer("/api/v1/tickets", issued.statusCode(), "application/json", issued.body());
        return new Credential(
                Map.of(),
                new ObjectMapper().readTree(issued.body()).path("ticket").asText());
    }

    HttpRequest.Builder on(URI uri) {
        String separator = uri.getQuery() == null ? "?" : "&";
        var request =
                HttpRequest.newBuilder(parameter.isEmpty() ? uri : URI.create(uri + separator + "ticket=" + parameter));
        header.forEach(request::header);
        return request;
    }

    static String sha256(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
