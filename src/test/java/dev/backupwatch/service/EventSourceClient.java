package dev.backupwatch.service;

import com.launchdarkly.eventsource.ConnectStrategy;
import com.launchdarkly.eventsource.EventSource;
import com.launchdarkly.eventsource.MessageEvent;
import com.launchdarkly.eventsource.RetryDelayStrategy;
import com.launchdarkly.eventsource.background.BackgroundEventHandler;
import com.launchdarkly.eventsource.background.BackgroundEventSource;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** LaunchDarkly's implementation of an EventSource, which comes back by itself with its first URL and the last id. */
final class EventSourceClient implements Follower {

    /** Between two kills there shall be time to listen. */
    private static final long LONGEST_DELAY_MILLIS = 500;

    private final Transcript transcript = new Transcript();
    private final AtomicInteger connections = new AtomicInteger();
    private final Reading reading;
    private final BackgroundEventSource source;

    private EventSourceClient(ConnectStrategy way, Reading reading) {
        this.reading = reading;
        var builder = new EventSource.Builder(way)
                .retryDelayStrategy(
                        RetryDelayStrategy.defaultStrategy().maxDelay(LONGEST_DELAY_MILLIS, TimeUnit.MILLISECONDS));
        this.source = new BackgroundEventSource.Builder(new Handler(), builder).build();
    }

    static EventSourceClient start(URI uri, Reading reading) {
        return start(ConnectStrategy.http(uri), reading);
    }

    static EventSourceClient start(ConnectStrategy way, Reading reading) {
        var client = new EventSourceClient(way, reading);
        client.source.start();
        return client;
    }

    @Override
    public String name() {
        return "okhttp-eventsource";
    }

    @Override
    public Transcript transcript() {
        return transcript;
    }

    @Override
    public int connections() {
        return connections.get();
    }

    @Override
    public void close() {
        source.close();
    }

    private final class Handler implements BackgroundEventHandler {

        @Override
        public void onOpen() {
            connections.incrementAndGet();
        }

        @Override
        public void onClosed() {}

        @Override
        public void onMessage(String event, MessageEvent message) {
            try {
                transcript.add(reading.read(message.getData()));
            } catch (AssertionError broken) {
                transcript.breakOff(broken);
            }
        }

        @Override
        public void onComment(String comment) {}

        /** It was killed, or is not there yet; the library tries again. */
        @Override
        public void onError(Throwable failure) {}
    }
}
