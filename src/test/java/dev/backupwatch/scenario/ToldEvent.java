package dev.backupwatch.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backupwatch.service.Received;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** One event as a subscriber gets it, in a scenario's words. */
record ToldEvent(Received event) {

    private static final String OF_BACKUPS = "backup.";
    private static final Set<String> INSIGHTS = Set.of("job.progressed", "job.stalled", "job.resumed");

    /** {@code task.progressed}, {@code source.recreated}. */
    String type() {
        return event.shortType().startsWith(OF_BACKUPS)
                ? event.shortType().substring(OF_BACKUPS.length())
                : event.shortType();
    }

    boolean isOfATask() {
        return type().startsWith("task.");
    }

    /** Whether it tells no change of a row. */
    boolean isInsight() {
        return type().startsWith("tenant.") || INSIGHTS.contains(type());
    }

    boolean isChange() {
        return type().endsWith(".status_changed") || type().endsWith(".progressed") || type().endsWith(".updated");
    }

    /** {@code 1002/4} for a job, {@code 1002/4/3} for its task 3; empty for a source. */
    String subject() {
        return event.subject().replaceFirst("^backup/", "").replace("/tasks/", "/");
    }

    /** Why a life was lost, or else how it was observed. */
    String how() {
        return event.data().has("reason")
                ? event.data().get("reason").asText()
                : event.data().path("observed").asText();
    }

    String severity() {
        return event.json().path("severity").asText();
    }

    String parent() {
        JsonNode parent = event.data().path("parent");
        return parent.isMissingNode()
                ? ""
                : parent.get("tenantId").asText() + "/" + parent.get("jobId").asText();
    }

    String tenantName() {
        return event.data().path("tenantName").asText();
    }

    String english() {
        return event.data().at("/text/en").asText();
    }

    JsonNode row() {
        return event.data().path("row");
    }

    JsonNode changed() {
        return event.data().path("changed");
    }

    Set<String> changedColumns() {
        Set<String> names = new TreeSet<>();
        changed().fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** {@code 0->42}. */
    String change(String column) {
        JsonNode change = changed().path(column);
        return change.isMissingNode()
                ? "no change"
                : change.get("from").asText() + "->" + change.get("to").asText();
    }

    /** Signed and exact wherever both are numbers, and nowhere else. */
    boolean hasTrueDeltas() {
        for (JsonNode change : changed()) {
            boolean isCounted =
                    change.get("from").isIntegralNumber() && change.get("to").isIntegralNumber();
            long delta = change.get("to").asLong() - change.get("from").asLong();
            if (isCounted != change.has("delta")
                    || (isCounted && change.get("delta").asLong() != delta)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        List<String> words = new ArrayList<>(List.of(type()));
        if (!subject().isEmpty()) {
            words.add(subject());
        }
        words.add(how());
        changedColumns().forEach(column -> words.add(column + ":" + change(column)));
        return String.join(" ", words);
    }
}
