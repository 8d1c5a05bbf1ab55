package dev.backupwatch.wire;

import static dev.backupwatch.wire.InsightFixture.AT_FOUR;
import static dev.backupwatch.wire.InsightFixture.NONE_EVER;
import static dev.backupwatch.wire.InsightFixture.NO_FULL;
import static dev.backupwatch.wire.InsightFixture.ORDERS;
import static dev.backupwatch.wire.InsightFixture.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.Overdue;
import dev.backupwatch.event.Tenant;
import dev.backupwatch.event.TenantSummary;
import dev.backupwatch.event.TenantSummary.LastSuccess;
import dev.backupwatch.event.TenantSummary.Run;
import dev.backupwatch.event.TenantSummary.Usual;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TenantItemEncoderTest {

    private static final Run FULL = new Run(1, "FULL", AT_FOUR, AT_FOUR.plusMillis(90_500), 0, 73_400_320L);
    private static final Run INC = new Run(2, "INC", AT_FOUR, AT_FOUR.plusSeconds(30), 0, null);
    private static final Run FAILED = new Run(3, "INC", AT_FOUR, AT_FOUR.plusSeconds(5), -4009, null);

    @Test
    void aTenantIsToldWithWhatItHasAndWhatIsUsualForIt() {
        var tenant = new Tenant(ORDERS, "orders", "USER", "NORMAL");
        Map<String, Usual> usual =
                Map.of("FULL", new Usual(5, Duration.ofSeconds(90), 70_000_000L, Duration.ofDays(1)));

        assertThat(encoded(new TenantSummary(
                        TENANT,
                        tenant,
                        Map.of("FULL", success(FULL), "INC", new LastSuccess(AT_FOUR, null)),
                        FAILED,
                        3,
                        List.of(NONE_EVER, NO_FULL),
                        usual)))
                .isEqualTo("""
                        {"source":"/clusters/prod","subject":"tenants/1002","cluster":"prod","tenantId":1002,\
                        "tenantName":"orders","tenantType":"USER","status":"NORMAL","role":"PRIMARY",\
                        "lastSuccess":{"FULL":{"jobId":1,"start":"2026-11-23T04:00:00.000000Z",\
                        "end":"2026-11-23T04:01:30.500000Z","durationSeconds":90.5,"outputBytes":73400320},\
                        "INC":{"end":"2026-11-23T04:00:00.000000Z"}},\
                        "lastFailure":{"jobId":3,"type":"INC","start":"2026-11-23T04:00:00.000000Z",\
                        "end":"2026-11-23T04:00:05.000000Z","durationSeconds":5.0,"result":-4009},"failures":3,\
                        "overdue":[{"kind":"full","limitSeconds":691200,"lastSuccess":"2026-11-23T04:00:00.000000Z",\
                        "since":"2026-12-01T04:00:00.000000Z"},{"kind":"any","limitSeconds":93600,"lastSuccess":null,\
                        "since":"2026-11-24T06:00:00.000000Z"}],\
                        "usual":{"FULL":{"runs":5,"durationSeconds":90.0,"outputBytes":70000000,\
                        "intervalSeconds":86400.0}},"conditions":["overdue_full","overdue_any"]}""");
    }

    @Test
    void ofATenantThatNobodyKnowsMoreOfThereIsLittle() {
        assertThat(encoded(
                        new TenantSummary(TENANT.named(null), null, Map.of(), null, 0, List.<Overdue>of(), Map.of())))
                .isEqualTo("{\"source\":\"/clusters/prod\",\"subject\":\"tenants/1002\",\"cluster\":\"prod\","
                        + "\"tenantId\":1002,\"lastSuccess\":{},\"failures\":0,\"overdue\":[],\"usual\":{},"
                        + "\"conditions\":[]}");
    }

    @Test
    void equalSummariesAreEqualBytes() {
        Map<String, LastSuccess> oneWay = new LinkedHashMap<>();
        oneWay.put("INC", success(INC));
        oneWay.put("FULL", success(FULL));
        Map<String, LastSuccess> other = new LinkedHashMap<>();
        other.put("FULL", success(FULL));
        other.put("INC", success(INC));

        assertThat(encoded(of(oneWay))).isEqualTo(encoded(of(other))).contains("\"lastSuccess\":{\"FULL\":{");
    }

    private static TenantSummary of(Map<String, LastSuccess> lastSuccess) {
        return new TenantSummary(TENANT, null, lastSuccess, null, 0, List.of(), Map.of());
    }

    private static String encoded(TenantSummary summary) {
        return new String(TenantItemEncoder.encode(summary), StandardCharsets.UTF_8);
    }

    private static LastSuccess success(Run run) {
        return new LastSuccess(run.end(), run);
    }
}
