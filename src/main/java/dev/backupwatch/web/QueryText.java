package dev.backupwatch.web;

import dev.backupwatch.stream.BadRequestException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A URL's query as names with their values. */
final class QueryText {

    private QueryText() {}

    /** @throws BadRequestException if it is not well encoded */
    static Map<String, List<String>> parse(@Nullable String query) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (query == null || query.isEmpty()) {
            return values;
        }
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            if (!pair.isEmpty()) {
                values.computeIfAbsent(decoded(name), key -> new ArrayList<>()).add(decoded(value));
            }
        }
        return values;
    }

    /** The same query with one parameter replaced. */
    static String with(@Nullable String query, String name, String value) {
        String kept = query == null
                ? ""
                : Arrays.stream(query.split("&", -1))
                        .filter(pair -> !pair.isEmpty() && !pair.equals(name) && !pair.startsWith(name + "="))
                        .map(pair -> pair.replace("<", "%3C").replace(">", "%3E") + "&")
                        .collect(Collectors.joining());
        return kept + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new BadRequestException("bad-filter", "the query is not well encoded: " + malformed.getMessage());
        }
    }
}
