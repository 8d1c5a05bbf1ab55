package dev.backupwatch.stream;

import dev.backupwatch.settings.Findings;
import dev.backupwatch.settings.Rules;
import java.time.Duration;
import java.util.function.IntSupplier;

final class StreamRules implements Rules<StreamConfig> {

    private static final StreamSettings.Limits ANY = new StreamSettings.Limits(1, 1, 1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Override
    public void check(StreamConfig settings, Findings findings) {
        findings.accepts("coalesce", () -> new StreamSettings(1, 1, settings.coalesce(), MINUTE, ANY));
        findings.accepts("stall-timeout", () -> new StreamSettings(1, 1, Duration.ZERO, settings.stallTimeout(), ANY));
        findings.expects(
                "drain", "must not be negative", () -> !settings.drain().isNegative());
        StreamConfig.Limits limits = settings.limits();
        expectsSome("limits.subscribers", limits::subscribers, findings);
        expectsSome("limits.per-address", limits::perAddress, findings);
        expectsSome("limits.filter-values", limits::filterValues, findings);
    }

    private static void expectsSome(String key, IntSupplier limit, Findings findings) {
        findings.expects(key, "must be at least 1", () -> limit.getAsInt() >= 1);
    }
}
