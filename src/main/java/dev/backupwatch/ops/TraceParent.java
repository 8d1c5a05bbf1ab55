package dev.backupwatch.ops;

import dev.backupwatch.event.Encoded;
import dev.backupwatch.wire.EventTrace;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.util.Optional;

/** How a span is named in an event (W3C Trace Context, 3.2): {@code 00-<trace>-<span>-<flags>}. */
final class TraceParent {

    private static final String VERSION = "00";
    private static final int PARTS = 4;

    private TraceParent() {}

    static String of(SpanContext span) {
        return String.join(
                "-",
                VERSION,
                span.getTraceId(),
                span.getSpanId(),
                span.getTraceFlags().asHex());
    }

    /** What belongs below the span that the event names; empty where it names none. */
    static Optional<Context> of(Encoded event) {
        return EventTrace.traceparent(event)
                .map(traceparent -> traceparent.split("-", -1))
                .filter(parts -> parts.length == PARTS)
                .map(parts -> SpanContext.createFromRemoteParent(
                        parts[1], parts[2], TraceFlags.fromHex(parts[3], 0), TraceState.getDefault()))
                .filter(SpanContext::isValid)
                .map(span -> Context.root().with(Span.wrap(span)));
    }
}
