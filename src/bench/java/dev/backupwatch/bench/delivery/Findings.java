package dev.backupwatch.bench.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What has come out until now. */
final class Findings {

    private final List<String> table = new ArrayList<>();
    private final List<String> verdicts = new ArrayList<>();

    void add(Outcome outcome) {
        table.add(OutcomeTable.line(outcome));
    }

    /** A figure beside what it should be. */
    void judge(boolean isHeld, String text, Object... values) {
        note(text + ": " + (isHeld ? "held" : "MISSED"), values);
    }

    void note(String text, Object... values) {
        String line = "  " + String.format(Locale.ROOT, text, values);
        System.out.println(line);
        verdicts.add(line);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>(table);
        lines.addAll(verdicts);
        return lines;
    }
}
