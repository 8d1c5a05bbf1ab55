package dev.backupwatch.scenario;

import java.util.ArrayList;
import java.util.List;

/** The table of a scenario as far as it has been played, for whoever reads a failure. */
final class Script {

    private static final String LINE = "%-8s %-70s %s";

    private final List<String> lines = new ArrayList<>();

    Script(OceanBase version) {
        lines.add("with the columns of OceanBase " + version);
    }

    void happened(String when, String what) {
        lines.add(LINE.formatted(when, what, "").stripTrailing());
    }

    void told(List<String> events) {
        for (String event : events.isEmpty() ? List.of("nothing") : events) {
            lines.add(LINE.formatted("", "", "then " + event));
        }
    }

    AssertionError failed(List<String> expected, List<ToldEvent> told, List<String> differences) {
        List<String> table = new ArrayList<>(lines);
        (expected.isEmpty() ? List.of("nothing") : expected).forEach(event -> table.add("  expected  " + event));
        told.forEach(event -> table.add("  told      " + event));
        if (told.isEmpty()) {
            table.add("  told      nothing");
        }
        differences.forEach(difference -> table.add("  -> " + difference));
        return new AssertionError("\n" + String.join("\n", table));
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
