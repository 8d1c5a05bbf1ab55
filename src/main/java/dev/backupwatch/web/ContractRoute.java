package dev.backupwatch.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code GET /asyncapi} and {@code GET /schemas/v1/…}. Few ask for them, so that they are read only then, and not on an event
 * loop.
 */
@Singleton
class ContractRoute {

    private static final String SCHEMA = "application/schema+json";
    private static final Pattern FILE = Pattern.compile("([a-z]+(?:[.][a-z]+)*)[.]json");
    private static final String FOR_AN_HOUR = "public, max-age=3600";

    private final Map<String, Buffer> schemas = new ConcurrentHashMap<>();

    void register(@Observes Router router) {
        for (HttpMethod method : new HttpMethod[] {HttpMethod.GET, HttpMethod.HEAD}) {
            router.route(method, "/asyncapi").blockingHandler(ContractRoute::asyncApi);
            router.route(method, "/schemas/v1/:file").blockingHandler(this::schema);
        }
    }

    private static void asyncApi(RoutingContext request) {
        send(request, "application/json", Buffer.buffer(ContractDocuments.asyncApi()));
    }

    /** What is not there is not remembered: names that nobody knows are without end. */
    private void schema(RoutingContext request) {
        Matcher file = FILE.matcher(request.pathParam("file"));
        Optional<Buffer> schema = file.matches() ? schema(file.group(1)) : Optional.empty();
        schema.ifPresentOrElse(
                found -> send(request, SCHEMA, found),
                () -> EventsRoute.send(request, Problem.notFound("there is no such schema")));
    }

    private Optional<Buffer> schema(String name) {
        Optional<Buffer> schema = Optional.ofNullable(schemas.get(name))
                .or(() -> ContractDocuments.schema(name).map(Buffer::buffer));
        schema.ifPresent(found -> schemas.put(name, found));
        return schema;
    }

    private static void send(RoutingContext request, String mediaType, Buffer document) {
        HttpServerResponse response =
                request.response().putHeader("Content-Type", mediaType).putHeader("Cache-Control", FOR_AN_HOUR);
        if (request.request().method().equals(HttpMethod.HEAD)) {
            response.putHeader("Content-Length", Integer.toString(document.length()))
                    .end();
        } else {
            response.end(document);
        }
    }
}
