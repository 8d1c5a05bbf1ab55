package dev.backupwatch.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.diff.PollOutcome.Incomplete;
import dev.backupwatch.event.TenantId;
import io.vertx.core.VertxException;
import io.vertx.mysqlclient.MySQLException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DiagnosisTest {

    private static final View JOBS = View.CDB_OB_BACKUP_JOBS;
    private static final String ORACLE = "oracle_mode";
    private static final String SYS = "log into the sys tenant";
    private static final boolean FLEETING = true;
    private static final boolean LASTING = false;

    private final Diagnosis diagnosis = new Diagnosis(ClusterTargetTest.target());

    static Stream<Arguments> failures() {
        return Stream.of(
                failure(refusal(1045), "wrong_password", "check username and password", LASTING),
                failure(reading(refusal(1142)), "missing_grant", "GRANT SELECT ON oceanbase.* TO 'monitor'", LASTING),
                failure(reading(refusal(1146)), "missing_view", "ends in @sys", LASTING),
                failure(new UnreadableViewException(JOBS), "missing_view", "4.0 or later", LASTING),
                failure(new UnreadableViewException(JOBS), "missing_view", "set scope=tenant", LASTING),
                failure(new UnreadableViewException(View.DBA_OB_BACKUP_JOBS), "missing_view", "scope=sys", LASTING),
                failure(
                        refusal(1235, "Oracle tenant for current client driver is not supported"),
                        ORACLE,
                        SYS,
                        LASTING),
                failure(refusal(1049, "Unknown database 'OCEANBASE'"), ORACLE, SYS, LASTING),
                failure(refusal(942, "ORA-00942: table or view does not exist"), ORACLE, SYS, LASTING),
                failure(new OracleTenantException(), ORACLE, "sees this tenant's backups too", LASTING),
                failure(new ColumnsChangedException(), "columns_changed", "the next one reads them anew", FLEETING),
                failure(
                        new TornReadingException(new TenantId(1002)),
                        "torn_reading",
                        "tenant 1002 came or went",
                        FLEETING),
                failure(new UnknownTenantException(), "unknown_tenant", "GRANT SELECT", LASTING),
                failure(refusal(1235), "refused", "error 1235", LASTING),
                failure(refusal(1049, "Unknown database 'oceanbase'"), "refused", "error 1049", LASTING),
                failure(reading(refusal(1054)), "refused", "error 1054", FLEETING),
                failure(reading(refusal(5000)), "refused", "error 5000", LASTING),
                failure(reading(refusal(4012)), "timeout", "raise timeout", LASTING),
                failure(reading(new TimeoutException()), "timeout", "raise timeout", LASTING),
                failure(reading(new io.smallrye.mutiny.TimeoutException()), "timeout", "PT10S", LASTING),
                failure(new io.smallrye.mutiny.TimeoutException(), "timeout", "log in within PT15S", LASTING),
                failure(reading(WrongAnswerException.withoutResult()), "wrong_answer", "no result", FLEETING),
                failure(
                        WrongAnswerException.of(List.of("A"), List.of("B", "C")),
                        "wrong_answer",
                        "1 columns (A), not the 2",
                        FLEETING),
                failure(new UnknownHostException("ob"), "unreachable", "check url", LASTING),
                failure(new ConnectException("refused"), "unreachable", "check url, port and network", LASTING),
                failure(new WrongZoneException("+08:00"), "wrong_time_zone", "+08:00", FLEETING),
                failure(reading(new IOException("reset")), "connection_lost", "reset", FLEETING),
                failure(new VertxException("closed"), "connection_lost", "closed", FLEETING),
                failure(reading(new IllegalStateException("bug")), "unexpected", "bug", LASTING));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void eachKindOfFailureHasItsCodeAndSaysWhatToDo(Throwable failure, String code, String advice, boolean isFleeting) {
        Incomplete outcome = diagnosis.of(failure);

        assertThat(outcome.trouble().code()).isEqualTo(code);
        assertThat(outcome.trouble().message()).contains(advice);
        assertThat(outcome.isFleeting()).isEqualTo(isFleeting);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void everyMessageNamesTheClusterItsAddressAndTheUserAndNoPassword(
            Throwable failure, String code, String advice, boolean isFleeting) {
        assertThat(diagnosis.of(failure).trouble().message())
                .as("%s %s %s", code, advice, isFleeting)
                .contains("prod", "ob.example:2881", "monitor@sys#obcluster")
                .doesNotContain(ClusterTargetTest.PASSWORD);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aMessageNamesTheViewThatWasRead(Throwable failure, String code, String advice, boolean isFleeting) {
        if (failure instanceof StatementFailedException) {
            assertThat(diagnosis.of(failure).trouble().message())
                    .as("%s %s %s", code, advice, isFleeting)
                    .contains("oceanbase.CDB_OB_BACKUP_JOBS");
        }
    }

    @Test
    void whatCannotBeReadForLackOfARightOrAViewIsToldFromOtherRefusals() {
        assertThat(Stream.of(1044, 1142, 1143, 1227, 1146, 1049, 1054))
                .allMatch(code -> Diagnosis.isAboutRightsOrViews(reading(refusal(code))));
        assertThat(Stream.of(1045, 4012, 1064))
                .noneMatch(code -> Diagnosis.isAboutRightsOrViews(reading(refusal(code))));
        assertThat(Diagnosis.isAboutRightsOrViews(reading(new IOException("gone"))))
                .isFalse();
    }

    private static Arguments failure(Throwable failure, String code, String advice, boolean isFleeting) {
        return Arguments.of(failure, code, advice, isFleeting);
    }

    private static StatementFailedException reading(Throwable reason) {
        return new StatementFailedException(JOBS, reason);
    }

    private static MySQLException refusal(int code) {
        return refusal(code, "the server's words");
    }

    private static MySQLException refusal(int code, String words) {
        return new MySQLException(words, code, "HY000");
    }
}
