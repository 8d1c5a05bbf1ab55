package dev.backupwatch.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.diff.Vantage;
import dev.backupwatch.source.SourceConfig.Scope;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which views a login is taken to read, and whose they are; nothing is guessed. */
class TenantScopeTest {

    private static TenantStandIn tenant;

    private Looks looks;

    @BeforeAll
    static void start() throws SQLException {
        tenant = new TenantStandIn("tenant-scope");
    }

    @AfterAll
    static void stop() throws SQLException {
        tenant.close();
    }

    @BeforeEach
    void look() {
        looks = Looks.at(tenant.standIn, Scope.AUTO);
    }

    @AfterEach
    void forget() throws SQLException {
        looks.close();
        tenant.forgetBackups();
    }

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
}
