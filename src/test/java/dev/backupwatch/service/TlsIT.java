package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.TrustManagerFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service behind TLS of its own. */
class TlsIT {

    private static final String PASSWORD = "changeit";
    private static final String TOKEN = "t-of-all";

    @TempDir
    Path folder;

    @Test
    void aCertificateIsExchangedWithoutARestartAndACookieStaysBehindIt() throws Exception {
        Path keys = folder.resolve("keys.p12");
        KeyStore first = makeKeys(keys, "first");
        Map<String, String> settings = new HashMap<>(Map.of(
                "backupwatch.access.mode", "token",
                "backupwatch.access.tokens.\"all\".sha256", Credential.sha256(TOKEN),
                "backupwatch.log.type", "memory",
                "quarkus.tls.key-store.p12.path", keys.toString(),
                "quarkus.tls.key-store.p12.password", PASSWORD,
                "quarkus.tls.reload-period", "1s",
                "quarkus.http.ssl-port", "0",
                "quarkus.http.insecure-requests", "disabled"));
        try (PackagedService process = QuietService.start(settings)) {
            URI session = process.awaitListening().uri("/api/v1/session");
            assertThat(session.getScheme()).isEqualTo("https");
            HttpResponse<String> signedIn = awaitSignIn(session, first);
            assertThat(signedIn.headers().firstValue("Set-Cookie").orElseThrow())
                    .contains("Secure");
            assertThat(signedIn.version())
                    .as("of which many share a connection")
                    .isEqualTo(HttpClient.Version.HTTP_1_1);

            KeyStore second = makeKeys(keys, "second");
            assertThat(subject(awaitSignIn(session, second))).contains("CN=second");
        }
    }

    private static KeyStore makeKeys(Path file, String name)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path fresh = file.resolveSibling(name + ".p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "service",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=ip:127.0.0.1,dns:localhost",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        fresh.toString()))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        Files.copy(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        return KeyStore.getInstance(fresh.toFile(), PASSWORD.toCharArray());
    }

    /** Vert.x hangs up on who comes in the very moment of an exchange (TCPServerBase.updateSSLOptions, 4.5): they come again. */
    private static HttpResponse<String> awaitSignIn(URI session, KeyStore trusted) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> signIn(session, trusted), answer -> true);
    }

    /** By a client that trusts that certificate alone. */
    private static HttpResponse<String> signIn(URI session, KeyStore trusted) throws Exception {
        var authorities = KeyStore.getInstance("PKCS12");
        authorities.load(null, null);
        authorities.setCertificateEntry("service", trusted.getCertificate("service"));
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(authorities);
        var context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        var request = HttpRequest.newBuilder(session)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"token\":\"" + TOKEN + "\"}"))
                .build();
        return HttpClient.newBuilder().sslContext(context).build().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String subject(HttpResponse<String> answer) throws SSLPeerUnverifiedException {
        var certificate = (X509Certificate) answer.sslSession().orElseThrow().getPeerCertificates()[0];
        return certificate.getSubjectX500Principal().getName();
    }
}
