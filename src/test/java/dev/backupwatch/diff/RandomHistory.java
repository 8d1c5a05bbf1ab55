package dev.backupwatch.diff;

import static dev.backupwatch.diff.ScriptedCluster.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.Cell;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Lets a stand-in cluster live at random, within what its kernel does, and polls it at random, also in mid-change. */
final class RandomHistory {

    private static final List<Long> TENANTS = List.of(1002L, 1004L, 1006L);
    private static final List<String> FINAL = List.of("COMPLETED", "FAILED", "CANCELED");

    private final Random random;
    private final Watching watching;
    private final ScriptedCluster cluster;
    private final LifeLedger ledger;
    private final Map<Long, Long> lastJob = new TreeMap<>();
    private final Map<Long, Long> lastTask = new TreeMap<>();
    private final List<String> trace = new ArrayList<>();
    private final List<Long> tenants = new ArrayList<>(TENANTS);
    private int stuckFor;
    private boolean isFinishing;

    RandomHistory(long seed) {
        random = new Random(seed);
        watching = new Watching(policy());
        cluster = watching.cluster;
        ledger = new LifeLedger(cluster);
        TENANTS.forEach(tenant -> cluster.tenant(tenant, "t" + tenant));
        if (random.nextInt(8) == 0) {
            cluster.forgetTenants();
        }
    }

    /** In half of the histories a poll may read so little that every few rows need catching up with. */
    private LifePolicy policy() {
        LifePolicy usual = LifePolicy.DEFAULT;
        return random.nextBoolean() ? usual : new LifePolicy(usual.history(), usual.lostAfter(), 1 + random.nextInt(3));
    }

    /** What happened, newest last. */
    List<String> trace() {
        return trace;
    }

    void run() {
        act(random.nextInt(25));
        int polls = 5 + random.nextInt(40);
        for (int poll = 0; poll < polls; poll++) {
            poll();
            pass(pause());
            act(random.nextInt(4));
        }
        settle();
        ledger.checkSettled();
    }

    private Duration pause() {
        return switch (random.nextInt(12)) {
            case 0 -> Duration.ofSeconds(31);
            case 1 -> Duration.ofSeconds(random.nextInt(900));
            default -> Duration.ofMillis(900 + random.nextInt(400));
        };
    }

    private void poll() {
        trace.add("poll at " + cluster.clock());
        ledger.beginPoll();
        Polled polled = !isFinishing && isStuck() ? pollInParts() : watching.poll(this::inTheGap);
        polled.told().forEach(sentence -> trace.add("  told " + sentence));
        ledger.on(polled);
    }

    /** A cluster that cannot be read at once, for that long. */
    private boolean isStuck() {
        stuckFor = stuckFor > 0 ? stuckFor - 1 : random.nextInt(40) == 0 ? 1 + random.nextInt(6) : 0;
        return stuckFor > 0;
    }

    /** Of each group it is left to chance whether it answers, but one does: else it is no poll. */
    private Polled pollInParts() {
        List<Long> all = new ArrayList<>(tenants);
        all.add(1L);
        Collections.shuffle(all, random);
        List<List<Long>> groups = new ArrayList<>();
        for (int from = 0; from < all.size(); ) {
            int to = Math.min(all.size(), from + 1 + random.nextInt(3));
            if (random.nextInt(3) > 0 || (to == all.size() && groups.isEmpty())) {
                groups.add(all.subList(from, to));
            }
            from = to;
        }
        trace.add("  in parts " + groups);
        return watching.pollInParts(groups, this::inTheGap);
    }

    private void inTheGap(Gap gap) {
        if (!isFinishing && random.nextInt(4) == 0) {
            trace.add("  " + gap);
            act(1 + random.nextInt(2));
        }
        ledger.look(gap);
    }

    private void settle() {
        trace.add("settle");
        isFinishing = true;
        TENANTS.forEach(cluster::show);
        cluster.show(1);
        for (int poll = 0; poll < 3; poll++) {
            poll();
            pass(Duration.ofSeconds(1));
        }
        for (Row row : cluster.live(RowKind.JOB).all()) {
            end(RowKey.of(RowKind.JOB, row));
            leave(RowKey.of(RowKind.JOB, row));
        }
        for (int poll = 0; poll < 8; poll++) {
            poll();
            pass(poll < 4 ? Duration.ofSeconds(1) : LifePolicy.TENANTS);
        }
        catchUp();
    }

    /** A walk that found its count wrong begins anew with the next probe. */
    private void catchUp() {
        int quiet = 0;
        for (int poll = 0; quiet < 3; poll++) {
            assertThat(poll).as("polls to catch up").isLessThan(1000);
            poll();
            quiet = watching.lives().isCatchingUp() ? 0 : quiet + 1;
            pass(LifePolicy.DEFAULT.history());
        }
    }

    private void act(int times) {
        for (int i = 0; i < times; i++) {
            pass(Duration.ofMillis(1 + random.nextInt(20)));
            long tenant = tenants.get(random.nextInt(tenants.size()));
            switch (random.nextInt(16)) {
                case 0, 1 -> startJob(tenant);
                case 2 -> startSysJob();
                case 3 -> visibility(random.nextInt(6) == 0 ? 1 : tenant);
                case 4 -> comeAndGo(tenant);
                case 5 -> drop(tenant);
                default -> changeSomeJob();
            }
        }
    }

    private void pass(Duration time) {
        cluster.pass(time);
    }

    private long startJob(long tenant) {
        long id = lastJob.merge(tenant, 1L, Long::sum);
        List<Row> parents = cluster.live(RowKind.JOB).all().stream()
                .filter(row -> row.number("TENANT_ID") == 1)
                .toList();
        if (parents.isEmpty() || random.nextInt(3) == 0) {
            cluster.startJob(tenant, id);
        } else {
            cluster.startChildJob(tenant, id, parents.get(0).number("JOB_ID"));
        }
        trace.add("  start " + tenant + "/" + id);
        ledger.born(job(tenant, id));
        return id;
    }

    private void startSysJob() {
        long id = lastJob.merge(1L, 1L, Long::sum);
        cluster.startSysJob(id);
        trace.add("  start 1/" + id);
        ledger.born(job(1, id));
    }

    private void startTask(long tenant, long jobId) {
        long id = lastTask.merge(tenant, 1L, Long::sum);
        cluster.startTask(tenant, id, jobId);
        trace.add("  start task " + tenant + "/" + id + " of " + jobId);
        ledger.born(ScriptedCluster.task(tenant, id));
    }

    private void visibility(long tenant) {
        if (cluster.isHidden(tenant)) {
            trace.add("  show " + tenant);
            cluster.show(tenant);
        } else {
            trace.add("  hide " + tenant);
            cluster.hide(tenant);
        }
    }

    private void comeAndGo(long tenant) {
        long id = startJob(tenant);
        if (random.nextBoolean()) {
            startTask(tenant, id);
        }
        pass(Duration.ofMillis(3));
        end(job(tenant, id));
        leave(job(tenant, id));
    }

    private void drop(long tenant) {
        if (random.nextInt(10) == 0 && tenants.size() > 1 && !cluster.tenants().isEmpty()) {
            trace.add("  drop " + tenant);
            tenants.remove(tenant);
            cluster.drop(tenant);
            ledger.dropped(tenant);
        }
    }

    private void changeSomeJob() {
        List<Row> jobs = cluster.live(RowKind.JOB).all();
        if (jobs.isEmpty()) {
            return;
        }
        Row row = jobs.get(random.nextInt(jobs.size()));
        RowKey key = RowKey.of(RowKind.JOB, row);
        if (row.timeIfAny("END_TIMESTAMP").isPresent()) {
            leaveStepwise(key);
        } else if (row.status().equals("INIT") && random.nextInt(3) > 0) {
            trace.add("  doing " + key);
            cluster.set(key, "STATUS", Cell.of("DOING"));
        } else {
            changeTaskOrEnd(key);
        }
    }

    private void changeTaskOrEnd(RowKey key) {
        long tenant = key.tenant().value();
        List<RowKey> tasks = tenant == 1 ? List.of() : cluster.tasksOf(tenant, key.id());
        int choice = random.nextInt(4);
        if (choice == 0) {
            end(key);
            if (random.nextBoolean()) {
                leaveStepwise(key);
            }
        } else if (tenant != 1 && tasks.isEmpty()) {
            startTask(tenant, key.id());
        } else if (tasks.isEmpty()) {
            cluster.set(key, "COMMENT", Cell.of("c" + random.nextInt(100)));
        } else if (choice == 1) {
            cluster.set(tasks.get(0), "STATUS", Cell.of("STAGE_" + random.nextInt(4)));
        } else {
            cluster.set(tasks.get(0), "OUTPUT_BYTES", Cell.of(random.nextInt(1000)));
        }
    }

    private void end(RowKey key) {
        if (cluster.liveRow(key).timeIfAny("END_TIMESTAMP").isPresent()) {
            return;
        }
        String status = FINAL.get(random.nextInt(FINAL.size()));
        trace.add("  end " + key + " " + status);
        for (RowKey task : key.tenant().value() == 1
                ? List.<RowKey>of()
                : cluster.tasksOf(key.tenant().value(), key.id())) {
            cluster.markEnded(task, status, -random.nextInt(2));
        }
        pass(Duration.ofMillis(1 + random.nextInt(3)));
        cluster.markEnded(key, status, -random.nextInt(2));
    }

    /** The system tenant's job is copied in one step and deleted in another. */
    private void leaveStepwise(RowKey key) {
        if (key.tenant().value() == 1 && !cluster.history(RowKind.JOB).has(key)) {
            trace.add("  copy " + key);
            cluster.copyToHistory(key);
        } else {
            leave(key);
        }
    }

    private void leave(RowKey key) {
        trace.add("  move " + key);
        if (key.tenant().value() != 1) {
            cluster.tasksOf(key.tenant().value(), key.id()).forEach(cluster::move);
        }
        cluster.move(key);
    }
}
