package dev.backupwatch.diff;

import static dev.backupwatch.diff.ScriptedCluster.job;
import static dev.backupwatch.diff.ScriptedCluster.task;

import dev.backupwatch.diff.Step.Deed;
import dev.backupwatch.event.Cell;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Does to a stand-in cluster what a plan says, as OceanBase's kernel would, and says what it did. */
final class Kernel {

    private static final List<String> FINAL = List.of("COMPLETED", "FAILED", "CANCELED");
    private static final long SYS = 1;

    private final ScriptedCluster cluster;
    private final LifeLedger ledger;
    private final BetweenViews between;
    private final Map<Long, Long> lastJob = new TreeMap<>();
    private final Map<Long, Long> lastTask = new TreeMap<>();

    Kernel(ScriptedCluster cluster, LifeLedger ledger) {
        this.cluster = cluster;
        this.ledger = ledger;
        this.between = new BetweenViews(cluster);
    }

    /** @return what happened, in words; empty where nothing could */
    Optional<String> does(Deed deed) {
        cluster.pass(Duration.ofMillis(1 + deed.pick() % 20));
        return switch (deed.kind()) {
            case START_JOB -> cluster.isDropped(deed.tenant()) ? Optional.empty() : Optional.of(startJob(deed));
            case START_SYS_JOB -> Optional.of(startSysJob());
            case COME_AND_GO -> cluster.isDropped(deed.tenant()) ? Optional.empty() : Optional.of(comeAndGo(deed));
            case START_TASK -> someJob(deed, this::mayHaveATask).map(this::startTask);
            case DOING -> someJob(deed, row -> row.status().equals("INIT")).map(this::doing);
            case COMMENT -> someJob(deed, Kernel::isRunning).map(key -> comment(key, deed.pick()));
            case CANCEL -> someJob(deed, Kernel::isRunning).map(this::cancel);
            case END -> someJob(deed, Kernel::isRunning).map(key -> end(key, FINAL.get(deed.pick() % 3)));
            case LEAVE -> someJob(deed, row -> !isRunning(row)).map(this::leaveStepwise);
            case STAGE -> someTask(deed).map(key -> set(key, "STATUS", Cell.of("STAGE_" + deed.pick() % 4)));
            case COUNT -> someTask(deed).map(key -> count(key, deed.pick()));
            case COMPLETE_TASK -> someTask(deed).map(this::completeTask);
            case LEAVE_BOTH_VIEWS ->
                someJob(deed, row -> !isRunning(row) && row.number("TENANT_ID") != SYS)
                        .map(between::leave);
            case REACH_HISTORY_LATE -> between.arrive();
            case HIDE_OR_SHOW -> Optional.of(hideOrShow(deed.tenant()));
            case DEGRADE_OR_RECOVER -> degradeOrRecover(deed.tenant());
            case DROP -> drop(deed.tenant());
            case REBUILD -> Optional.of(rebuild());
        };
    }

    /** Everybody is back, and whatever was on its way has arrived. */
    void showAll() {
        cluster.tenants().values().forEach(tenant -> recover(tenant.id().value()));
        Plan.TENANTS.forEach(cluster::show);
        cluster.show(SYS);
        while (between.arrive().isPresent()) {
            cluster.pass(Duration.ofMillis(1));
        }
    }

    void endAll() {
        for (Row row : cluster.live(RowKind.JOB).all()) {
            RowKey key = RowKey.of(RowKind.JOB, row);
            if (isRunning(row)) {
                end(key, "COMPLETED");
            }
            leave(key);
        }
    }

    private Optional<RowKey> someJob(Deed deed, Predicate<Row> condition) {
        return one(
                deed, cluster.live(RowKind.JOB).all().stream().filter(condition).toList(), RowKind.JOB);
    }

    /** A task that runs, and whose job does. */
    private Optional<RowKey> someTask(Deed deed) {
        return one(
                deed,
                cluster.live(RowKind.TASK).all().stream()
                        .filter(row -> isRunning(row)
                                && isRunning(cluster.liveRow(job(row.number("TENANT_ID"), row.number("JOB_ID")))))
                        .toList(),
                RowKind.TASK);
    }

    private static Optional<RowKey> one(Deed deed, List<Row> rows, RowKind kind) {
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(RowKey.of(kind, rows.get(deed.pick() / 20 % rows.size())));
    }

    private static boolean isRunning(Row row) {
        return row.timeIfAny("END_TIMESTAMP").isEmpty();
    }

    private boolean mayHaveATask(Row row) {
        long tenant = row.number("TENANT_ID");
        return tenant != SYS
                && isRunning(row)
                && cluster.tasksOf(tenant, row.number("JOB_ID")).isEmpty();
    }

    private String startJob(Deed deed) {
        return "start job " + name(newJob(deed));
    }

    private RowKey newJob(Deed deed) {
        long tenant = deed.tenant();
        long id = lastJob.merge(tenant, 1L, Long::sum);
        Optional<Row> parent = cluster.live(RowKind.JOB).all().stream()
                .filter(row -> row.number("TENANT_ID") == SYS)
                .findFirst();
        if (parent.isEmpty() || deed.pick() % 3 == 0) {
            cluster.startJob(tenant, id);
        } else {
            cluster.startChildJob(tenant, id, parent.get().number("JOB_ID"));
        }
        ledger.born(job(tenant, id));
        return job(tenant, id);
    }

    private String startSysJob() {
        long id = lastJob.merge(SYS, 1L, Long::sum);
        cluster.startSysJob(id);
        ledger.born(job(SYS, id));
        return "start job " + name(job(SYS, id));
    }

    private String startTask(RowKey job) {
        long tenant = job.tenant().value();
        long id = lastTask.merge(tenant, 1L, Long::sum);
        cluster.startTask(tenant, id, job.id());
        ledger.born(task(tenant, id));
        return "start task %d of job %s".formatted(id, name(job));
    }

    private String comeAndGo(Deed deed) {
        RowKey job = newJob(deed);
        if (deed.pick() % 2 == 0) {
            startTask(job);
        }
        cluster.pass(Duration.ofMillis(3));
        end(job, FINAL.get(deed.pick() % 3));
        leave(job);
        return "job %s comes and goes".formatted(name(job));
    }

    private String doing(RowKey job) {
        return set(job, "STATUS", Cell.of("DOING"));
    }

    private String comment(RowKey job, int pick) {
        return set(job, "COMMENT", Cell.of("result: -" + pick));
    }

    /** Without looking at the tasks' status: one that was COMPLETED is not any more. */
    private String cancel(RowKey job) {
        tasksOf(job).forEach(task -> set(task, "STATUS", Cell.of("CANCELING")));
        return set(job, "STATUS", Cell.of("CANCELING"));
    }

    private String completeTask(RowKey task) {
        cluster.markEnded(task, "COMPLETED", 0);
        return "complete " + name(task);
    }

    private String count(RowKey task, int pick) {
        String column = pick % 2 == 0 ? "OUTPUT_BYTES" : "FINISH_MACRO_BLOCK_COUNT";
        long is = cluster.liveRow(task).number(column);
        return switch (pick % 7) {
            case 0 -> set(task, column, Cell.of(0));
            case 1 -> set(task, column, Cell.of(is / 2));
            case 2, 3 -> set(task, "MACRO_BLOCK_COUNT", Cell.of(is + pick));
            default -> set(task, column, Cell.of(is + 1 + pick));
        };
    }

    private String set(RowKey key, String column, Cell cell) {
        cluster.set(key, column, cell);
        return "%s: %s = %s".formatted(name(key), column, cell);
    }

    private String end(RowKey job, String status) {
        boolean isCanceled = cluster.liveRow(job).status().equals("CANCELING");
        String ending = isCanceled ? "CANCELED" : status;
        for (RowKey task : tasksOf(job)) {
            if (isCanceled || isRunning(cluster.liveRow(task))) {
                cluster.markEnded(task, ending, ending.equals("COMPLETED") ? 0 : -4012);
            }
        }
        cluster.pass(Duration.ofMillis(2));
        cluster.markEnded(job, ending, ending.equals("COMPLETED") ? 0 : -4012);
        return "end %s %s".formatted(name(job), ending);
    }

    /** The system tenant's job is copied in one step and deleted in another. */
    private String leaveStepwise(RowKey job) {
        if (job.tenant().value() == SYS && !cluster.history(RowKind.JOB).has(job)) {
            cluster.copyToHistory(job);
            return name(job) + " is in both views";
        }
        return leave(job);
    }

    private String leave(RowKey job) {
        tasksOf(job).forEach(cluster::move);
        cluster.move(job);
        return "move " + name(job);
    }

    private List<RowKey> tasksOf(RowKey job) {
        return cluster.tasksOf(job.tenant().value(), job.id());
    }

    private String hideOrShow(long tenant) {
        boolean isHidden = cluster.isHidden(tenant);
        if (isHidden) {
            recover(tenant);
        } else {
            cluster.hide(tenant);
        }
        return (isHidden ? "show " : "hide ") + tenant;
    }

    private Optional<String> degradeOrRecover(long tenant) {
        var known = cluster.tenants().get(new TenantId(tenant));
        if (known == null) {
            return Optional.empty();
        }
        if (known.isNormal()) {
            cluster.tenant(tenant, known.name(), "UPGRADING");
            cluster.hide(tenant);
            return Optional.of("%d is not NORMAL".formatted(tenant));
        }
        recover(tenant);
        return Optional.of("%d is NORMAL again".formatted(tenant));
    }

    private void recover(long tenant) {
        var known = cluster.tenants().get(new TenantId(tenant));
        if (known != null) {
            cluster.tenant(tenant, known.name());
        }
        cluster.show(tenant);
    }

    /** Not where the tenants cannot be read, for then nobody could tell; and one of them stays. */
    private Optional<String> drop(long tenant) {
        if (cluster.tenants().size() < 3 || cluster.isDropped(tenant)) {
            return Optional.empty();
        }
        cluster.drop(tenant);
        between.forget(tenant);
        ledger.dropped(tenant);
        return Optional.of("drop " + tenant);
    }

    private String rebuild() {
        cluster.redeploy();
        between.forgetAll();
        lastJob.clear();
        lastTask.clear();
        ledger.rebuilt();
        return "the cluster is rebuilt";
    }

    private static String name(RowKey key) {
        return (key.kind() == RowKind.TASK ? "task " : "") + key.tenant().value() + "/" + key.id();
    }
}
