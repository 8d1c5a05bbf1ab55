package dev.backupwatch.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.ChangeEvent;
import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Overdue;
import dev.backupwatch.event.RowEvent;
import dev.backupwatch.insight.InsightNotes;
import dev.backupwatch.insight.InsightPolicy;
import dev.backupwatch.insight.InsightStep;
import dev.backupwatch.insight.Insights;
import dev.backupwatch.insight.Sight;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is made of the lives, whatever befalls them: it loses no event of a row, and its notes recall all of it. */
final class NotedInsights {

    private static final InsightPolicy IMPATIENT = new InsightPolicy(
            Duration.ofSeconds(10),
            Map.of(Overdue.Kind.ANY, Duration.ofMinutes(10), Overdue.Kind.FULL, Duration.ofHours(1)));

    private final Map<String, Object> notes = new HashMap<>();
    private Insights insights;

    NotedInsights(ClusterName cluster) {
        insights = Insights.none(cluster, IMPATIENT);
    }

    void on(Lives before, LifeStep step, Sight sight) {
        InsightStep insight = insights.on(before, step, sight);
        assertThat(told(insight.events())).as("what is told of rows").isEqualTo(told(step.events()));
        LivesNotes.Change change = InsightNotes.between(insights, insight.next());
        notes.putAll(change.put());
        change.removed().forEach(notes::remove);
        insights = insight.next();
    }

    void restart() {
        Insights recalled = InsightNotes.recall(insights.cluster(), insights.policy(), notes);
        assertThat(recalled).as("the law of notes").isEqualTo(insights.blind());
        insights = recalled;
    }

    private static List<String> told(List<ChangeEvent> events) {
        return events.stream()
                .filter(event -> event instanceof RowEvent)
                .map(Polled::sentence)
                .toList();
    }
}
