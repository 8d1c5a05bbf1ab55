package dev.backupwatch.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.diff.Vantage;
import dev.backupwatch.source.SourceConfig.Scope;
import dev.backupwatch.wirefault.Fault;
import dev.backupwatch.wirefault.Greeting;
import dev.backupwatch.wirefault.MySqlProxy;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which views a login is taken to read, and whose they are; nothing is guessed. */
class TenantScopeTest extends TenantTest {

    @Test
    void whereTheFunctionIsRefusedTheOnlyUserTenantOfTheListIsTheOneThatWasLoggedInto() throws SQLException {
        tenant.run("REVOKE EXECUTE ON FUNCTION oceanbase.EFFECTIVE_TENANT_ID FROM monitor");
        try {
            tenant.startJob(1002, 6);
            assertThat(looks.told()).containsExactly("backup/1002/6 backup.job.started found");
        } finally {
            tenant.run("GRANT EXECUTE ON FUNCTION oceanbase.EFFECTIVE_TENANT_ID TO monitor");
        }
    }

    @Test
    void aTenantThatCannotBeNamedIsNotGuessed() throws SQLException {
        tenant.run("REVOKE EXECUTE ON FUNCTION oceanbase.EFFECTIVE_TENANT_ID FROM monitor");
        tenant.run("REVOKE SELECT ON oceanbase.DBA_OB_TENANTS FROM monitor");
        try {
            assertThat(looks.incomplete().trouble().code()).isEqualTo("unknown_tenant");
        } finally {
            tenant.run("GRANT EXECUTE ON FUNCTION oceanbase.EFFECTIVE_TENANT_ID TO monitor");
            tenant.run("GRANT SELECT ON oceanbase.DBA_OB_TENANTS TO monitor");
        }
    }

    @Test
    void aTenantWhoseCompatibilityModeIsOracleIsRefusedWithWhatToDo() throws SQLException {
        tenant.run("UPDATE oceanbase.DBA_OB_TENANTS SET COMPATIBILITY_MODE = 'ORACLE' WHERE TENANT_ID = 1002");
        try {
            assertThat(looks.incomplete()).satisfies(refused -> {
                assertThat(refused.trouble().code()).isEqualTo("oracle_mode");
                assertThat(refused.trouble().message()).contains("log into the sys tenant");
                assertThat(refused.isFleeting()).isFalse();
            });
        } finally {
            tenant.run("UPDATE oceanbase.DBA_OB_TENANTS SET COMPATIBILITY_MODE = 'MYSQL' WHERE TENANT_ID = 1002");
        }
    }

    @Test
    void aLoginThatMayReadOnlySomeOfTheViewsIsToldWhichGrantIsMissing() throws SQLException {
        tenant.run("REVOKE SELECT ON oceanbase.DBA_OB_BACKUP_TASK_HISTORY FROM monitor");
        try {
            assertThat(looks.incomplete().trouble()).satisfies(trouble -> {
                assertThat(trouble.code()).isEqualTo("missing_grant");
                assertThat(trouble.message())
                        .contains("oceanbase.DBA_OB_BACKUP_TASK_HISTORY", "as an administrator of that tenant: GRANT");
            });
        } finally {
            tenant.run("GRANT SELECT ON oceanbase.DBA_OB_BACKUP_TASK_HISTORY TO monitor");
        }
    }

    @Test
    void sysIsNeverReadThroughTheViewsOfOneTenantUnlessToldTo() throws SQLException {
        tenant.answerAsTenant(1);
        try (Looks asTenant = Looks.at(tenant.standIn, Scope.TENANT)) {
            assertThat(looks.incomplete().trouble().message()).contains("oceanbase.CDB_OB_BACKUP_JOBS");
            assertThat(asTenant.complete().facts().vantage()).isEqualTo(Vantage.TENANT);
        } finally {
            tenant.answerAsTenant(1002);
        }
    }

    @Test
    void theScopeThatIsConfiguredWins() {
        try (Looks asSys = Looks.at(tenant.standIn, Scope.SYS);
                Looks asTenant = Looks.at(tenant.standIn, Scope.TENANT)) {
            assertThat(asSys.incomplete().trouble().message()).contains("oceanbase.CDB_OB_BACKUP_JOBS");
            assertThat(asTenant.complete().facts().vantage()).isEqualTo(Vantage.TENANT);
        }
    }

    static List<Arguments> answersToOtherStatements() {
        return List.of(
                Arguments.of("EFFECTIVE_TENANT_ID", "SELECT 1004"),
                Arguments.of("OB_VERSION", "SELECT '4.0.0.0'"),
                Arguments.of("COMPATIBILITY_MODE FROM", "SELECT 1002, 'USER', 'ORACLE'"));
    }

    /** As from a proxy that mixed up two: another tenant's number would be written on every row of this one. */
    @ParameterizedTest
    @MethodSource("answersToOtherStatements")
    void theAnswerToAnotherStatementSaysNothingOfTheTenantOrItsVersion(String statement, String other)
            throws SQLException {
        tenant.startJob(1002, 6);
        try (MySqlProxy proxy = MySqlProxy.before(tenant.standIn.port(), Greeting.MARIADB);
                Looks mixedUp = Looks.at(tenant.standIn, proxy.port())) {
            proxy.next(sent -> sent.contains(statement), Fault.answerTo(other));

            assertThat(mixedUp.incomplete().trouble().code()).isEqualTo("wrong_answer");
            assertThat(mixedUp.told()).containsExactly("backup/1002/6 backup.job.started found");
        }
    }
}
