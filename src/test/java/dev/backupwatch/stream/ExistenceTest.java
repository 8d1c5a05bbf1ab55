package dev.backupwatch.stream;

import static dev.backupwatch.stream.FilterTest.filter;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backupwatch.event.SourceState;
import dev.backupwatch.event.Tenant;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.story.Backup;
import dev.backupwatch.story.KnownTenant;
import dev.backupwatch.story.ManualClock;
import dev.backupwatch.story.WrittenLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExistenceTest {

    private static final Tenant ORDERS = new Tenant(new TenantId(1002), "orders", "USER", "NORMAL");

    private final WrittenLog log = new WrittenLog();

    @BeforeEach
    void aClusterWithOneTenant() {
        log.attest("prod", SourceState.OK, ManualClock.START, ORDERS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cluster=prod", "tenant=1002", "tenant=orders", "job=7", "type=source"})
    void whatIsThereMayBeNamed(String parameter) {
        assertThatCode(() -> check(parameter)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cluster=nope", "cluster=prod,nope", "tenant=1003", "tenant=order"})
    void aSlipOfThePenIsToldByName(String parameter) {
        assertThatThrownBy(() -> check(parameter))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining(parameter.substring(0, parameter.indexOf('=') + 1));
    }

    @Test
    void aTenantOfARunningBackupExistsAlsoWhereItIsNotListed() {
        log.poll(Backup.of(1005, 1).started());
        assertThatCode(() -> check("tenant=1005")).doesNotThrowAnyException();
    }

    @Test
    void aTenantThatTheStateKnowsExistsByItsNameToo() {
        log.know(KnownTenant.of(1006).summary());
        assertThatCode(() -> check("tenant=tenant1006")).doesNotThrowAnyException();
        assertThatCode(() -> check("tenant=1006")).doesNotThrowAnyException();
    }

    @Test
    void whereTheTenantsOfASourceAreNotKnownAnyMayExist() {
        log.attest("stage", SourceState.STARTING, null);
        assertThatCode(() -> check("tenant=somebody")).doesNotThrowAnyException();
    }

    private void check(String parameter) {
        new Existence(log.state()).check(filter(parameter));
    }
}
