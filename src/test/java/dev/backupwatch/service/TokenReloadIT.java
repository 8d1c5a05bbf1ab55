package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.story.Signal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens come, change and go by another configuration file while the service runs, and with them what they opened. */
class TokenReloadIT {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Credential ADMIN = Credential.bearer("t-of-the-admin");
    private static final Credential TEAM = Credential.bearer("t-of-the-team");
    private static final Credential NEW = Credential.bearer("t-that-is-new");
    private static final int POLICY_VIOLATION = 1008;

    @TempDir
    Path folder;

    private final Map<String, String> configured = new TreeMap<>(Map.of(
            "backupwatch.clusters.\"prod\".url", "mysql://127.0.0.1:1/oceanbase",
            "backupwatch.clusters.\"prod\".username", "nobody",
            "backupwatch.clusters.\"prod\".password", "secret",
            "backupwatch.log.type", "memory",
            "backupwatch.access.mode", "token"));
    private PackagedService process;
    private Service service;

    @BeforeEach
    void startService() throws IOException {
        token("admin", "t-of-the-admin", Map.of("admin", "true"));
        token("team", "t-of-the-team", Map.of());
        save();
        process = PackagedService.startIn(folder, Map.of());
        service = process.awaitListening();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> status(ADMIN, "/api/v1/jobs") == 200);
    }

    @AfterEach
    void stopService() {
        process.close();
    }

    @Test
    void aTokenThatIsTakenAwayEndsAllThatItOpenedAndNothingElse() throws Exception {
        Credential browser = Credential.session(service, "t-of-the-team");
        CompletableFuture<Overheard> ofTheAdmin = events(ADMIN, text -> false);
        CompletableFuture<Overheard> events = events(TEAM, text -> false);
        CompletableFuture<Overheard> ofTheBrowser = events(browser, text -> false);
        CompletableFuture<Overheard> socket =
                Overheard.later(() -> Overheard.ofSocket(service.uri("/api/v1/events/ws"), TEAM, text -> false));
        awaitOpen(4);
        Credential ticket = TEAM.ticket(service);

        take("team");
        token("other", "t-that-is-new", Map.of("clusters", "prod"));
        save();
        assertThat(reload(ADMIN).body()).contains("\"tokens\":[\"admin\",\"other\"]", "\"performed\":true");

        for (CompletableFuture<Overheard> ended : List.of(events, ofTheBrowser)) {
            assertThat(ended.join().text()).contains("\"reason\":\"expired\"");
        }
        assertThat(socket.join().closed()).contains(POLICY_VIOLATION);
        for (Credential gone : List.of(TEAM, browser, ticket)) {
            assertThat(status(gone, "/api/v1/events?limit=1")).isEqualTo(401);
        }
        assertThat(status(NEW, "/api/v1/clusters")).isEqualTo(200);
        awaitOpen(1);
        assertThat(ofTheAdmin).isNotDone();
    }

    @Test
    void aTokenThatMaySeeOthersBeginsItsStreamsAnew() throws Exception {
        CompletableFuture<Overheard> events = events(TEAM, text -> text.contains("rights_changed"));
        awaitOpen(1);
        token("team", "t-of-the-team", Map.of("clusters", "prod", "tenants", "1002"));
        save();
        Signal.HUP.to(process.pid());
        assertThat(events.join().text()).contains("\"reason\":\"rights_changed\"");
        assertThat(status(TEAM, "/q/health/group/sources"))
                .as("of all there is, which it may not see any more")
                .isEqualTo(403);
    }

    @Test
    void whatCannotBeUsedOrWasNotAskedByAnAdminChangesNothing() throws Exception {
        CompletableFuture<Overheard> events = events(TEAM, text -> false);
        awaitOpen(1);
        take("admin");
        save();
        assertThat(reload(TEAM).statusCode()).isEqualTo(403);
        assertThat(reload(Credential.NONE).statusCode()).isEqualTo(401);
        configured.put("backupwatch.access.tokens.\"admin\".sha256", "t-of-the-admin");
        save();
        HttpResponse<String> refused = reload(ADMIN);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("backupwatch.access.tokens").doesNotContain("t-of-the-admin");
        assertThat(status(ADMIN, "/api/v1/clusters")).isEqualTo(200);
        assertThat(events).isNotDone();
        assertThat(process.printed()).contains("cannot be used").doesNotContain("t-of-the-admin");
    }

    private CompletableFuture<Overheard> events(Credential who, Predicate<String> isEnough) {
        HttpRequest request = who.on(service.uri("/api/v1/events?bookmarks=500ms"))
                .header("Accept", "text/event-stream")
                .build();
        return Overheard.later(() -> Overheard.of(request, isEnough));
    }

    private void awaitOpen(int streams) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> service.openStreams() == streams);
    }

    private int status(Credential who, String path) throws IOException, InterruptedException {
        HttpRequest request =
                who.on(service.uri(path)).header("Accept", "application/json").build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private HttpResponse<String> reload(Credential who) throws IOException, InterruptedException {
        URI uri = service.uri("/admin/reload");
        HttpRequest request =
                who.on(uri).POST(HttpRequest.BodyPublishers.noBody()).build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private void token(String name, String token, Map<String, String> rights) {
        take(name);
        configured.put(key(name) + "sha256", Credential.sha256(token));
        rights.forEach((key, value) -> configured.put(key(name) + key, value));
    }

    private void take(String name) {
        configured.keySet().removeIf(key -> key.startsWith(key(name)));
    }

    private static String key(String name) {
        return "backupwatch.access.tokens.\"" + name + "\".";
    }

    private void save() throws IOException {
        ConfigFile.write(folder, configured);
    }
}
