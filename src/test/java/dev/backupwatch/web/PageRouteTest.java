package dev.backupwatch.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageRouteTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String VERSION = PageFiles.read().version();
    private static final String CONTENT_SECURITY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script';"
                    + " trusted-types lit-html";

    private static HttpServer server;

    @BeforeAll
    static void listen() {
        Router router = Router.router(VERTX);
        new PageRoute().register(router);
        server = VERTX.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterAll
    static void close() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void whatABrowserMayDoStandsBesideThePage() throws Exception {
        HttpResponse<byte[]> answer = ask("GET", "/");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Security-Policy")).isEqualTo(CONTENT_SECURITY);
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "Referrer-Policy")).isEqualTo("same-origin");
        assertThat(header(answer, "Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/page/@version@/app.js", "/page/@version@/style/base.css", "/page/other/icon/idle.svg"})
    void aFileIsTakenForWhatItIsSaidToBe(String path) throws Exception {
        HttpResponse<byte[]> answer = ask("GET", path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void thePageItselfIsAskedForEachTimeAndSentOnlyWhenItIsAnother() throws Exception {
        HttpResponse<byte[]> first = ask("GET", "/");
        String tag = header(first, "ETag");
        HttpResponse<byte[]> again = ask("GET", "/", "If-None-Match", tag);
        HttpResponse<byte[]> afterAnUpdate = ask("GET", "/", "If-None-Match", "\"another\"");

        assertThat(tag).isEqualTo('"' + VERSION + '"');
        assertThat(header(first, "Cache-Control")).isEqualTo("no-cache");
        assertThat(header(first, "Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(first.body())
                .asString()
                .contains("page/" + VERSION + "/app.js")
                .doesNotContain("@version@");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(header(again, "ETag")).isEqualTo(tag);
        assertThat(header(again, "Cache-Control")).isEqualTo("no-cache");
        assertThat(afterAnUpdate.statusCode()).isEqualTo(200);
    }

    /** Behind a proxy that compresses, a tag comes back as a weak one; and a cache may send several. */
    @ParameterizedTest
    @ValueSource(strings = {"W/\"@version@\"", "\"old\", \"@version@\"", "W/\"old\",W/\"@version@\""})
    void aTagIsKnownAgainAsProxiesAndClientsWriteIt(String tags) throws Exception {
        assertThat(ask("GET", "/", "If-None-Match", tags).statusCode()).isEqualTo(304);
    }

    @Test
    void aFileOfThisVersionIsKeptForGoodAndOneThatIsAskedForUnderAnotherIsNot() throws Exception {
        assertThat(header(ask("GET", "/page/@version@/app.js"), "Cache-Control"))
                .isEqualTo("public, max-age=31536000, immutable");
        assertThat(header(ask("GET", "/page/0123456789abcdef/app.js"), "Cache-Control"))
                .isEqualTo("no-store");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nothing.js",
                "index.html",
                "app.js/",
                "App.js",
                "application.properties",
                "..%2Fapplication.properties",
                "..%2f..%2fapplication.properties",
                "%2e%2e%2fapplication.properties",
                "%252e%252e%252fapplication.properties",
                "style%2f..%2f..%2fapplication.properties",
                "..%5capplication.properties",
                "..%00/app.js",
                "/etc/passwd",
                "%2fetc%2fpasswd",
                "lib/lit-html/lit-element.js",
                "lib/lit-html/..%2f..%2f..%2f..%2fapplication.properties"
            })
    void whatTheIndexDoesNotNameIsNotThere(String name) throws Exception {
        HttpResponse<byte[]> answer = ask("GET", "/page/@version@/" + name);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body()).asString().contains("/problems/not-found").doesNotContain("quarkus");
    }

    /** They are steps on the way to a file before they are a part of its name, and lead out of the page altogether. */
    @ParameterizedTest
    @ValueSource(strings = {"../../application.properties", "%2e%2e/%2e%2e/application.properties", "../", ""})
    void aWayOutOfThePageLeadsNowhere(String way) throws Exception {
        assertThat(ask("GET", "/page/@version@/" + way).statusCode()).isEqualTo(404);
    }

    @Test
    void whoAcceptsGzipGetsItAndNobodyElse() throws Exception {
        HttpResponse<byte[]> plain = ask("GET", "/page/@version@/app.js");
        HttpResponse<byte[]> compressed = ask("GET", "/page/@version@/app.js", "Accept-Encoding", "br, gzip;q=0.8");

        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(header(plain, "Vary")).isEqualTo("Accept-Encoding");
        assertThat(header(compressed, "Content-Encoding")).isEqualTo("gzip");
        assertThat(header(compressed, "Vary")).isEqualTo("Accept-Encoding");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(compressed.body())).readAllBytes())
                .isEqualTo(plain.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "br", "gzip;q=0", "br;q=1.0, gzip; q=0.000"})
    void whoSaysThatGzipIsNotToBeSentGetsNone(String accepted) throws Exception {
        HttpResponse<byte[]> answer = ask("GET", "/page/@version@/app.js", "Accept-Encoding", accepted);

        assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/page/@version@/app.js"})
    void headSaysWhatGetWouldSend(String path) throws Exception {
        HttpResponse<byte[]> got = ask("GET", path);
        HttpResponse<byte[]> head = ask("HEAD", path);

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(header(head, "Content-Length")).isEqualTo(Integer.toString(got.body().length));
        assertThat(header(head, "Content-Type")).isEqualTo(header(got, "Content-Type"));
        assertThat(header(head, "Cache-Control")).isEqualTo(header(got, "Cache-Control"));
    }

    private static HttpResponse<byte[]> ask(String method, String path, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.actualPort() + path.replace("@version@", VERSION)))
                .method(method, HttpRequest.BodyPublishers.noBody());
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1].replace("@version@", VERSION));
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<byte[]> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
