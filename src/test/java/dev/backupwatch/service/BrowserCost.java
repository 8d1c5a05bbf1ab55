package dev.backupwatch.service;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What a browser counts by itself, asked over its protocol for developers. */
final class BrowserCost {

    private static final double MILLIS = 1000;

    private BrowserCost() {}

    /** Processor time since the browser began of the processes that pages live in, all together. */
    static Duration ofPages(Browser browser) {
        return processors(browser, "renderer");
    }

    /** The same of all its processes: also of the one that draws, without a graphics processor by the same means. */
    static Duration ofAll(Browser browser) {
        return processors(browser, "");
    }

    private static Duration processors(Browser browser, String kind) {
        CDPSession session = browser.newBrowserCDPSession();
        double seconds = 0;
        for (JsonElement each : session.send("SystemInfo.getProcessInfo").getAsJsonArray("processInfo")) {
            JsonObject process = each.getAsJsonObject();
            if (kind.isEmpty() || process.get("type").getAsString().equals(kind)) {
                seconds += process.get("cpuTime").getAsDouble();
            }
        }
        session.detach();
        return Duration.ofMillis(Math.round(seconds * MILLIS));
    }

    /** Requests of a tab from now on, and the bytes that came over the wire for them. */
    static final class Transfer {

        private final Map<String, Long> bytes = new HashMap<>();
        private int requests;

        Transfer(Page tab) {
            CDPSession session = tab.context().newCDPSession(tab);
            session.on("Network.requestWillBeSent", sent -> requests++);
            session.on("Network.responseReceived", answer -> add(answer, answer.getAsJsonObject("response")));
            session.on("Network.dataReceived", part -> add(part, part));
            session.on("Network.loadingFinished", whole -> bytes.put(request(whole), encoded(whole)));
            session.send("Network.enable");
        }

        int requests() {
            return requests;
        }

        long bytes() {
            return bytes.values().stream().mapToLong(Long::longValue).sum();
        }

        /** A stream never ends: what has come of it so far. */
        private void add(JsonObject message, JsonObject part) {
            bytes.merge(request(message), encoded(part), Long::sum);
        }

        private static String request(JsonObject message) {
            return message.get("requestId").getAsString();
        }

        private static long encoded(JsonObject part) {
            return part.get("encodedDataLength").getAsLong();
        }
    }
}
