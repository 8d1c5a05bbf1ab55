package dev.backupwatch.source;

import dev.backupwatch.source.SourceConfig.Scope;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** What tests of a user tenant's login begin with: the tenant 1002, without a backup yet, and looks at it. */
abstract class TenantTest {

    static TenantStandIn tenant;

    Looks looks;

    @BeforeAll
    static void start() throws SQLException {
        tenant = new TenantStandIn("tenant-login");
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
}
