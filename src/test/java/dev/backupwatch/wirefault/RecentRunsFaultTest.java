package dev.backupwatch.wirefault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.backupwatch.diff.RecentRuns;
import io.smallrye.mutiny.subscription.Cancellable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever becomes of one statement, nothing is said of any tenant's past, and no poll is any the worse for it. */
class RecentRunsFaultTest extends RecentRunsWireTest {

    private static final String SUCCESSES = "GROUP BY TENANT_ID, BACKUP_TYPE";

    private PastRuns past;
    private List<RecentRuns> known;

    @BeforeEach
    void twoTenantsWereBackedUp() throws SQLException {
        new BackupRows(views).written();
        past = new PastRuns(views);
        past.ended(1002, 1, "FULL", "COMPLETED");
        past.ended(1004, 2, "FULL", "COMPLETED");
        known = recentRuns(1002, 1004);
    }

    static List<Fault> faults() {
        return List.of(
                Fault.RESET_IN_RESULT,
                Fault.CLOSE_IN_RESULT,
                Fault.WRONG_PACKET,
                Fault.OK_INSTEAD_OF_ROWS,
                Fault.EOF_INSTEAD_OF_ROWS,
                Fault.answerTo("SELECT 1 FROM DUAL WHERE 1 = 0"),
                Fault.error(4012, "Timeout"),
                Fault.error(4016, "Internal error"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultInWhicheverStatementLeavesNoPartialKnowledge(Fault fault) {
        List<String> statements = new ArrayList<>(proxy.statements());
        statements.removeIf(statement -> statement.contains("OB_VERSION") || statement.startsWith("SET"));
        assertThat(statements).hasSize(1 + 1 + 2 + 2 + 1 + 1);

        for (String statement : statements) {
            proxy.next(statement::equals, fault);

            assertThatThrownBy(() -> recentRuns(1002, 1004))
                    .as("%s at %s", fault, statement)
                    .hasMessageContainingAll("prod", "127.0.0.1:" + proxy.port(), "monitor")
                    .hasMessageNotContaining(standIn.monitorPassword());
            assertThat(recentRuns(1002, 1004)).isEqualTo(known);
        }
        pollWell();
        awaitConnections(1);
    }

    @Test
    void aSessionThatLosesItsZoneMeanwhileTellsNoTimeWrongly() {
        for (String statement : reading()) {
            proxy.next(statement::equals, Fault.LOSES_ZONE);

            assertThatThrownBy(() -> recentRuns(1002, 1004)).hasMessageContaining("not +00:00");
        }
        assertThat(recentRuns(1002, 1004)).isEqualTo(known);
    }

    /** As from a proxy that mixed up two. */
    @Test
    void anotherTenantsRunsAreNotTakenForThisOnes() {
        String ofAnother = reading().stream()
                .filter(sql -> isOfLastJobs(sql) && sql.contains("= 1004"))
                .findFirst()
                .orElseThrow();
        proxy.next(RecentRunsFaultTest::isOfLastJobs, Fault.answerTo(ofAnother));

        assertThatThrownBy(() -> recentRuns(1002, 1004)).hasMessageContaining("another tenant than 1002");
    }

    /** A tenant that is not NORMAL is skipped by the views, and would seem to be overdue. */
    @Test
    void aTenantThatGoesOutOfSightMeanwhileIsNotWithoutASuccess() {
        before(SUCCESSES, () -> execute("DELETE FROM CDB_OB_BACKUP_JOB_HISTORY WHERE TENANT_ID = 1004"));

        assertThatThrownBy(() -> recentRuns(1002, 1004)).hasMessageContaining("tenant 1004 came or went");
    }

    @Test
    void aTenantThatComesIntoSightMeanwhileIsNotWithoutRuns() {
        before(SUCCESSES, () -> past.ended(1006, 3, "FULL", "COMPLETED"));

        assertThatThrownBy(() -> recentRuns(1002, 1006)).hasMessageContaining("tenant 1006 came or went");
        assertThat(only(1006).jobs()).hasSize(1);
    }

    @Test
    void aPollGoesOnWhileAnotherStatementIsNotAnswered() {
        proxy.next(RecentRunsFaultTest::isOfLastJobs, Fault.NEVER_ANSWER);
        CompletableFuture<List<RecentRuns>> answer = begun();

        pollWell();
        assertThatThrownBy(answer::join).hasMessageContaining("raise timeout if the cluster is healthy");
        pollWell();
        awaitConnections(1);
    }

    @Test
    void aSourceThatIsClosedMeanwhileLeavesNoConnection() {
        proxy.next(RecentRunsFaultTest::isOfLastJobs, Fault.NEVER_ANSWER);
        CompletableFuture<List<RecentRuns>> answer = begun();
        source.close();

        awaitConnections(0);
        assertThatThrownBy(answer::join).isNotNull();
        assertThatThrownBy(() -> recentRuns(1002)).isNotNull();
        awaitConnections(0);
    }

    @Test
    void norDoesAQuestionWhoseAnswerNobodyWaitsForAnyMore() {
        proxy.next(RecentRunsFaultTest::isOfLastJobs, Fault.NEVER_ANSWER);
        proxy.forgetStatements();
        Cancellable answer = asked(1002).subscribe().with(runs -> {}, failure -> {});
        await().until(proxy::statements, sent -> sent.stream().anyMatch(RecentRunsFaultTest::isOfLastJobs));
        answer.cancel();

        awaitConnections(0);
    }

    private static boolean isOfLastJobs(String statement) {
        return statement.contains("LIMIT 6");
    }

    private CompletableFuture<List<RecentRuns>> begun() {
        proxy.forgetStatements();
        CompletableFuture<List<RecentRuns>> answer = asked(1002).subscribeAsCompletionStage();
        await().until(proxy::statements, sent -> sent.stream().anyMatch(RecentRunsFaultTest::isOfLastJobs));
        return answer;
    }

    private interface Change {
        void happen() throws SQLException;
    }

    private void before(String reading, Change change) {
        proxy.beforeEachStatement(statement -> {
            if (statement.contains(reading)) {
                try {
                    change.happen();
                } catch (SQLException failure) {
                    throw new IllegalStateException(failure);
                }
                proxy.beforeEachStatement(next -> {});
            }
        });
    }
}
