package dev.backupwatch.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.StreamSupport;

/** The page's view of the stream itself: its lines, beside what the service says of the same events. */
record EventLines(PageInBrowser page, Service service) implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** @param filter as it stands in the page's address, as {@code &type=backup.job} */
    static EventLines open(BrowserContext profile, Service service, String filter) {
        var lines =
                new EventLines(PageInBrowser.open(profile, service.base(), "?view=events&lang=en" + filter), service);
        lines.page.awaitLive();
        return lines;
    }

    Page tab() {
        return page.tab();
    }

    /** Of the lines from top to bottom. */
    @SuppressWarnings("unchecked")
    List<String> ids() {
        return (List<String>) tab().locator(".event").evaluateAll("lines => lines.map(line => line.dataset.id)");
    }

    /** From top to bottom, each with its cluster before it, as a terminal shows them. */
    @SuppressWarnings("unchecked")
    List<String> texts() {
        return (List<String>) tab().locator(".event").evaluateAll("""
                lines => lines.map(line =>
                  `${line.querySelector('.cluster-name').textContent}: ${line.querySelector('.text').textContent}`)""");
    }

    Locator line(String id) {
        return tab().locator(".event[data-id='%s']".formatted(id));
    }

    Locator toggle(String id) {
        return line(id).locator("button[aria-expanded]");
    }

    /** The button that says how many new ones wait, and shows them. */
    Locator waiting() {
        return tab().locator("[data-action=show]");
    }

    /** Until the lines are those of the service that pass that filter, newest first, and no others. */
    void awaitAll(String query) {
        page.await(() -> ids().equals(newestFirst(idsOf(events(query)))));
    }

    /** Oldest first. */
    List<JsonNode> events(String query) {
        String body = service.get("/api/v1/events?limit=1000&" + query, "Accept", "application/json")
                .body();
        return StreamSupport.stream(parsed(body).spliterator(), false).toList();
    }

    JsonNode newest(String query) {
        List<JsonNode> events = events(query);
        return events.get(events.size() - 1);
    }

    static List<String> idsOf(List<JsonNode> events) {
        return events.stream().map(event -> event.get("id").asText()).toList();
    }

    static JsonNode parsed(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }

    static <T> List<T> newestFirst(List<T> oldestFirst) {
        List<T> reversed = new ArrayList<>(oldestFirst);
        Collections.reverse(reversed);
        return reversed;
    }

    @Override
    public void close() {
        page.close();
    }
}
