package dev.backupwatch.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import java.io.UncheckedIOException;

/** What the page in a tab knows, as its own store has it. */
record PageStore(Page tab) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The module as the document names it, which is the one that runs. */
    private static final String IN_STORE = """
            async () => {
              const {store} = await import(document.querySelector('script[type=module]').src);
              return JSON.stringify(%s) ?? 'null';
            }""";

    /** @param expression of JavaScript, in which {@code store} is the page's */
    JsonNode evaluate(String expression) {
        return parsed((String) tab.evaluate(IN_STORE.formatted(expression)));
    }

    /** {@code cursor}, {@code sources}, {@code jobs}, {@code tasks} and {@code tenants}. */
    JsonNode picture() {
        return evaluate("store.picture.parts()");
    }

    String cursor() {
        return evaluate("store.picture.cursor").asText();
    }

    /** With numbers as a browser has them: to it, 42.0 is 42. */
    JsonNode asABrowserReads(String json) {
        return parsed((String) tab.evaluate("text => JSON.stringify(JSON.parse(text))", json));
    }

    private static JsonNode parsed(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }
}
