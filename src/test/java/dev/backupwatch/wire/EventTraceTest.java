package dev.backupwatch.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.Encoded;
import dev.backupwatch.event.EventType;
import dev.backupwatch.event.SourceEvent;
import dev.backupwatch.event.Trouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventTraceTest {

    private static final String TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void anEventNamesItsTraceInItsEnvelope() {
        Encoded traced = event("the disk", TRACEPARENT);

        assertThat(EventTrace.traceparent(traced)).contains(TRACEPARENT);
        assertThat(traced.toString().indexOf("traceparent"))
                .isLessThan(traced.toString().indexOf("\"data\""));
    }

    @Test
    void oneThatIsNotTracedNamesNoneWhateverItsTextsSay() {
        assertThat(EventTrace.traceparent(event("\"traceparent\":\"00-1-2-01\"", null)))
                .isEmpty();
    }

    private static Encoded event(String text, @Nullable String traceparent) {
        Placement place = WireFixture.PLACE;
        return new Encoded(EventEncoder.encode(
                new SourceEvent(WireFixture.PROD, EventType.SOURCE_DEGRADED, new Trouble("timeout", text)),
                new Placement(place.id(), place.pollEnd(), place.time(), traceparent)));
    }
}
