package dev.backupwatch.wirefault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.diff.PollOutcome.Incomplete;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever becomes of one statement, its poll says so, concludes nothing, and the next one knows everything again. */
class WireFaultTest extends WireTest {

    private static final String JOBS = "FROM oceanbase.CDB_OB_BACKUP_JOBS";
    private static final boolean FLEETING = true;
    private static final boolean LASTING = false;

    @BeforeEach
    void aBackupRuns() throws SQLException {
        new BackupRows(views).written();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault(Fault.RESET, "connection_lost", "the connection broke", FLEETING),
                fault(Fault.RESET_IN_RESULT, "connection_lost", "the connection broke", FLEETING),
                fault(Fault.CLOSE_IN_RESULT, "connection_lost", "the connection broke", FLEETING),
                fault(Fault.WRONG_PACKET, "connection_lost", "the connection broke", FLEETING),
                fault(Fault.OK_INSTEAD_OF_ROWS, "wrong_answer", "not the answer", FLEETING),
                fault(Fault.EOF_INSTEAD_OF_ROWS, "connection_lost", "the connection broke", FLEETING),
                fault(Fault.answerTo("SELECT 1 FROM DUAL WHERE 1 = 0"), "wrong_answer", "not the answer", FLEETING),
                fault(Fault.NEVER_ANSWER, "timeout", "raise timeout", LASTING),
                fault(Fault.HALF_OPEN, "timeout", "raise timeout", LASTING),
                fault(Fault.STALL_IN_RESULT, "timeout", "raise timeout", LASTING),
                fault(Fault.TRICKLE, "timeout", "raise timeout", LASTING),
                fault(Fault.delay(TIMEOUT.multipliedBy(5)), "timeout", "raise timeout", LASTING),
                fault(Fault.error(4012, "Timeout"), "timeout", "raise timeout", LASTING),
                fault(Fault.error(4016, "Internal error"), "refused", "error 4016", LASTING));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultInReadingTheJobsIsTroubleAndTheNextPollIsWhole(
            Fault fault, String code, String message, boolean isFleeting) {
        List<Object> known = rows(pollWell());
        proxy.next(statement -> statement.contains(JOBS), fault);

        Incomplete incomplete = pollBadly(code);
        assertThat(incomplete.trouble().message()).contains(message);
        assertThat(incomplete.isFleeting()).isEqualTo(isFleeting);
        assertThat(rows(pollWell())).isEqualTo(known);
        awaitConnections(1);
    }

    static List<Fault> faultsOfEachStatement() {
        return List.of(
                Fault.RESET_IN_RESULT,
                Fault.CLOSE_IN_RESULT,
                Fault.WRONG_PACKET,
                Fault.OK_INSTEAD_OF_ROWS,
                Fault.EOF_INSTEAD_OF_ROWS,
                Fault.answerTo("SELECT 1 FROM DUAL WHERE 1 = 0"),
                Fault.answerTo("SELECT 'x', 'y', 'z', 'ä'"),
                Fault.error(4016, "Internal error"));
    }

    /** Of a first poll, which also asks for the columns and the version. */
    @ParameterizedTest
    @MethodSource("faultsOfEachStatement")
    void aFaultInWhicheverStatementOfAPollLeavesNoPartialKnowledge(Fault fault) {
        List<Object> known = rows(pollWell());
        List<String> statements = new ArrayList<>(proxy.statements());
        statements.removeIf(statement -> statement.contains("OB_VERSION") || statement.startsWith("SET"));
        assertThat(statements).hasSizeGreaterThanOrEqualTo(9);

        for (String statement : statements) {
            beginAnew();
            proxy.next(statement::equals, fault);

            assertThat(poll()).as("%s at %s", fault, statement).isInstanceOf(Incomplete.class);
            assertThat(rows(pollWell())).isEqualTo(known);
            awaitConnections(1);
        }
    }

    /** Names are a comfort, but their answer is still on its way when the poll is over. */
    @Test
    void namesThatAreNotToldInTimeAreNoLackOfRights() {
        List<Object> known = rows(pollWell());
        proxy.next(statement -> statement.contains("DBA_OB_TENANTS"), Fault.NEVER_ANSWER);

        pollBadly("timeout");

        assertThat(rows(pollWell())).isEqualTo(known);
    }

    @Test
    void aDelayShorterThanTheTimeOutIsNoFailure() {
        List<Object> known = rows(pollWell());
        proxy.always(statement -> true, Fault.delay(TIMEOUT.dividedBy(4)));

        assertThat(rows(pollWell())).isEqualTo(known);
    }

    @Test
    void faultAfterFaultLeavesNoConnectionBehind() {
        for (int i = 0; i < 20; i++) {
            proxy.next(statement -> statement.contains(JOBS), i % 2 == 0 ? Fault.RESET : Fault.CLOSE_IN_RESULT);
            pollBadly("connection_lost");
        }
        pollWell();
        awaitConnections(1);
    }

    @Test
    void rowsThatChangeBetweenTwoStatementsAreReadAsTheyAreThen() {
        proxy.beforeEachStatement(statement -> {
            if (statement.toUpperCase(Locale.ROOT).contains("CDB_OB_BACKUP_JOB_HISTORY GROUP BY")) {
                try {
                    new BackupRows(views).end(8, 4);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }
        });

        var seen = pollWell();

        assertThat(seen.live().rows()).hasSize(2);
        assertThat(seen.history().orElseThrow().pages())
                .allSatisfy(page -> assertThat(page.rows()).hasSize(2));
    }

    private static Arguments fault(Fault fault, String code, String message, boolean isFleeting) {
        return Arguments.of(fault, code, message, isFleeting);
    }
}
