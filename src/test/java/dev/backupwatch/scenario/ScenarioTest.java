package dev.backupwatch.scenario;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A class of scenarios, each of them played on the columns of every version. */
@ParameterizedClass(name = "{0}")
@EnumSource(OceanBase.class)
@ExtendWith(OneStage.class)
abstract class ScenarioTest {

    @Parameter
    @SuppressWarnings("NullAway.Init") // JUnit gives it
    OceanBase version;

    Scenario scenario;

    @BeforeEach
    final void begin(Stage stage) throws SQLException {
        scenario = new Scenario(stage, version);
    }

    @AfterEach
    final void end() {
        scenario.close();
    }
}
