package dev.backupwatch.service;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/** An OpenID Connect provider, as far as a service sees one that only takes its access tokens: its address and its key. */
final class Provider implements AutoCloseable {

    private static final int BITS = 2048;

    private final String issuer;
    private final KeyPair key = newKey();
    private final HttpServer server;

    private Provider(int port) throws IOException {
        issuer = "http://127.0.0.1:" + port;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        serve("/.well-known/openid-configuration", """
                {"issuer":"%1$s","jwks_uri":"%1$s/keys","token_endpoint":"%1$s/token","authorization_endpoint":"%1$s/auth"}
                """.formatted(issuer));
        serve("/keys", keys());
    }

    static Provider start(int port) throws IOException {
        var provider = new Provider(port);
        provider.server.start();
        return provider;
    }

    static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @param claims members of a JSON object, beside those that every token has; may be empty */
    String token(Instant end, String claims) {
        return token(key, issuer, end, claims);
    }

    /** A token with that key's signature, of which it is said that it is of that issuer. */
    String token(KeyPair signing, String saidIssuer, Instant end, String claims) {
        String header = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"k1\"}";
        String more = claims.isEmpty() ? "" : "," + claims;
        String content = "{\"iss\":\"%s\",\"sub\":\"ann\",\"iat\":%d,\"exp\":%d%s}"
                .formatted(saidIssuer, Instant.now().getEpochSecond() - 1, end.getEpochSecond(), more);
        String text = encoded(header.getBytes(StandardCharsets.UTF_8)) + "."
                + encoded(content.getBytes(StandardCharsets.UTF_8));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(signing.getPrivate());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return text + "." + encoded(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    KeyPair key() {
        return key;
    }

    String issuer() {
        return issuer;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void serve(String path, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private String keys() {
        RSAPublicKey pub = (RSAPublicKey) key.getPublic();
        return "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"k1\",\"n\":\"%s\",\"e\":\"%s\"}]}"
                .formatted(encoded(unsigned(pub.getModulus())), encoded(unsigned(pub.getPublicExponent())));
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
