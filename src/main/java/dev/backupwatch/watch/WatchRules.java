package dev.backupwatch.watch;

import dev.backupwatch.settings.Findings;
import dev.backupwatch.settings.Rules;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

final class WatchRules implements Rules<WatchConfig> {

    @Override
    public void check(WatchConfig settings, Findings findings) {
        findings.expects(
                "log.backfill",
                "must not be negative",
                () -> !settings.backfill().isNegative());
        expectsTime("lost-after", () -> Optional.of(settings.lostAfter()), findings);
        expectsTime("insight.stall", () -> Optional.of(settings.stall()), findings);
        expectsTime("insight.overdue.full", settings::overdueFull, findings);
        expectsTime("insight.overdue.any", settings::overdueAny, findings);
    }

    private static void expectsTime(String key, Supplier<Optional<Duration>> duration, Findings findings) {
        findings.expects(
                key,
                "must be longer than 0",
                () -> duration.get()
                        .map(time -> !time.isZero() && !time.isNegative())
                        .orElse(true));
    }
}
