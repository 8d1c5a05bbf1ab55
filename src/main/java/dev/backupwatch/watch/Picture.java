package dev.backupwatch.watch;

import dev.backupwatch.diff.LifePolicy;
import dev.backupwatch.diff.LifeStep;
import dev.backupwatch.diff.Lives;
import dev.backupwatch.diff.Observation;
import dev.backupwatch.diff.RecentRuns;
import dev.backupwatch.event.ChangeEvent;
import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.insight.InsightPolicy;
import dev.backupwatch.insight.InsightStep;
import dev.backupwatch.insight.Insights;
import dev.backupwatch.insight.Sight;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** All that is known of a cluster's backups: their rows, and what these mean. */
record Picture(Lives lives, Insights insights) {

    private static final Logger LOG = Logger.getLogger(Picture.class);

    /**
     * What a reading of it leads to.
     *
     * @param touched what is to be shown differently from before
     */
    record Change(List<ChangeEvent> events, Set<RowKey> touched, Picture next) {}

    static Picture unseen(ClusterName cluster, LifePolicy patience, InsightPolicy expectations) {
        return new Picture(Lives.unseen(cluster, patience), Insights.none(cluster, expectations));
    }

    Change on(Observation whole) {
        LifeStep step = lives.on(whole);
        return meaning(step, () -> Sight.of(whole, step.next()));
    }

    /** @param parts of one poll, no tenant twice */
    Change on(List<Observation> parts) {
        if (parts.isEmpty()) {
            return new Change(List.of(), Set.of(), blind());
        }
        LifeStep step = lives.on(parts);
        return meaning(step, () -> Sight.of(parts));
    }

    /** After a poll that read nothing. */
    Picture blind() {
        return new Picture(lives, insights.blind());
    }

    Change recollecting(List<RecentRuns> past, Instant now) {
        InsightStep step = insights.on(past, lives, now);
        return new Change(step.events(), step.touched(), new Picture(lives, step.next()));
    }

    /** What is known of the rows is told in any case, also where a bug keeps us from seeing what they mean. */
    private Change meaning(LifeStep step, Supplier<Sight> sight) {
        try {
            return change(step, insights.on(lives, step, sight.get()));
        } catch (RuntimeException bug) {
            LOG.errorf(bug, "cluster %s: what a poll's rows mean could not be worked out", lives.cluster());
            return new Change(step.events(), step.touched(), new Picture(step.next(), insights.blind()));
        }
    }

    private static Change change(LifeStep step, InsightStep insight) {
        Set<RowKey> touched = new HashSet<>(step.touched());
        touched.addAll(insight.touched());
        return new Change(insight.events(), touched, new Picture(step.next(), insight.next()));
    }
}
