package dev.backupwatch.service;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backupwatch.demo.BackupSimulator;
import dev.backupwatch.demo.BackupSimulator.Rhythm;
import dev.backupwatch.demo.BackupSimulator.Settings;
import dev.backupwatch.demo.BackupSimulator.Trait;
import dev.backupwatch.demo.Course;
import dev.backupwatch.demo.StandIn;
import dev.backupwatch.demo.TenantCourse;
import dev.backupwatch.story.Fork;
import dev.backupwatch.story.ManualClock;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A cluster in which something of everything is to be seen, and stays to be seen: after a fortnight of backups one tenant's
 * has failed, another tenant was skipped, and one never had any; of three backups that run now, one has stalled.
 */
final class TroubledCluster implements AutoCloseable {

    private static final Rhythm RHYTHM = new Rhythm(Duration.ofSeconds(60), Duration.ofSeconds(5));
    private static final List<Course> COURSES =
            List.of(Course.of(TenantCourse.IS_SKIPPED, TenantCourse.FAILS).inFull(), Course.COMPLETES.inFull());
    private static final Set<Trait> TRAITS = Set.of(Trait.FORGETS_A_TENANT, Trait.HAS_A_LONG_PAST);
    private static final long SEED = 20261123;

    /** The simulator plays its minutes in seconds, and so that they are over just now. */
    private static final Duration PLAYED = Duration.ofMinutes(3);

    private static final Duration STEP = Duration.ofSeconds(2);

    private static final Map<String, String> SETTINGS = Map.of(
            "backupwatch.insight.stall", "2s",
            "backupwatch.insight.overdue.any", "26h",
            "backupwatch.log.backfill", "15d");

    private static final int THREE = 3;
    private static final String UNDER_WAY = "SELECT COUNT(*) FROM CDB_OB_BACKUP_TASKS"
            + " WHERE MACRO_BLOCK_COUNT > 0 AND FINISH_MACRO_BLOCK_COUNT > 0.3 * MACRO_BLOCK_COUNT";
    private static final String MOVE_OTHERS = "UPDATE CDB_OB_BACKUP_TASKS SET OUTPUT_BYTES = OUTPUT_BYTES + 4194304,"
            + " INPUT_BYTES = INPUT_BYTES + 8388608 WHERE TENANT_ID <> %d";
    private static final Duration MOVES_EVERY = Duration.ofMillis(400);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** One for all tests that only look, ended after the last of them. */
    static final class Shared implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == TroubledCluster.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.create(Shared.class))
                    .getOrComputeIfAbsent(
                            TroubledCluster.class, type -> TroubledCluster.start(), TroubledCluster.class);
        }
    }

    private final StandIn standIn;
    private final Connection admin;
    private final ManualClock clock = new ManualClock();
    private final BackupSimulator simulator;
    private final PackagedService process;
    private final Service service;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();

    private TroubledCluster(StandIn standIn) throws SQLException {
        this.standIn = standIn;
        admin = standIn.connect();
        clock.advance(Duration.between(ManualClock.START, Instant.now().minus(PLAYED)));
        simulator = BackupSimulator.begin(standIn, clock, new Settings(RHYTHM, SEED, COURSES, TRAITS));
        Map<String, String> settings = new HashMap<>(StandInCluster.settings(standIn));
        settings.putAll(SETTINGS);
        process = PackagedService.start(settings, "-XX:TieredStopAtLevel=1");
        service = process.awaitListening();
    }

    static TroubledCluster start() {
        StandIn standIn = StandIn.start(
                Path.of("target", "troubled-" + Fork.NUMBER),
                StandIn.Setup.of4301().keepingProgramsIn(Path.of("target", "mariadb")));
        try {
            var cluster = new TroubledCluster(standIn);
            cluster.play();
            return cluster;
        } catch (SQLException failure) {
            throw new IllegalStateException("the stand-in refused a step", failure);
        }
    }

    Service service() {
        return service;
    }

    /** The job's name in the page's address, as those of the others. */
    String stalled() {
        return first("running", job -> job.get("conditions").toString().contains("stalled"));
    }

    /** A tenant's that moves. */
    String running() {
        return first("running", job -> job.get("conditions").isEmpty() && isOfATenant(job));
    }

    String failed() {
        return first("ended", job -> job.get("type").asText().endsWith(".failed") && isOfATenant(job));
    }

    private void play() throws SQLException {
        service.awaitPoll();
        // Of the first backup there are never three, for one tenant is skipped.
        while (number(UNDER_WAY) < THREE) {
            clock.advance(STEP);
            simulator.advance();
            service.awaitPoll();
        }
        String move = MOVE_OTHERS.formatted(number("SELECT MAX(TENANT_ID) FROM CDB_OB_BACKUP_TASKS"));
        var unused =
                executor.scheduleAtFixedRate(() -> execute(move), 0, MOVES_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> !stalled().isEmpty() && !running().isEmpty());
    }

    private static boolean isOfATenant(JsonNode job) {
        return job.get("tenantId").asInt() != 1;
    }

    private String first(String state, Predicate<JsonNode> is) {
        for (JsonNode job :
                service.json("/api/v1/jobs?limit=1000&state=" + state).get("jobs")) {
            if (is.test(job)) {
                return "%s/%s/%s".formatted(job.get("cluster").asText(), job.get("tenantId"), job.get("jobId"));
            }
        }
        return "";
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = admin.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void execute(String sql) {
        try (Statement statement = admin.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException("the stand-in refused a step", failure);
        }
    }

    @Override
    public void close() throws SQLException {
        executor.shutdownNow();
        process.close();
        simulator.close();
        admin.close();
        standIn.close();
    }
}
