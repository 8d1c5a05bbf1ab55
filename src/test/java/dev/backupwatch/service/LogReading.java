package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The whole log, page by page, each found by the link of the one before. */
final class LogReading {

    private static final Pattern NEXT = Pattern.compile("<(.+)>; rel=\"next\"");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private LogReading() {}

    static List<Received> of(Service service) throws JsonProcessingException {
        List<Received> all = new ArrayList<>();
        String next = "/api/v1/events?cursor=oldest&limit=500";
        while (true) {
            HttpResponse<String> page = service.get(next, "Accept", "application/json");
            assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
            JsonNode events = MAPPER.readTree(page.body());
            if (events.isEmpty()) {
                return all;
            }
            events.forEach(event -> all.add(new Received(event.toString(), event, Instant.now())));
            Matcher link = NEXT.matcher(page.headers().firstValue("Link").orElse(""));
            assertThat(link.matches()).isTrue();
            next = link.group(1);
        }
    }
}
