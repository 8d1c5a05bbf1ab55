package dev.backupwatch.ops;

import dev.backupwatch.stream.DeliveryListener;
import dev.backupwatch.watch.WatchListener;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Who is told what the loops and the streams do. Where nothing is traced, OpenTelemetry is not even loaded. */
@Singleton
class TracingBeans {

    private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");
    private static final String PATH = "/v1/traces";
    private static final Duration DELAY = Duration.ofSeconds(1);
    /** For the last spans, when the service stops. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Optional<SdkTracerProvider> provider;
    private final Optional<Tracing> tracing;

    @Inject
    TracingBeans(TracingConfig config) {
        this.provider = config.endpoint().map(TracingBeans::provider);
        this.tracing = provider.map(traced -> new Tracing(traced.get("dev.backupwatch")));
    }

    @Produces
    @Singleton
    WatchListener ofTheLoops(WatchFigures figures, Troubles troubles) {
        return new WatchListeners(
                Stream.concat(Stream.of(figures, troubles), tracing.stream()).toList());
    }

    @Produces
    @Singleton
    DeliveryListener ofTheStreams() {
        return tracing.<DeliveryListener>map(traced -> traced).orElse(DeliveryListener.NONE);
    }

    @PreDestroy
    void close() {
        provider.ifPresent(traced -> traced.shutdown().join(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
    }

    private static SdkTracerProvider provider(URI endpoint) {
        var exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(endpoint.toString().replaceFirst("/+$", "") + PATH)
                .build();
        return SdkTracerProvider.builder()
                .setResource(Resource.getDefault().merge(Resource.create(Attributes.of(SERVICE, "backupwatch"))))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter)
                        .setScheduleDelay(DELAY)
                        .build())
                .build();
    }
}
