package dev.backupwatch.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backupwatch.demo.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * An event as a scenario states it: {@code task.progressed 1002/1/1 FINISH_TABLET_COUNT:0->42 DATA_PROGRESS}.
 *
 * <p>First its type, then its subject, then in any order how it was observed, or why it was lost (where that goes
 * without saying it is left out), {@code COLUMN:from->to} or just {@code COLUMN} of what changed, {@code COLUMN=value} of
 * the row that is told, {@code under=1/4} (the parent, {@code under=} if there is none), {@code tenant=orders},
 * {@code severity=info}, {@code saying='…'}, {@code COLUMN=absent}. A change names each column that changed. Columns that the version lacks are
 * left out of what is expected.
 */
record ExpectedEvent(String text, OceanBase version) {

    private static final Set<String> HOW =
            Set.of("live", "history", "inferred", "found", "returned", "tenant_dropped", "vanished", "recreated");
    private static final String ABSENT = "absent";
    private static final int SUBJECT = 1;

    /** Everything in which the told event differs; empty if it is the one that is expected. */
    List<String> differences(ToldEvent told) {
        List<String> words = Words.of(text);
        List<String> differences = new ArrayList<>();
        differ(differences, "type", words.get(0), told.type());
        if (!differences.isEmpty() || words.get(0).startsWith("source.")) {
            return differences;
        }
        differ(differences, "subject", words.get(SUBJECT), told.subject());
        List<String> details = words.subList(SUBJECT + 1, words.size());
        differ(differences, "observed", how(details), told.how());
        details.stream().filter(word -> !HOW.contains(word)).forEach(word -> compare(differences, word, told));
        if (told.isChange()) {
            differ(differences, "changed columns", named(details, told), told.changedColumns());
        }
        if (!told.hasTrueDeltas()) {
            differences.add("deltas that are none: " + told.changed());
        }
        return differences;
    }

    private String how(List<String> details) {
        return details.stream().filter(HOW::contains).findFirst().orElseGet(this::usually);
    }

    private String usually() {
        boolean isEnding = text.matches("\\w+\\.(completed|failed|canceled) .*");
        return isEnding ? "history" : "live";
    }

    private void compare(List<String> differences, String word, ToldEvent told) {
        if (word.contains("->")) {
            String column = word.substring(0, word.indexOf(':'));
            if (exists(column, told)) {
                differ(differences, column, word.substring(word.indexOf(':') + 1), told.change(column));
            }
        } else if (word.contains("=")) {
            String name = word.substring(0, word.indexOf('='));
            differAttribute(differences, name, word.substring(word.indexOf('=') + 1), told);
        } else if (exists(word, told) && !told.changedColumns().contains(word)) {
            differences.add(word + " has not changed");
        }
    }

    private void differAttribute(List<String> differences, String name, String expected, ToldEvent told) {
        switch (name) {
            case "under" -> differ(differences, name, expected, told.parent());
            case "tenant" -> differ(differences, name, expected, told.tenantName());
            case "severity" -> differ(differences, name, expected, told.severity());
            case "saying" -> {
                if (!told.english().contains(expected)) {
                    differences.add("it says: " + told.english());
                }
            }
            default -> {
                if (expected.equals(ABSENT) || exists(name, told)) {
                    JsonNode value = told.row().path(name);
                    differ(differences, name, expected, value.isMissingNode() ? ABSENT : value.asText());
                }
            }
        }
    }

    private Set<String> named(List<String> details, ToldEvent told) {
        Set<String> named = new TreeSet<>();
        for (String word : details) {
            boolean isColumn = !HOW.contains(word) && (word.contains("->") || !word.contains("="));
            String column = word.contains(":") ? word.substring(0, word.indexOf(':')) : word;
            if (isColumn && exists(column, told)) {
                named.add(column);
            }
        }
        return named;
    }

    private boolean exists(String column, ToldEvent told) {
        boolean isRunning = told.isChange() || told.type().endsWith(".started");
        View job = isRunning ? View.JOBS : View.JOB_HISTORY;
        View task = isRunning ? View.TASKS : View.TASK_HISTORY;
        return version.has(told.isOfATask() ? task : job, column);
    }

    private static void differ(List<String> differences, String what, Object expected, Object told) {
        if (!expected.equals(told)) {
            differences.add("%s: expected %s, told %s".formatted(what, expected, told));
        }
    }
}
