package dev.backupwatch.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/** Takes spans as a collector does: OTLP over HTTP, in protobuf (opentelemetry/proto/collector/trace/v1). */
final class OtlpReceiver implements AutoCloseable {

    private static final int OK = 200;

    private final HttpServer server;
    private final List<Traced> spans = new CopyOnWriteArrayList<>();

    /** @param parent empty where it has none; ids as in a traceparent */
    record Traced(String name, String trace, String span, String parent) {}

    private OtlpReceiver(HttpServer server) {
        this.server = server;
    }

    static OtlpReceiver start() throws IOException {
        var receiver =
                new OtlpReceiver(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        receiver.server.createContext("/v1/traces", receiver::take);
        receiver.server.start();
        return receiver;
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    List<Traced> spans() {
        return spans;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange;
                InputStream body = body(exchange)) {
            Protobuf request = new Protobuf(ByteBuffer.wrap(body.readAllBytes()));
            for (Protobuf resource : request.messages(1)) {
                for (Protobuf scope : resource.messages(2)) {
                    scope.messages(2).forEach(span -> spans.add(traced(span)));
                }
            }
            exchange.sendResponseHeaders(OK, -1);
        }
    }

    private static InputStream body(HttpExchange exchange) throws IOException {
        boolean isPacked = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        return isPacked ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody();
    }

    private static Traced traced(Protobuf span) {
        HexFormat hex = HexFormat.of();
        return new Traced(
                span.text(5), hex.formatHex(span.bytes(1)), hex.formatHex(span.bytes(2)), hex.formatHex(span.bytes(4)));
    }
}
