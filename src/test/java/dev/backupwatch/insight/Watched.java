package dev.backupwatch.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.diff.LifePolicy;
import dev.backupwatch.diff.LifeStep;
import dev.backupwatch.diff.Lives;
import dev.backupwatch.diff.LivesNotes;
import dev.backupwatch.diff.Observation;
import dev.backupwatch.diff.RecentRuns;
import dev.backupwatch.diff.Scope;
import dev.backupwatch.diff.ScriptedCluster;
import dev.backupwatch.diff.ScriptedPoll;
import dev.backupwatch.event.Cell;
import dev.backupwatch.event.ChangeEvent;
import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Identity;
import dev.backupwatch.event.JobEvent;
import dev.backupwatch.event.JobKey;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowEvent;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.TenantEvent;
import dev.backupwatch.event.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A stand-in cluster, and what is made of it poll by poll; after each poll the notes are held to recall the same. */
final class Watched {

    static final ClusterName CLUSTER = new ClusterName("prod");

    final ScriptedCluster cluster = new ScriptedCluster();
    private final Map<String, Object> notes = new HashMap<>();
    private final InsightPolicy policy;
    private boolean areNotesChecked = true;
    private Lives lives = Lives.unseen(CLUSTER, LifePolicy.DEFAULT);
    private Insights insights;
    private List<ChangeEvent> last = List.of();
    private Set<RowKey> touched = Set.of();

    Watched() {
        this(InsightPolicy.DEFAULT);
    }

    Watched(InsightPolicy policy) {
        this.policy = policy;
        this.insights = Insights.none(CLUSTER, policy);
        cluster.tenant(1002, "orders");
        cluster.tenant(1004, "billing");
    }

    /** For long runs, in which the notes are not the point. */
    Watched withoutNotes() {
        areNotesChecked = false;
        return this;
    }

    Insights insights() {
        return insights;
    }

    Lives lives() {
        return lives;
    }

    /** What the last poll, or reading, lets show differently. */
    Set<RowKey> touched() {
        return touched;
    }

    // What happens in the cluster.

    void startClusterJob(long job, String executors) {
        putJob(1, job, "FULL");
        cluster.setJob(1, job, "INITIATOR_JOB_ID", Cell.of(job));
        cluster.setJob(1, job, "EXECUTOR_TENANT_ID", Cell.of(executors));
    }

    void startChild(long tenant, long job, long parent) {
        putJob(tenant, job, "FULL");
        cluster.setJob(tenant, job, "INITIATOR_TENANT_ID", Cell.of(1));
        cluster.setJob(tenant, job, "INITIATOR_JOB_ID", Cell.of(parent));
        startTaskOf(tenant, job);
    }

    /** With a task of the same number. */
    void start(long tenant, long job, String type) {
        putJob(tenant, job, type);
        startTaskOf(tenant, job);
    }

    void startJobAlone(long tenant, long job) {
        putJob(tenant, job, "FULL");
    }

    /** Of a job that began before, and of the same number. */
    void startTaskOf(long tenant, long job) {
        Row owner = cluster.liveRow(job(tenant, job));
        cluster.live(RowKind.TASK).put(InsightRows.task(tenant, job, owner.time("START_TIMESTAMP")));
    }

    private void putJob(long tenant, long job, String type) {
        cluster.live(RowKind.JOB).put(InsightRows.job(new JobKey(new TenantId(tenant), job), type, cluster.clock()));
    }

    void set(long tenant, long task, String column, long value) {
        cluster.setTask(tenant, task, column, Cell.of(value));
    }

    /** Of a version that counts what there is to do. */
    void blocks(long tenant, long task, long finished, long total) {
        set(tenant, task, "MACRO_BLOCK_COUNT", total);
        set(tenant, task, "FINISH_MACRO_BLOCK_COUNT", finished);
        set(tenant, task, "OUTPUT_BYTES", finished << 20);
        set(tenant, task, "INPUT_BYTES", finished << 21);
    }

    /** A whole run in steps of ten seconds. */
    void run(long tenant, long job, String type, Duration length, long blocks) {
        start(tenant, job, type);
        poll();
        cluster.taskStatus(tenant, job, "BACKUP_DATA_MAJOR");
        long steps = length.toSeconds() / 10;
        for (long step = 1; step <= steps; step++) {
            blocks(tenant, job, blocks * step / steps, blocks);
            pass(Duration.ofSeconds(10));
            poll();
        }
        cluster.complete(tenant, job);
        poll();
    }

    // What is made of it.

    void pass(Duration time) {
        cluster.pass(time);
    }

    List<String> pollAfter(Duration time) {
        pass(time);
        return poll();
    }

    /** What was told beside the changes of rows: {@code job.stalled backup/1002/1}. */
    List<String> poll() {
        Observation seen = new ScriptedPoll(cluster, gap -> {})
                .answer(lives.plan(cluster.clock()), t -> t)
                .observation();
        LifeStep step = lives.on(seen);
        return adopt(step, insights.on(lives, step, Sight.of(seen, step.next())));
    }

    /** One that read these tenants only. */
    List<String> pollOnly(long... tenants) {
        List<TenantId> some =
                java.util.Arrays.stream(tenants).mapToObj(TenantId::new).toList();
        var part = new ScriptedPoll.Part(cluster.clock(), Scope.only(some), Optional.of(cluster.tenants()));
        Observation seen = new ScriptedPoll(cluster, gap -> {})
                .answer(lives.plan(cluster.clock()), t -> t, part)
                .observation();
        LifeStep step = lives.on(List.of(seen));
        return adopt(step, insights.on(lives, step, Sight.of(List.of(seen))));
    }

    void pollInVain() {
        insights = insights.blind();
    }

    List<String> pollFor(Duration time, Duration interval) {
        List<String> told = new ArrayList<>();
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(interval)) {
            told.addAll(pollAfter(interval));
        }
        return told;
    }

    /** Reads the past of all of whom it is not known. */
    void recollect() {
        List<RecentRuns> past = insights.unread(lives).stream().map(this::past).toList();
        adopt(new LifeStep(List.of(), lives, Set.of()), insights.on(past, lives, cluster.clock()));
    }

    /** Another watch goes on, which knows what this one noted. */
    void restart() {
        lives = LivesNotes.recall(CLUSTER, LifePolicy.DEFAULT, notes);
        insights = InsightNotes.recall(CLUSTER, policy, notes);
    }

    void restart(InsightPolicy other) {
        lives = LivesNotes.recall(CLUSTER, LifePolicy.DEFAULT, notes);
        insights = InsightNotes.recall(CLUSTER, other, notes);
    }

    /** As a service leaves its notes that knew nothing of what rows mean. */
    void forgetWhatRowsMean() {
        Insights none = Insights.none(CLUSTER, policy);
        InsightNotes.between(insights, none).removed().forEach(notes::remove);
        insights = none;
    }

    private List<String> adopt(LifeStep step, InsightStep insight) {
        if (areNotesChecked) {
            note(LivesNotes.between(lives, step.next()));
            note(InsightNotes.between(insights, insight.next()));
            assertThat(InsightNotes.recall(CLUSTER, insight.next().policy(), notes))
                    .as("the law of notes")
                    .isEqualTo(insight.next().blind());
        }
        lives = step.next();
        insights = insight.next();
        last = insight.events();
        touched = insight.touched();
        assertThat(last.stream().filter(event -> event instanceof RowEvent).count())
                .as("no row event comes or goes")
                .isEqualTo(step.events().stream()
                        .filter(event -> event instanceof RowEvent)
                        .count());
        return last.stream().filter(Watched::isInsight).map(Watched::sentence).toList();
    }

    private void note(LivesNotes.Change change) {
        notes.putAll(change.put());
        change.removed().forEach(notes::remove);
    }

    private static boolean isInsight(ChangeEvent event) {
        return event instanceof JobEvent || event instanceof TenantEvent;
    }

    private static String sentence(ChangeEvent event) {
        return event.type().shortName().substring("backup.".length()) + " "
                + identity(event).subject();
    }

    private static Identity identity(ChangeEvent event) {
        return java.util.Objects.requireNonNull(event.facets().identity());
    }

    JobEvent jobEvent(String type) {
        return last.stream()
                .filter(event -> event.type().shortName().equals("backup." + type))
                .map(JobEvent.class::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + type + " among " + last));
    }

    TenantEvent tenantEvent(String type) {
        return last.stream()
                .filter(event -> event.type().shortName().equals("backup." + type))
                .map(TenantEvent.class::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + type + " among " + last));
    }

    RowEvent rowEvent(String subject) {
        return last.stream()
                .filter(event ->
                        event instanceof RowEvent && identity(event).subject().equals(subject))
                .map(RowEvent.class::cast)
                .reduce((first, later) -> later)
                .orElseThrow(() -> new AssertionError("nothing of " + subject + " among " + last));
    }

    private RecentRuns past(TenantId tenant) {
        Comparator<Row> newestFirst =
                Comparator.comparingLong((Row job) -> job.number("JOB_ID")).reversed();
        List<Row> all = cluster.history(RowKind.JOB).read().stream()
                .filter(job -> job.number("TENANT_ID") == tenant.value())
                .sorted(newestFirst)
                .toList();
        List<Row> jobs = all.stream().limit(RecentRuns.MOST_JOBS).toList();
        List<Long> ids = jobs.stream().map(job -> job.number("JOB_ID")).toList();
        List<Row> tasks = cluster.history(RowKind.TASK).read().stream()
                .filter(task -> task.number("TENANT_ID") == tenant.value() && ids.contains(task.number("JOB_ID")))
                .toList();
        Map<String, Instant> lastSuccess = new HashMap<>();
        all.stream()
                .filter(job -> job.status().equals("COMPLETED"))
                .forEach(job -> lastSuccess.merge(
                        job.text("BACKUP_TYPE"), job.time("END_TIMESTAMP"), (a, b) -> a.isAfter(b) ? a : b));
        return new RecentRuns(tenant, jobs, tasks, lastSuccess);
    }

    static RowKey job(long tenant, long job) {
        return ScriptedCluster.job(tenant, job);
    }
}
