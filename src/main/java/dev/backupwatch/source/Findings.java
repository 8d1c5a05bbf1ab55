package dev.backupwatch.source;

import dev.backupwatch.source.Finding.Step;
import dev.backupwatch.source.Finding.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Findings so far, each step once. */
record Findings(List<Finding> all) {

    static final Findings NONE = new Findings(List.of());

    Findings {
        all = List.copyOf(all);
    }

    Findings ok(Step step, String words) {
        return with(new Finding(step, Verdict.OK, words));
    }

    Findings note(Step step, String words) {
        return with(new Finding(step, Verdict.NOTE, words));
    }

    Findings failed(Step step, String words) {
        return with(new Finding(step, Verdict.FAILED, words));
    }

    Findings notTried(Step step, String why) {
        return with(new Finding(step, Verdict.NOT_TRIED, why));
    }

    boolean areWell() {
        return all.stream().allMatch(Finding::isWell);
    }

    /** Each step that has none was not come to. */
    List<Finding> whole() {
        List<Finding> whole = new ArrayList<>();
        for (Step step : Step.values()) {
            whole.add(all.stream()
                    .filter(finding -> finding.step() == step)
                    .findFirst()
                    .orElseGet(() -> new Finding(step, Verdict.NOT_TRIED, "")));
        }
        return whole;
    }

    private Findings with(Finding next) {
        List<Finding> more = new ArrayList<>(all);
        more.add(next);
        return new Findings(more);
    }
}
