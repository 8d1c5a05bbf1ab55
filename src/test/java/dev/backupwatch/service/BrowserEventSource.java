package dev.backupwatch.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One EventSource in one page of a real browser. The page does nothing to keep it alive: that is the browser's to do. */
final class BrowserEventSource implements Follower {

    private static final int PUMP_MILLIS = 50;
    private static final long CLOSING_SECONDS = 20;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final String OPEN = """
            url => {
              const source = new EventSource(url);
              window.told = [];
              window.opened = 0;
              source.onopen = () => window.opened++;
              for (const type of ['message', 'snapshot', 'bookmark', 'reset', 'problem']) {
                source.addEventListener(type, event => window.told.push(event.data));
              }
              window.source = source;
            }""";

    private static final String TAKE =
            "() => JSON.stringify({told: window.told.splice(0), opened: window.opened, state: window.source.readyState})";
    private static final int CLOSED = 2;

    private final Transcript transcript = new Transcript();
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch wantsToEnd = new CountDownLatch(1);
    private final CountDownLatch hasEnded = new CountDownLatch(1);
    private final Reading reading;
    private final URI page;
    private final URI stream;

    private BrowserEventSource(URI page, URI stream, Reading reading) {
        this.page = page;
        this.stream = stream;
        this.reading = reading;
    }

    /** @param page of the same origin as the stream */
    static BrowserEventSource start(URI page, URI stream, Reading reading) {
        var client = new BrowserEventSource(page, stream, reading);
        Thread thread = new Thread(client::run, "browser");
        thread.setDaemon(true);
        thread.start();
        return client;
    }

    @Override
    public String name() {
        return "EventSource of Chromium";
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
        wantsToEnd.countDown();
        try {
            if (!hasEnded.await(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the browser does not end");
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private void run() {
        try (var chromium = Chromium.launch();
                Page tab = chromium.browser().newPage()) {
            tab.navigate(page.toString());
            tab.evaluate(OPEN, stream.toString());
            while (!wantsToEnd.await(PUMP_MILLIS, TimeUnit.MILLISECONDS)) {
                take(MAPPER.readTree((String) tab.evaluate(TAKE)));
            }
        } catch (AssertionError broken) {
            transcript.breakOff(broken);
        } catch (InterruptedException | JsonProcessingException | PlaywrightException unexpected) {
            transcript.breakOff(new AssertionError(name() + " has stopped", unexpected));
        } finally {
            hasEnded.countDown();
        }
    }

    private void take(JsonNode taken) {
        taken.get("told").forEach(text -> transcript.add(reading.read(text.asText())));
        connections.set(taken.get("opened").asInt());
        if (taken.get("state").asInt() == CLOSED) {
            throw new AssertionError("the browser has given up its EventSource for good");
        }
    }
}
