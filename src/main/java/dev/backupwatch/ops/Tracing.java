package dev.backupwatch.ops;

import dev.backupwatch.diff.PollOutcome;
import dev.backupwatch.event.ChangeEvent;
import dev.backupwatch.event.ClusterName;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.source.PollCost;
import dev.backupwatch.stream.DeliveryListener;
import dev.backupwatch.watch.WatchListener;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One trace for each poll: {@code poll}, below it {@code append} for each step that followed, and below that {@code deliver} in
 * each process that hands it to streams, which finds its way by the traceparent in the events.
 */
record Tracing(Tracer tracer) implements WatchListener, DeliveryListener {

    private static final String CLUSTER = "backupwatch.cluster";
    private static final String EVENTS = "backupwatch.events";

    @Override
    public Attempt polls(ClusterName cluster) {
        Span span = tracer.spanBuilder("poll")
                .setNoParent()
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(CLUSTER, cluster.value())
                .startSpan();
        return new Poll(span);
    }

    @Override
    public boolean isListening() {
        return true;
    }

    @Override
    public Runnable delivers(LoggedEvent pollEnd, int streams) {
        Optional<Context> appended = TraceParent.of(pollEnd.json());
        if (appended.isEmpty()) {
            return () -> {};
        }
        Span span = tracer.spanBuilder("deliver")
                .setParent(appended.get())
                .setSpanKind(SpanKind.PRODUCER)
                .setAttribute(CLUSTER, pollEnd.facets().cluster().value())
                .setAttribute("backupwatch.streams", streams)
                .startSpan();
        return span::end;
    }

    private final class Poll implements Attempt {

        private final Span span;

        Poll(Span span) {
            this.span = span;
        }

        @Override
        public void read(PollOutcome outcome, PollCost cost) {
            span.setAttribute(
                            "backupwatch.outcome",
                            outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT))
                    .setAttribute("backupwatch.rows", cost.rows())
                    .setAttribute("backupwatch.statements", cost.statements());
            WatchFigures.trouble(outcome).ifPresent(trouble -> span.setStatus(StatusCode.ERROR, trouble.code()));
        }

        @Override
        public Append appends(List<ChangeEvent> events) {
            return new Step(tracer.spanBuilder("append")
                    .setParent(Context.root().with(span))
                    .setAttribute(EVENTS, events.size())
                    .startSpan());
        }

        @Override
        public void ends() {
            span.end();
        }
    }

    private record Step(Span span) implements Append {

        @Override
        public Optional<String> traceparent() {
            return Optional.of(TraceParent.of(span.getSpanContext()));
        }

        @Override
        public void ends(@Nullable Throwable failure) {
            if (failure != null) {
                span.setStatus(StatusCode.ERROR, String.valueOf(failure.getMessage()));
            }
            span.end();
        }
    }
}
